package io.gyr.standalone;

import io.gyr.component.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What can be set with {@code gyr up --set key=value}. */
public record StandaloneSettings(
    @Setting(key = "home", description = "Folder that holds the build of Gyr") Path home,
    @Setting(key = "dir", description = "Folder that holds all data") Path dir,
    @Setting(
            key = "components",
            defaultValue =
                "kafka,registry,postgres,cassandra,opensearch,flink,query-api,jobs,agent",
            description = "What to start")
        List<String> components,
    @Setting(
            key = "until_exit_of",
            defaultValue = "0",
            description = "Stop when the process with this id ends; 0 for never")
        long untilExitOf,
    @Setting(key = "api.port", defaultValue = "8080", description = "REST API and console")
        int apiPort,
    @Setting(key = "kafka.port", defaultValue = "9092", description = "Kafka clients")
        int kafkaPort,
    @Setting(
            key = "kafka.controller_port",
            defaultValue = "9093",
            description = "Kafka's controller quorum")
        int kafkaControllerPort,
    @Setting(key = "registry.port", defaultValue = "8081", description = "Schema Registry")
        int registryPort,
    @Setting(key = "opensearch.port", defaultValue = "9200", description = "OpenSearch HTTP")
        int opensearchPort,
    @Setting(
            key = "opensearch.transport_port",
            defaultValue = "9300",
            description = "OpenSearch between nodes")
        int opensearchTransportPort,
    @Setting(key = "cassandra.port", defaultValue = "9042", description = "CQL clients")
        int cassandraPort,
    @Setting(
            key = "cassandra.storage_port",
            defaultValue = "7000",
            description = "Cassandra between nodes")
        int cassandraStoragePort,
    @Setting(key = "flink.port", defaultValue = "8082", description = "Flink's REST API")
        int flinkPort,
    @Setting(
            key = "flink.metrics_port",
            defaultValue = "9250",
            description = "Metrics of the jobs; TaskManagers take this and the next")
        int flinkMetricsPort,
    @Setting(
            key = "flink.mode",
            defaultValue = "local",
            description = "local: one JVM; cluster: a JobManager and two TaskManagers as processes")
        String flinkMode,
    @Setting(
            key = "flink.heap_mb",
            defaultValue = "1100",
            description =
                "Memory of Flink's one JVM; 100 MB more take 4,000 more series of metrics, see"
                    + " metrics.max_series")
        int flinkHeapMb,
    @Setting(key = "postgres.port", defaultValue = "5433", description = "Configuration database")
        int postgresPort,
    @Setting(
            key = "agent.port",
            defaultValue = "9464",
            description = "Health and metrics of the agent")
        int agentPort,
    @Setting(
            key = "agent.replay_file",
            defaultValue = "",
            description = "Recording to replay instead of watching this host")
        String agentReplayFile) {

  /** Folder for one component's data. */
  public Path data(String component) {
    return dir.resolve(component);
  }

  /** Log file of one component. */
  public Path log(String component) {
    return dir.resolve("logs").resolve(component + ".log");
  }

  /** Folder for configuration files that Gyr writes at each start. */
  public Path conf() {
    return dir.resolve("conf");
  }

  /**
   * What the file NAME.properties in the folder of all data adds to the settings of a component, or
   * takes the place of; nothing if there is no such file.
   *
   * @throws IOException if it cannot be read
   */
  public String own(String component) throws IOException {
    Path file = dir.resolve(component + ".properties");
    return Files.exists(file) ? Files.readString(file) + "\n" : "";
  }

  /** Folder for process ids, the lock and the status. */
  public Path run() {
    return dir.resolve("run");
  }

  /** Where the first API token is, mode 600. */
  public Path tokenFile() {
    return dir.resolve("token");
  }

  /** What {@code gyr status} reads. */
  public Path statusFile() {
    return run().resolve("status.json");
  }

  /** Bootstrap address of Kafka. */
  public String kafkaBootstrap() {
    return "127.0.0.1:" + kafkaPort;
  }

  /** Confluent-compatible base address of the registry. */
  public String registryUrl() {
    return "http://127.0.0.1:" + registryPort + "/apis/ccompat/v7";
  }

  /** Base address of OpenSearch. */
  public String opensearchUrl() {
    return "http://127.0.0.1:" + opensearchPort;
  }

  /** Base address of Flink's REST API. */
  public String flinkUrl() {
    return "http://127.0.0.1:" + flinkPort;
  }

  /** Base address of the REST API. */
  public String apiUrl() {
    return "http://127.0.0.1:" + apiPort;
  }
}
