package io.gyr.benchmarks;

import io.gyr.benchmarks.load.TopicFiller;
import io.gyr.benchmarks.running.Machine;
import io.gyr.benchmarks.running.OwnGyr;
import io.gyr.benchmarks.running.ProcessUse;
import io.gyr.benchmarks.running.RunningGyr;
import io.gyr.standalone.SharedComponents;
import io.gyr.standalone.process.ComponentState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many records per second the pipeline carries on this machine when it has as many as it can
 * take: puts them into gyr.syscalls several times faster than the jobs read them, and watches the
 * jobs' counters until the last stage has had all. The clock starts with the first record, so what
 * it costs to fill the topic is part of the time. A first lot, not counted, warms the JVM up.
 */
public final class Throughput {
  private static final Map<String, String> STAGES = new LinkedHashMap<>();

  static {
    STAGES.put("enrichment gyr.syscalls", "enrichment");
    STAGES.put("rules", "rules");
    STAGES.put("iceberg syscalls", "archive (Iceberg)");
  }

  private final RunningGyr gyr;
  private final int eventEvery;
  private final Duration patience;

  private Throughput(RunningGyr gyr, int eventEvery, Duration patience) {
    this.gyr = gyr;
    this.eventEvery = eventEvery;
    this.patience = patience;
  }

  /** Measures and prints a table. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Options options =
        Options.read(
            arguments,
            Map.of(
                "records", "1000000",
                "warm-up", "100000",
                "event-every", "1000",
                "patience-s", "600"));
    Path dir = Files.createTempDirectory("gyr-throughput");
    try (OwnGyr own =
        OwnGyr.start(
            SharedComponents.home(),
            dir,
            Duration.ofMinutes(5),
            "components=kafka,registry,postgres,cassandra,opensearch,flink,query-api,jobs")) {
      Throughput throughput =
          new Throughput(
              own.gyr(),
              options.number("event-every"),
              Duration.ofSeconds(options.number("patience-s")));
      throughput.carry(options.number("warm-up"), false);
      throughput.carry(options.number("records"), true);
    }
    Folder.delete(dir);
  }

  private void carry(long records, boolean report) throws IOException, InterruptedException {
    Map<String, Long> first = gyr.jobMetrics().by("gyr_records_out_total", "stage");
    Machine machine = Machine.now();
    Map<String, Double> cpu = cpuSeconds();
    long began = System.nanoTime();
    long bytes =
        new TopicFiller(eventEvery)
            .fill(gyr.address("kafka.bootstrap"), gyr.address("registry.url"), records);
    double filled = (System.nanoTime() - began) / 1e9;
    Map<String, Double> secondsToAll = new LinkedHashMap<>();
    double elapsed = 0;
    while (secondsToAll.size() < STAGES.size()) {
      Thread.sleep(100);
      elapsed = (System.nanoTime() - began) / 1e9;
      if (elapsed > patience.toSeconds()) {
        System.out.println("NOT DONE within " + patience.toSeconds() + " s: " + secondsToAll);
        System.exit(1);
      }
      Map<String, Long> now = gyr.jobMetrics().by("gyr_records_out_total", "stage");
      for (String stage : STAGES.keySet()) {
        if (now.getOrDefault(stage, 0L) - first.getOrDefault(stage, 0L) >= records) {
          secondsToAll.putIfAbsent(stage, elapsed);
        }
      }
    }
    if (!report) {
      return;
    }
    System.out.printf(
        "%,d records of %d bytes, in the topic after %.1f s%n%n", records, bytes / records, filled);
    System.out.println("| stage | seconds until it had all | records/s |");
    System.out.println("|---|---:|---:|");
    STAGES.forEach(
        (stage, name) -> {
          double seconds = secondsToAll.getOrDefault(stage, Double.NaN);
          System.out.printf("| %s | %.1f | %,.0f |%n", name, seconds, records / seconds);
        });
    System.out.printf("%n| process | CPU seconds | cores |%n|---|---:|---:|%n");
    for (Map.Entry<String, Double> now : cpuSeconds().entrySet()) {
      double used = now.getValue() - cpu.getOrDefault(now.getKey(), 0.0);
      System.out.printf("| %s | %.1f | %.2f |%n", now.getKey(), used, used / elapsed);
    }
    System.out.printf("%n%s%n", Machine.now().since(machine));
  }

  private Map<String, Double> cpuSeconds() throws IOException {
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (ComponentState component : gyr.status().components()) {
      seconds.put(component.name(), ProcessUse.of(component.pid()).cpuSeconds());
    }
    return seconds;
  }
}
