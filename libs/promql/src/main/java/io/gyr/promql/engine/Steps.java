package io.gyr.promql.engine;

/**
 * The times at which an expression is evaluated.
 *
 * @param startMs the first
 * @param intervalMs distance, more than zero
 * @param count how many, at least one
 */
record Steps(long startMs, long intervalMs, int count) {
  /** From start to end, which is not before. */
  static Steps between(long startMs, long endMs, long intervalMs) {
    return new Steps(startMs, intervalMs, Math.toIntExact((endMs - startMs) / intervalMs + 1));
  }

  long time(int step) {
    return startMs + step * intervalMs;
  }

  long endMs() {
    return time(count - 1);
  }

  /** Only the first. */
  Steps first() {
    return new Steps(startMs, intervalMs, 1);
  }
}
