package io.gyr.benchmarks;

import io.gyr.benchmarks.load.EnrichedFiller;
import io.gyr.benchmarks.running.JobRun;
import io.gyr.benchmarks.running.Machine;
import io.gyr.benchmarks.running.OwnGyr;
import io.gyr.benchmarks.running.ProcessUse;
import io.gyr.benchmarks.running.Profile;
import io.gyr.benchmarks.running.RunningGyr;
import io.gyr.standalone.SharedComponents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What the rule job costs by itself, from Kafka to Kafka: fills gyr.syscalls.enriched, starts the
 * job alone in a Flink of its own, and divides the records by the CPU seconds of the whole Flink
 * process, fetching, garbage collection and all. The records are there before the job starts, so it
 * never waits; a first lot, not counted, warms it up.
 */
public final class RulesJobCost {
  private RulesJobCost() {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Options options =
        Options.read(
            arguments,
            Map.of(
                "records", "3000000",
                "warm-up", "2000000",
                "event-every", "100",
                "rules", "",
                "core", "",
                "recording", "",
                "patience-s", "400"));
    Path home = SharedComponents.home();
    Path dir = Files.createTempDirectory("gyr-rules-job");
    try (OwnGyr own =
        OwnGyr.start(home, dir, Duration.ofMinutes(5), "components=kafka,registry,flink")) {
      measure(own.gyr(), home, options);
    }
    Folder.delete(dir);
  }

  private static void measure(RunningGyr gyr, Path home, Options options)
      throws IOException, InterruptedException {
    long warmUp = options.number("warm-up");
    long records = options.number("records");
    try (EnrichedFiller filler =
        new EnrichedFiller(
            gyr.address("kafka.bootstrap"),
            gyr.address("registry.url"),
            options.number("event-every"))) {
      for (String file : options.text("rules").split(",")) {
        if (!file.isEmpty()) {
          filler.publish(Path.of(file).getFileName().toString(), Files.readString(Path.of(file)));
        }
      }
      long bytes = filler.fill(warmUp + records) / (warmUp + records);
      System.out.printf("%,d records of %d bytes are in the topic%n", warmUp + records, bytes);
    }
    long flink = gyr.component("flink").pid();
    if (!options.text("core").isEmpty()) {
      run("taskset", "-acp", options.text("core"), Long.toString(flink));
    }
    JobRun job =
        JobRun.start(gyr, home, "rules", "rules", Duration.ofSeconds(options.number("patience-s")));
    job.await(warmUp);
    Profile profile = Profile.of(flink, options.text("recording"));
    long from = job.done();
    double cpu = ProcessUse.of(flink).cpuSeconds();
    Machine machine = Machine.now();
    long began = System.nanoTime();
    job.await(warmUp + records);
    double seconds = (System.nanoTime() - began) / 1e9;
    double used = ProcessUse.of(flink).cpuSeconds() - cpu;
    long done = job.done() - from;
    profile.close();
    System.out.printf(
        "%,d records in %.1f s: %,.0f records/s; %.1f CPU seconds of Flink: %,.0f records/s and"
            + " core; %,d alerts in all%n%s%n",
        done,
        seconds,
        done / seconds,
        used,
        done / used,
        gyr.jobMetrics().sum("gyr_rule_matches_total"),
        Machine.now().since(machine));
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }
}
