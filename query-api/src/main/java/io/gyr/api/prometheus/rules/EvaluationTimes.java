package io.gyr.api.prometheus.rules;

import io.gyr.promql.labels.LabelHash;
import io.gyr.promql.labels.Labels;

/**
 * When a group is evaluated: every interval, at an offset within it that follows from the names of
 * the file and the group. So groups do not all run at once, a restart changes nothing, and every
 * process that evaluates the group does so for the same times.
 *
 * @param intervalMs milliseconds, more than zero
 * @param offsetMs milliseconds, less than the interval
 */
record EvaluationTimes(long intervalMs, long offsetMs) {
  private static final long NANOS = 1_000_000;

  /** The times of a group, which are those that Prometheus has for it. */
  static EvaluationTimes of(String file, String group, long intervalMs) {
    long hash = LabelHash.hash(Labels.of("name", group, "file", file));
    long offsetNs = Long.remainderUnsigned(hash, intervalMs * NANOS);
    return new EvaluationTimes(intervalMs, offsetNs / NANOS);
  }

  /** The last time that is not after {@code timeMs}. */
  long latest(long timeMs) {
    return timeMs - Math.floorMod(timeMs - offsetMs, intervalMs);
  }

  /** The first time after {@code timeMs}. */
  long next(long timeMs) {
    return latest(timeMs) + intervalMs;
  }
}
