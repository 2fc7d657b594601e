package io.gyr.benchmarks;

import io.gyr.benchmarks.load.TopicFiller;
import io.gyr.benchmarks.running.Exposition;
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
import java.util.TreeMap;

/**
 * How many records per second the pipeline carries on this machine when it has as many as it can
 * take: fills gyr.syscalls first, then starts the jobs and watches their counters until the last
 * stage has had all. The clock starts with the first record of the first stage and so includes the
 * warming up of the JVM.
 */
public final class Throughput {
  private static final Map<String, String> STAGES = new LinkedHashMap<>();

  static {
    STAGES.put("enrichment gyr.syscalls", "enrichment");
    STAGES.put("rules", "rules");
    STAGES.put("iceberg syscalls", "archive (Iceberg)");
  }

  private Throughput() {}

  /** Measures and prints a table. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Options options =
        Options.read(
            arguments, Map.of("records", "1000000", "event-every", "1000", "patience-s", "600"));
    long records = options.number("records");
    Path home = SharedComponents.home();
    Path dir = Files.createTempDirectory("gyr-throughput");
    long bytes;
    try (OwnGyr kafka =
        OwnGyr.start(home, dir, Duration.ofMinutes(3), "components=kafka,registry")) {
      long began = System.nanoTime();
      bytes =
          new TopicFiller(options.number("event-every"))
              .fill(
                  kafka.gyr().address("kafka.bootstrap"),
                  kafka.gyr().address("registry.url"),
                  records);
      System.out.printf(
          "filled gyr.syscalls with %,d records of %d bytes in %.0f s%n",
          records, bytes / records, (System.nanoTime() - began) / 1e9);
    }
    try (OwnGyr all =
        OwnGyr.start(
            home,
            dir,
            Duration.ofMinutes(5),
            "components=kafka,registry,postgres,cassandra,opensearch,flink,query-api,jobs")) {
      measure(all.gyr(), records, Duration.ofSeconds(options.number("patience-s")));
    }
    Folder.delete(dir);
  }

  private static void measure(RunningGyr gyr, long records, Duration patience)
      throws IOException, InterruptedException {
    Machine machine = Machine.now();
    Map<String, Double> cpu = cpuSeconds(gyr);
    Map<String, Double> secondsToAll = new TreeMap<>();
    // The jobs began while the other components were still starting: count from what is done.
    Map<String, Long> first = gyr.jobMetrics().by("gyr_records_out_total", "stage");
    long began = System.nanoTime();
    while (secondsToAll.size() < STAGES.size() && System.nanoTime() - began < patience.toNanos()) {
      Thread.sleep(200);
      Exposition now = gyr.jobMetrics();
      double elapsed = (System.nanoTime() - began) / 1e9;
      for (String stage : STAGES.keySet()) {
        if (now.sum("gyr_records_out_total", Map.of("stage", stage)) >= records) {
          secondsToAll.putIfAbsent(stage, elapsed);
        }
      }
    }
    double took = (System.nanoTime() - began) / 1e9;
    System.out.println("| stage | records | seconds | records/s |");
    System.out.println("|---|---:|---:|---:|");
    Exposition last = gyr.jobMetrics();
    for (Map.Entry<String, String> stage : STAGES.entrySet()) {
      double seconds = secondsToAll.getOrDefault(stage.getKey(), took);
      long done =
          last.sum("gyr_records_out_total", Map.of("stage", stage.getKey()))
              - first.getOrDefault(stage.getKey(), 0L);
      System.out.printf(
          "| %s | %,d | %.1f | %,.0f |%n", stage.getValue(), done, seconds, done / seconds);
    }
    System.out.printf(
        "%nall stages together, end to end: %,.0f records/s; %,d events%n%n",
        records / took, last.sum("gyr_records_out_total", Map.of("stage", "opensearch")));
    System.out.println("| process | CPU seconds | cores |");
    System.out.println("|---|---:|---:|");
    cpuSeconds(gyr)
        .forEach(
            (name, seconds) -> {
              double used = seconds - cpu.getOrDefault(name, 0.0);
              System.out.printf("| %s | %.1f | %.2f |%n", name, used, used / took);
            });
    System.out.println();
    System.out.println(Machine.now().since(machine));
    if (secondsToAll.size() < STAGES.size()) {
      System.out.println("NOT DONE within " + patience.toSeconds() + " s");
      System.exit(1);
    }
  }

  private static Map<String, Double> cpuSeconds(RunningGyr gyr) throws IOException {
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (ComponentState component : gyr.status().components()) {
      seconds.put(component.name(), ProcessUse.of(component.pid()).cpuSeconds());
    }
    return seconds;
  }
}
