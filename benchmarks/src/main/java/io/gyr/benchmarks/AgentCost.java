package io.gyr.benchmarks;

import io.gyr.benchmarks.load.LoadProcess;
import io.gyr.benchmarks.running.Exposition;
import io.gyr.benchmarks.running.Machine;
import io.gyr.benchmarks.running.ProcessUse;
import io.gyr.benchmarks.running.RunningGyr;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What the agent of a running Gyr costs its host at several rates of system calls. */
public final class AgentCost {
  private static final long WARM_UP_MS = 10_000;

  private AgentCost() {}

  /** Measures each rate and prints a table. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Options options =
        Options.read(
            arguments,
            Map.of(
                "dir", System.getProperty("user.home") + "/.gyr",
                "rates", "0,5000,50000",
                "seconds", "30"));
    RunningGyr gyr = RunningGyr.at(Path.of(options.text("dir")));
    System.out.println(
        "| load, opens/s | records/s accepted | lost before the queue | CPU, % of a core"
            + " | resident, MiB | machine |");
    System.out.println("|---:|---:|---:|---:|---:|---|");
    for (String rate : options.text("rates").split(",")) {
      measure(gyr, Integer.parseInt(rate), options.number("seconds"));
    }
  }

  private static void measure(RunningGyr gyr, int rate, int seconds)
      throws IOException, InterruptedException {
    try (LoadProcess load = rate == 0 ? null : LoadProcess.start(rate)) {
      Thread.sleep(WARM_UP_MS);
      long pid = gyr.component("agent").pid();
      Machine machine = Machine.now();
      Exposition before = gyr.agentMetrics();
      ProcessUse used = ProcessUse.of(pid);
      long began = System.nanoTime();
      Thread.sleep(seconds * 1_000L);
      ProcessUse after = ProcessUse.of(pid);
      double took = (System.nanoTime() - began) / 1e9;
      Exposition now = gyr.agentMetrics();
      System.out.printf(
          "| %,d | %,.0f | %,d | %.1f | %d | %s |%n",
          rate,
          (now.sum("gyr_records_in_total") - before.sum("gyr_records_in_total")) / took,
          now.sum("gyr_records_dropped_total") - before.sum("gyr_records_dropped_total"),
          100 * (after.cpuSeconds() - used.cpuSeconds()) / took,
          after.residentBytes() >> 20,
          Machine.now().since(machine));
    }
  }
}
