package io.gyr.api.prometheus.rules;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates groups when they are due. After a pause, of this process or of the machine, a group is
 * evaluated once, for the last time that has come; the times before are counted as missed.
 * Thread-safe.
 */
final class GroupRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupRunner.class);

  private final Clock clock;
  private final RuleMetrics metrics;
  private final ScheduledThreadPoolExecutor executor;
  private final Map<GroupEvaluation, Future<?>> due = new ConcurrentHashMap<>();

  /**
   * Nothing runs yet.
   *
   * @param threads how many groups are evaluated at once
   */
  GroupRunner(int threads, Clock clock, RuleMetrics metrics) {
    this.clock = clock;
    this.metrics = metrics;
    executor =
        new ScheduledThreadPoolExecutor(
            threads,
            task -> {
              Thread thread = new Thread(task, "rules");
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
  }

  /** Begins with the next time that is due. */
  void start(GroupEvaluation group) {
    schedule(group, group.times().next(clock.millis()));
  }

  /** Ends the group; an evaluation that runs is waited for. */
  void stop(GroupEvaluation group) {
    group.stop();
    Future<?> next = due.remove(group);
    if (next != null) {
      next.cancel(false);
    }
  }

  private void schedule(GroupEvaluation group, long timeMs) {
    long delayMs = Math.max(0, timeMs - clock.millis());
    try {
      due.put(group, executor.schedule(() -> run(group, timeMs), delayMs, TimeUnit.MILLISECONDS));
    } catch (RejectedExecutionException e) {
      due.remove(group); // Closed.
    }
  }

  private void run(GroupEvaluation group, long dueMs) {
    EvaluationTimes times = group.times();
    long timeMs = Math.max(dueMs, times.latest(clock.millis()));
    if (timeMs > dueMs) {
      metrics.missed(group.key(), (timeMs - dueMs) / times.intervalMs());
    }
    try {
      group.evaluate(timeMs);
    } catch (RuntimeException e) {
      LOG.error("Group {} was not evaluated for {}", group.key(), timeMs, e);
    }
    if (!group.isStopped()) {
      // A clock that was set back must not stop the rules until it is where it was.
      schedule(group, Math.min(timeMs, times.latest(clock.millis())) + times.intervalMs());
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
