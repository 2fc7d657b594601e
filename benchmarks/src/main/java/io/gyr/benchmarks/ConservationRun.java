package io.gyr.benchmarks;

import io.gyr.benchmarks.account.Account;
import io.gyr.benchmarks.account.Auditor;
import io.gyr.benchmarks.load.LoadProcess;
import io.gyr.benchmarks.load.SampleLoad;
import io.gyr.benchmarks.running.MetricsServer;
import io.gyr.benchmarks.running.RunningGyr;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Kills components one after the other under a steady load and then makes the account.
 *
 * @param components whom to kill, in order
 * @param opensPerSecond the load of the agent
 * @param samplesPerSecond the load of remote write
 * @param between how long the load goes on after each recovery
 * @param recovery how long a component may take to come back
 * @param drain how long the stores may take to get what the agent has shipped
 */
record ConservationRun(
    List<String> components,
    int opensPerSecond,
    int samplesPerSecond,
    Duration between,
    Duration recovery,
    Duration drain) {
  private static final long PROBE_EVERY_MS = 500;

  /** Runs on {@code gyr} and reports to {@code out}; gives back what was wrong. */
  List<String> on(RunningGyr gyr, PrintStream out) throws IOException, InterruptedException {
    List<String> violations = new ArrayList<>();
    try (LedgerWatch ledger = new LedgerWatch(gyr);
        Probes probes = new Probes(PROBE_EVERY_MS)) {
      long began = System.nanoTime();
      MetricsServer api = new MetricsServer("Gyr", gyr.address("api.url"), gyr.token());
      SampleLoad samples = SampleLoad.start(api, samplesPerSecond);
      try (LoadProcess load = LoadProcess.start(opensPerSecond);
          samples) {
        Thread.sleep(between.toMillis());
        long acceptedBefore = ledger.accepted();
        for (String component : components) {
          Kill kill = Kill.of(gyr, component, recovery);
          out.printf(
              Locale.ROOT,
              "killed %-22s noticed after %5d ms, all ready after %6d ms%n",
              component,
              kill.noticedMs(),
              kill.readyMs());
          if (!kill.violation().isEmpty()) {
            violations.add(kill.violation());
          }
          Thread.sleep(between.toMillis());
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        out.printf(
            Locale.ROOT,
            "accepted %d records in %.0f s of load, %.0f a second%n",
            ledger.accepted() - acceptedBefore,
            seconds,
            (ledger.accepted() - acceptedBefore) / seconds);
        if (!load.runs()) {
          violations.add("the load ended by itself");
        }
      }
      Account account = new Auditor(gyr).audit(drain, samples.acknowledged());
      account.lines().forEach(line -> out.println("  " + line));
      out.printf(
          "  lost before the queue, counted by the agent that runs now: %d%n",
          ledger.lostBeforeQueue());
      violations.addAll(account.violations());
      violations.addAll(ledger.violations());
    }
    violations.forEach(violation -> out.println("VIOLATION: " + violation));
    return violations;
  }
}
