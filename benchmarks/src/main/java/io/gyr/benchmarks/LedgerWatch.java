package io.gyr.benchmarks;

import io.gyr.benchmarks.running.Exposition;
import io.gyr.benchmarks.running.RunningGyr;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Asks the agent twice a second what it has accepted. The sum is kept with the queue, so it must
 * never fall, whoever is killed: a lower one would mean that accepted records are gone and nobody
 * knows. Runs on a thread of its own until closed.
 */
final class LedgerWatch implements AutoCloseable {
  private static final long EVERY_MS = 500;

  private final RunningGyr gyr;
  private final Thread thread = new Thread(this::watch, "ledger watch");
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private volatile boolean stopping;
  private volatile long highest;
  private volatile long lost;

  LedgerWatch(RunningGyr gyr) {
    this.gyr = gyr;
    thread.setDaemon(true);
    thread.start();
  }

  /** When accepted records became fewer. */
  List<String> violations() {
    return List.copyOf(violations);
  }

  /** The most that the agent said it had accepted. */
  long accepted() {
    return highest;
  }

  /** What the agent that runs now says was lost before its queue could take it. */
  long lostBeforeQueue() {
    return lost;
  }

  private void watch() {
    while (!stopping) {
      try {
        look(gyr.agentMetrics());
      } catch (IOException e) {
        // It has been killed or has not begun to listen; the next answer counts.
      } catch (InterruptedException e) {
        return;
      }
      pause();
    }
  }

  private void look(Exposition now) {
    long out = now.sum("gyr_records_out_total");
    long waiting = now.sum("gyr_agent_queue_records");
    if (out + waiting == 0) {
      return; // It has only just begun to listen and not yet read its ledger.
    }
    long accepted = out + waiting + dropped(now, "queue_full") + dropped(now, "rejected");
    if (accepted < highest) {
      violations.add("the agent had accepted " + highest + " and then only " + accepted);
    }
    highest = Math.max(highest, accepted);
    lost = dropped(now, "kernel_full") + dropped(now, "unresolved") + dropped(now, "disk_full");
  }

  private static long dropped(Exposition now, String reason) {
    return now.sum("gyr_records_dropped_total", Map.of("reason", reason));
  }

  private void pause() {
    try {
      Thread.sleep(EVERY_MS);
    } catch (InterruptedException e) {
      stopping = true;
    }
  }

  @Override
  public void close() {
    stopping = true;
    thread.interrupt();
  }
}
