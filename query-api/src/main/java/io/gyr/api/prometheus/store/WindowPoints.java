package io.gyr.api.prometheus.store;

import java.util.Set;

/**
 * What samples are made of a window so that a function of PromQL gives the same for them as for
 * those that the window was made of. Where it cannot, the first and the last sample stay.
 */
enum WindowPoints {
  /** The first and the last sample, and what a counter gained between them. */
  ENDS,
  /** The sum, standing for all samples, at the time of the last. */
  SUM,
  /** The smallest value, at the time of the last. */
  MIN,
  /** The largest value, at the time of the last. */
  MAX,
  /** All values, but for the error of a sketch, at the time of the last. */
  VALUES;

  private static final Set<String> EXACT =
      Set.of(
          "rate",
          "increase",
          "delta",
          "sum_over_time",
          "avg_over_time",
          "count_over_time",
          "min_over_time",
          "max_over_time",
          "first_over_time",
          "last_over_time",
          "ts_of_first_over_time",
          "ts_of_last_over_time",
          "present_over_time",
          "absent_over_time",
          "quantile_over_time");

  /** What a function over a range needs. */
  static WindowPoints of(String function) {
    return switch (function) {
      case "sum_over_time", "avg_over_time" -> SUM;
      case "min_over_time" -> MIN;
      case "max_over_time" -> MAX;
      case "quantile_over_time" -> VALUES;
      default -> ENDS;
    };
  }

  /**
   * Whether a function over whole windows gives what it gives over their samples, or is as close as
   * {@link io.gyr.timeseries.sketch.DdSketch} says, if these points could be made.
   */
  static boolean isExact(String function) {
    return EXACT.contains(function);
  }
}
