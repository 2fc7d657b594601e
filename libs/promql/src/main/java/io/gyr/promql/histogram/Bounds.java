package io.gyr.promql.histogram;

/** Bounds of buckets by index. */
final class Bounds {
  private static final int BEYOND = 1024;

  private Bounds() {}

  /** Upper bound of an exponential bucket: {@code 2^(index/2^schema)}. */
  static double exponential(int index, int schema) {
    if (schema < 0) {
      int exponent = index << -schema;
      return exponent == BEYOND ? Double.MAX_VALUE : Math.scalb(1.0, exponent);
    }
    int perPower = 1 << schema;
    int fraction = index & (perPower - 1);
    int exponent = index >> schema;
    if (fraction == 0 && exponent == BEYOND) {
      // The bucket of the largest finite number.
      return Double.MAX_VALUE;
    }
    return Math.scalb(Math.pow(2, (double) fraction / perPower), exponent);
  }

  /** Upper bound of a custom bucket. */
  static double custom(int index, double[] values) {
    if (index < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return index < values.length ? values[index] : Double.POSITIVE_INFINITY;
  }
}
