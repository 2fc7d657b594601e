package io.gyr.promql.function;

import io.gyr.promql.source.SampleBits;

/** Equality up to a relative error. */
public final class Approximately {
  private Approximately() {}

  /**
   * Whether two values differ by no more than rounding; NaN equals NaN, the stale marker itself.
   */
  public static boolean equal(double a, double b, double epsilon) {
    if (SampleBits.isStale(a) || SampleBits.isStale(b)) {
      return SampleBits.isStale(a) && SampleBits.isStale(b);
    }
    if (a == b || (Double.isNaN(a) && Double.isNaN(b))) {
      return true;
    }
    double sum = Math.abs(a) + Math.abs(b);
    double difference = Math.abs(a - b);
    if (a == 0 || b == 0 || sum < Double.MIN_NORMAL) {
      return difference < epsilon * Double.MIN_NORMAL;
    }
    return difference / Math.min(sum, Double.MAX_VALUE) < epsilon;
  }
}
