package io.gyr.benchmarks;

import io.gyr.benchmarks.load.EnrichedSamplesFiller;
import io.gyr.benchmarks.running.JobRun;
import io.gyr.benchmarks.running.Machine;
import io.gyr.benchmarks.running.OwnGyr;
import io.gyr.benchmarks.running.ProcessUse;
import io.gyr.benchmarks.running.Profile;
import io.gyr.benchmarks.running.RunningGyr;
import io.gyr.standalone.SharedComponents;
import io.gyr.timeseries.chunk.ExposedSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What samples cost from Kafka through the rollup job into Cassandra: fills gyr.metrics.enriched,
 * starts the job alone in a Flink of its own, and divides the CPU seconds of Kafka, Flink and
 * Cassandra by the samples. The first part warms them up and is not counted.
 */
public final class RollupJobCost {
  private static final List<String> PROCESSES = List.of("kafka", "flink", "cassandra");

  private RollupJobCost() {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Options options =
        Options.read(
            arguments,
            Map.of(
                "series", Integer.toString(ExposedSeries.SERIES),
                "steps", "6300",
                "warm-up-steps", "2100",
                "recording", "",
                "patience-s", "900"));
    Path home = SharedComponents.home();
    Path dir = Files.createTempDirectory("gyr-rollup-job");
    try (OwnGyr own =
        OwnGyr.start(
            home, dir, Duration.ofMinutes(5), "components=kafka,registry,cassandra,flink")) {
      measure(own.gyr(), home, options);
    }
    Folder.delete(dir);
  }

  private static void measure(RunningGyr gyr, Path home, Options options)
      throws IOException, InterruptedException {
    int series = options.number("series");
    int steps = options.number("steps");
    long samples = (long) series * steps;
    long warmUp = (long) series * options.number("warm-up-steps");
    long step = ExposedSeries.STEP_MS;
    long startMs = (System.currentTimeMillis() / step - steps) * step;
    try (EnrichedSamplesFiller filler =
        new EnrichedSamplesFiller(
            gyr.address("kafka.bootstrap"), gyr.address("registry.url"), series, steps)) {
      long bytes = filler.fill(startMs) / samples;
      System.out.printf("%,d samples of %d bytes are in the topic%n", samples, bytes);
    }
    JobRun job =
        JobRun.start(
            gyr,
            home,
            "rollup",
            "series",
            Duration.ofSeconds(options.number("patience-s")),
            "cassandra.contact=" + gyr.address("cassandra.contact"),
            "metrics.iceberg=off");
    job.await(warmUp);
    try (Profile unused = Profile.of(gyr.component("flink").pid(), options.text("recording"))) {
      measure(gyr, job, samples);
    }
  }

  private static void measure(RunningGyr gyr, JobRun job, long samples)
      throws IOException, InterruptedException {
    long from = job.done();
    Map<String, Double> before = cpuSeconds(gyr);
    Machine machine = Machine.now();
    long began = System.nanoTime();
    job.await(samples);
    double seconds = (System.nanoTime() - began) / 1e9;
    long done = job.done() - from;
    System.out.printf("%,d samples in %.1f s%n%n", done, seconds);
    System.out.println("| process | CPU seconds per million samples |\n|---|---:|");
    double all = 0;
    for (Map.Entry<String, Double> now : cpuSeconds(gyr).entrySet()) {
      double used = (now.getValue() - before.getOrDefault(now.getKey(), 0.0)) * 1e6 / done;
      all += used;
      System.out.printf("| %s | %.2f |%n", now.getKey(), used);
    }
    System.out.printf("| all | %.2f |%n%n%s%n", all, Machine.now().since(machine));
  }

  private static Map<String, Double> cpuSeconds(RunningGyr gyr) throws IOException {
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (String name : PROCESSES) {
      seconds.put(name, ProcessUse.of(gyr.component(name).pid()).cpuSeconds());
    }
    return seconds;
  }
}
