package io.gyr.standalone.components;

import io.gyr.standalone.StandaloneSettings;
import io.gyr.standalone.jobs.FlinkRest;
import io.gyr.standalone.jobs.Job;
import io.gyr.standalone.jobs.JobKeeper;
import io.gyr.standalone.process.Component;
import io.gyr.standalone.process.Java;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The process that keeps the Flink jobs submitted. Ready when all tasks of all jobs run. */
public final class Jobs implements Component {
  private final StandaloneSettings settings;
  private final FlinkRest flink;

  /** The jobs on the Flink of {@code settings}. */
  public Jobs(StandaloneSettings settings) {
    this.settings = settings;
    this.flink = new FlinkRest(settings.flinkUrl());
  }

  @Override
  public String name() {
    return "jobs";
  }

  @Override
  public List<String> after() {
    return List.of(
        "kafka",
        "registry",
        "postgres",
        "cassandra",
        "opensearch",
        "flink",
        "flink-jobmanager",
        "flink-taskmanager-1");
  }

  private Path properties() {
    return settings.conf().resolve("jobs.properties");
  }

  private Path checkpoints() {
    return settings.data("flink").resolve("checkpoints");
  }

  @Override
  public void prepare() throws IOException {
    Path warehouse = settings.data("iceberg");
    Files.createDirectories(warehouse);
    Files.createDirectories(checkpoints());
    Secret.write(
        properties(),
        String.join(
            "\n",
            "kafka.bootstrap=" + settings.kafkaBootstrap(),
            "registry.url=" + settings.registryUrl(),
            "cassandra.contact=127.0.0.1:" + settings.cassandraPort(),
            "opensearch.url=" + settings.opensearchUrl(),
            "iceberg.catalog_url=" + Postgres.jdbcUrl(settings, "iceberg"),
            "iceberg.catalog_user=" + Postgres.USER,
            "iceberg.catalog_password=" + Postgres.password(settings),
            "iceberg.warehouse=" + directoryUri(warehouse),
            "job.checkpoint_dir=" + directoryUri(checkpoints()),
            "metrics.max_series=" + FlinkProcess.mostSeries(settings),
            settings.own("jobs")));
  }

  /** A folder as Flink and Hadoop want it: file:///a/b, without the slash that Java appends. */
  static String directoryUri(Path folder) {
    return "file://" + folder.toAbsolutePath();
  }

  @Override
  public List<String> command() {
    List<String> command = new ArrayList<>();
    try {
      command.addAll(
          Java.component(
              "-Xmx64m",
              "-XX:TieredStopAtLevel=1",
              "-Dgyr.dir=" + settings.dir(),
              "-cp",
              Java.classPath(settings.home(), "standalone"),
              JobKeeper.class.getName()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    command.add(settings.flinkUrl());
    command.add(settings.home().toString());
    command.add(properties().toString());
    command.add(checkpoints().toString());
    return command;
  }

  @Override
  public @Nullable String notReady() {
    try {
      Map<String, Boolean> jobs = flink.jobs();
      for (Job job : Job.ALL) {
        if (!jobs.getOrDefault(job.name(), false)) {
          return "for job " + job.name();
        }
      }
      return null;
    } catch (IOException e) {
      return "for Flink";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
