package io.gyr.benchmarks.running;

import io.gyr.component.Settings;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.standalone.Status;
import io.gyr.standalone.process.ComponentState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A Gyr that runs on this machine, known by its data folder. Thread-safe. */
public final class RunningGyr {
  private final Path dir;
  private final Map<String, String> addresses;

  private RunningGyr(Path dir, Map<String, String> addresses) {
    this.dir = dir;
    this.addresses = addresses;
  }

  /**
   * The Gyr whose data folder is {@code dir}.
   *
   * @throws IOException if none runs there
   */
  public static RunningGyr at(Path dir) throws IOException {
    Status status =
        Status.read(statusFile(dir))
            .filter(Status::supervisorRuns)
            .orElseThrow(
                () -> new IOException("no Gyr runs on " + dir + ": ./gyr up --dir " + dir));
    return new RunningGyr(dir, Map.copyOf(status.addresses()));
  }

  static Path statusFile(Path dir) {
    return dir.resolve("run/status.json");
  }

  /** The folder of all its data. */
  public Path dir() {
    return dir;
  }

  /** How it is doing now. */
  public Status status() throws IOException {
    return Status.read(statusFile(dir))
        .orElseThrow(() -> new IOException(statusFile(dir) + " is gone"));
  }

  /** How one component is doing now. */
  public ComponentState component(String name) throws IOException {
    return status().components().stream()
        .filter(component -> component.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IOException("there is no component " + name));
  }

  /** An address under the name that {@code gyr status --json} gives it. */
  public String address(String name) {
    String address = addresses.get(name);
    if (address == null) {
      throw new IllegalArgumentException("no address " + name);
    }
    return address;
  }

  /** The first API token. */
  public String token() throws IOException {
    return Files.readString(dir.resolve("token")).strip();
  }

  /** What the jobs were started with: the addresses and secrets of all stores. */
  public JobSettings jobSettings() {
    return Settings.fromArguments(
        JobSettings.class, "--config", dir.resolve("conf/jobs.properties").toString());
  }

  /** The agent's counters. */
  public Exposition agentMetrics() throws IOException, InterruptedException {
    return Exposition.of(address("agent.url") + "/metrics");
  }

  /** The counters of all jobs, where Flink is one process. */
  public Exposition jobMetrics() throws IOException, InterruptedException {
    return Exposition.of(address("flink.metrics.url") + "/metrics");
  }
}
