package io.gyr.benchmarks.running;

import io.gyr.standalone.Status;
import io.gyr.standalone.Supervisor;
import io.gyr.standalone.process.ComponentState;
import io.gyr.standalone.process.ComponentState.Phase;
import io.gyr.standalone.process.Java;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Gyr that is started for one measurement, on ports of its own, and stopped after it. */
public final class OwnGyr implements AutoCloseable {
  private static final List<String> PORTS =
      List.of(
          "api.port",
          "kafka.port",
          "kafka.controller_port",
          "registry.port",
          "opensearch.port",
          "opensearch.transport_port",
          "cassandra.port",
          "cassandra.storage_port",
          "postgres.port",
          "agent.port",
          "flink.port");

  /** After Flink's: one more for its JobManager, then the metrics of up to three processes. */
  private static final int PORT_COUNT = PORTS.size() + 1 + 3;

  private final Process supervisor;
  private final RunningGyr gyr;

  private OwnGyr(Process supervisor, RunningGyr gyr) {
    this.supervisor = supervisor;
    this.gyr = gyr;
  }

  /**
   * Starts all components and waits until they are ready.
   *
   * @param home the checkout, built
   * @param dir an empty folder or one that does not exist
   * @param settings more {@code key=value} for the supervisor
   * @throws IOException if it is not ready within {@code patience}; it is stopped then
   */
  public static OwnGyr start(Path home, Path dir, Duration patience, String... settings)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Java.program(), "-Xmx128m", "-XX:+UseSerialGC", "-cp"));
    command.add(Java.classPath(home, "standalone"));
    command.add(Supervisor.class.getName());
    command.addAll(List.of("home=" + home, "dir=" + dir));
    command.add("until_exit_of=" + ProcessHandle.current().pid());
    int port = FreePorts.block(PORT_COUNT);
    for (String key : PORTS) {
      command.add(key + "=" + port++);
    }
    command.add("flink.metrics_port=" + (port + 1));
    command.addAll(List.of(settings));
    Files.createDirectories(dir.resolve("logs"));
    Process supervisor =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(dir.resolve("logs/supervisor.log").toFile())
            .start();
    long deadline = System.nanoTime() + patience.toNanos();
    String waitingFor = "the supervisor";
    while (System.nanoTime() < deadline && supervisor.isAlive()) {
      Optional<Status> status = Status.read(RunningGyr.statusFile(dir));
      if (status.isPresent() && status.get().ready()) {
        return new OwnGyr(supervisor, RunningGyr.at(dir));
      }
      waitingFor =
          status.stream()
              .flatMap(now -> now.components().stream())
              .filter(component -> component.phase() != Phase.READY)
              .map(ComponentState::toString)
              .findFirst()
              .orElse(waitingFor);
      Thread.sleep(200);
    }
    end(supervisor);
    throw new IOException("Gyr did not start: " + waitingFor + ", see " + dir.resolve("logs"));
  }

  /** What was started. */
  public RunningGyr gyr() {
    return gyr;
  }

  @Override
  public void close() {
    end(supervisor);
  }

  private static void end(Process supervisor) {
    supervisor.destroy();
    try {
      if (!supervisor.waitFor(2, TimeUnit.MINUTES)) {
        supervisor.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
