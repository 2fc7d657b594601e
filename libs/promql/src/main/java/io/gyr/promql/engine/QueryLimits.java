package io.gyr.promql.engine;

import java.time.Duration;

/**
 * Bounds of one query; past them it ends with an error.
 *
 * @param samples samples read from the source
 * @param series series read from the source
 * @param steps steps of a range query
 * @param memoryBytes values kept in memory at once, as far as the engine counts them
 * @param timeout time
 */
public record QueryLimits(
    long samples, long series, int steps, long memoryBytes, Duration timeout) {

  /** 200 million samples, 500,000 series, 11,000 steps, 1 GiB, two minutes. */
  public static final QueryLimits DEFAULT =
      new QueryLimits(200_000_000L, 500_000, 11_000, 1L << 30, Duration.ofMinutes(2));
}
