package io.gyr.timeseries.sketch;

/**
 * Numbers the bins of sketches, in the order of the values that they are for.
 *
 * <p>With g = (1 + e) / (1 - e), bin {@value #ONE} + i is for the values in (g^(i-1), g^i]; its
 * middle 2g^i / (g+1) is off by at most e from each of them. Negative values have the negative
 * numbers, zero is 0, infinities are beyond all others, and NaNs are the lowest, as in quantiles of
 * Prometheus.
 */
final class Bins {
  /**
   * The bin whose upper bound is 1; more than the logarithm of any double, so it stays positive.
   */
  static final int ONE = 1 << 16;

  static final int INFINITY = 1 << 17;
  static final int NAN = -INFINITY - 1;

  private static final double GAMMA = (1 + DdSketch.RELATIVE_ERROR) / (1 - DdSketch.RELATIVE_ERROR);
  private static final double LOG_GAMMA = Math.log(GAMMA);

  private Bins() {}

  static int of(double value) {
    if (Double.isNaN(value)) {
      return NAN;
    }
    if (value == 0) {
      return 0;
    }
    if (value < 0) {
      return -of(-value);
    }
    return value == Double.POSITIVE_INFINITY
        ? INFINITY
        : ONE + (int) Math.ceil(Math.log(value) / LOG_GAMMA);
  }

  /** The value that a bin stands for. */
  static double value(int bin) {
    if (bin < 0) {
      return bin == NAN ? Double.NaN : -value(-bin);
    }
    if (bin == 0) {
      return 0;
    }
    return bin == INFINITY
        ? Double.POSITIVE_INFINITY
        : 2 * Math.exp((bin - ONE) * LOG_GAMMA) / (GAMMA + 1);
  }

  /** Whether a number is that of a bin. */
  static boolean isBin(long number) {
    return number >= NAN && number <= INFINITY;
  }
}
