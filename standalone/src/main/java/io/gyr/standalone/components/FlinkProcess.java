package io.gyr.standalone.components;

import io.gyr.standalone.StandaloneSettings;
import io.gyr.standalone.jobs.FlinkRest;
import io.gyr.standalone.process.Component;
import io.gyr.standalone.process.Java;
import io.gyr.standalone.process.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A process of Flink: the whole cluster in one JVM, or the JobManager or one of the TaskManagers of
 * a cluster of processes. All take the same jars through the same REST API.
 */
public final class FlinkProcess implements Component {
  private static final int SLOTS = 16;

  /** What the jobs take of a heap beside their state, with records on their way. */
  private static final int JOBS_MB = 100;

  /** Of a heap, so much can be in use for long without the collector working all the time. */
  private static final double USABLE = 0.53;

  /** What a series takes that comes every ten seconds, for eight hours; 10 were measured of six. */
  private static final double SERIES_KB = 13;

  /** What the process is. */
  enum Role {
    LOCAL("flink", "io.gyr.flink.LocalCluster"),
    JOB_MANAGER(
        "flink-jobmanager",
        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint"),
    TASK_MANAGER("flink-taskmanager-", "org.apache.flink.runtime.taskexecutor.TaskManagerRunner");

    private final String name;
    private final String mainClass;

    Role(String name, String mainClass) {
      this.name = name;
      this.mainClass = mainClass;
    }

    int heapMb(StandaloneSettings settings) {
      return this == LOCAL ? settings.flinkHeapMb() : 512;
    }
  }

  private final StandaloneSettings settings;
  private final Role role;
  private final int number;

  private FlinkProcess(StandaloneSettings settings, Role role, int number) {
    this.settings = settings;
    this.role = role;
    this.number = number;
  }

  /** The processes that {@code flink.mode} asks for. */
  public static List<Component> all(StandaloneSettings settings) {
    return switch (settings.flinkMode()) {
      case "local" -> List.of(new FlinkProcess(settings, Role.LOCAL, 0));
      case "cluster" ->
          List.of(
              new FlinkProcess(settings, Role.JOB_MANAGER, 0),
              new FlinkProcess(settings, Role.TASK_MANAGER, 1),
              new FlinkProcess(settings, Role.TASK_MANAGER, 2));
      default ->
          throw new IllegalArgumentException(
              "flink.mode: expected local or cluster, not '" + settings.flinkMode() + "'");
    };
  }

  /**
   * How many series of metrics the jobs can have in use. The rules run in the same memory, so that
   * more must not be let in.
   */
  static int mostSeries(StandaloneSettings settings) {
    Role role = settings.flinkMode().equals("local") ? Role.LOCAL : Role.TASK_MANAGER;
    double usableMb = role.heapMb(settings) * USABLE - JOBS_MB;
    int thousands = (int) (usableMb * 1024 / SERIES_KB / 1000);
    return 1000 * Math.max(1, thousands);
  }

  @Override
  public String name() {
    return role == Role.TASK_MANAGER ? role.name + number : role.name;
  }

  @Override
  public List<String> after() {
    return role == Role.TASK_MANAGER ? List.of(Role.JOB_MANAGER.name) : List.of();
  }

  private Path conf() {
    return settings.conf().resolve(name());
  }

