package io.gyr.promql.source;

/**
 * The stale marker: the one NaN that says that a series has ended. As it is never a value, it also
 * stands for "no value" wherever values are kept by step.
 */
public final class SampleBits {
  /** Bits of the marker, as Prometheus writes it. */
  public static final long STALE_BITS = 0x7ff0000000000002L;

  /** The marker. */
  public static final double STALE = Double.longBitsToDouble(STALE_BITS);

  private SampleBits() {}

  /** Whether a value is the marker. */
  public static boolean isStale(double value) {
    return Double.doubleToRawLongBits(value) == STALE_BITS;
  }
}