  @Override
  public void prepare() throws IOException {
    Path temporary = settings.data("flink").resolve("tmp-" + name());
    Files.createDirectories(temporary);
    Files.createDirectories(settings.data("flink").resolve("upload"));
    Files.createDirectories(conf());
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("rest.address", "127.0.0.1");
    keys.put("rest.bind-address", "127.0.0.1");
    keys.put("rest.port", Integer.toString(settings.flinkPort()));
    keys.put("jobmanager.rpc.address", "127.0.0.1");
    keys.put("jobmanager.bind-host", "127.0.0.1");
    keys.put("jobmanager.rpc.port", Integer.toString(settings.flinkPort() + 1));
    keys.put("taskmanager.bind-host", "127.0.0.1");
    keys.put("taskmanager.host", "127.0.0.1");
    keys.put("taskmanager.numberOfTaskSlots", Integer.toString(SLOTS));
    keys.put("web.upload.dir", settings.data("flink").resolve("upload").toString());
    keys.put("io.tmp.dirs", temporary.toString());
    keys.put("heartbeat.interval", "2000");
    keys.put("heartbeat.timeout", "10000");
    keys.put("metrics.reporters", "gyr");
    keys.put("metrics.reporter.gyr.factory.class", "io.gyr.flink.PrometheusReporterFactory");
    keys.put("metrics.reporter.gyr.port", Integer.toString(metricsPort()));
    keys.put("state.backend.type", "hashmap");
    keys.put("classloader.check-leaked-classloader", "false");
    keys.put("jobmanager.memory.heap.size", "384m");
    keys.put("jobmanager.memory.off-heap.size", "128m");
    keys.put("jobmanager.memory.jvm-metaspace.size", "256m");
    keys.put("jobmanager.memory.jvm-overhead.min", "64m");
    keys.put("jobmanager.memory.jvm-overhead.max", "64m");
    keys.put("taskmanager.cpu.cores", "2");
    keys.put("taskmanager.memory.framework.heap.size", "96m");
    keys.put("taskmanager.memory.framework.off-heap.size", "128m");
    keys.put("taskmanager.memory.task.heap.size", "384m");
    keys.put("taskmanager.memory.task.off-heap.size", "64m");
    keys.put("taskmanager.memory.managed.size", "32m");
    keys.put("taskmanager.memory.network.min", "64m");
    keys.put("taskmanager.memory.network.max", "64m");
    keys.put("taskmanager.memory.jvm-metaspace.size", "384m");
    keys.put("taskmanager.memory.jvm-overhead.min", "64m");
    keys.put("taskmanager.memory.jvm-overhead.max", "64m");
    StringBuilder yaml = new StringBuilder();
    keys.forEach((key, value) -> yaml.append(key).append(": \"").append(value).append("\"\n"));
    Files.writeString(conf().resolve("config.yaml"), yaml);
    Files.writeString(
        conf().resolve("logback.xml"),
        """
        <configuration>
          <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%date %-5level %logger{0} %msg%n%ex{6}</pattern></encoder>
          </appender>
          <logger name="io.gyr" level="INFO"/>
          <logger name="org.apache.flink.runtime.executiongraph" level="WARN"/>
          <logger name="org.apache.flink.metrics.MetricGroup" level="ERROR"/>
          <logger name="org.apache.flink.runtime.taskexecutor" level="ERROR"/>
          <logger name="org.apache.kafka" level="ERROR"/>
          <logger name="com.datastax" level="ERROR"/>
          <root level="WARN"><appender-ref ref="out"/></root>
        </configuration>
        """);
  }

  private int metricsPort() {
    return settings.flinkMetricsPort() + number;
  }

  @Override
  public List<String> command() {
    List<String> command = new ArrayList<>();
    command.addAll(Java.component("-Xmx" + role.heapMb(settings) + "m", "-Xss512k"));
    command.add("-XX:MaxMetaspaceSize=512m");
    command.addAll(Java.FLINK_FLAGS);
    command.add("--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED");
    command.add("--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED");
    command.add("-Dgyr.dir=" + settings.dir());
    command.add("-Dlogback.configurationFile=" + conf().resolve("logback.xml"));
    try {
      command.addAll(
          List.of("-cp", Java.classPath(settings.home(), "standalone/components/flink")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    command.add(role.mainClass);
    if (role == Role.LOCAL) {
      command.add(conf().toString());
    } else {
      command.addAll(List.of("--configDir", conf().toString()));
    }
    return command;
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("FLINK_CONF_DIR", conf().toString());
  }

  @Override
  public @Nullable String notReady() {
    if (role == Role.TASK_MANAGER) {
      return Probe.http("http://127.0.0.1:" + metricsPort() + "/metrics");
    }
    try {
      int needed = role == Role.LOCAL ? 1 : 0;
      return new FlinkRest(settings.flinkUrl()).taskManagers() >= needed
          ? null
          : "for a TaskManager";
    } catch (IOException e) {
      return "for " + settings.flinkUrl();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  @Override
  public int graceSeconds() {
    return 5;
  }

  @Override
  public @Nullable String url() {
    return role == Role.TASK_MANAGER ? null : settings.flinkUrl();
  }
}
