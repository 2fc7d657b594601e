package io.gyr.timeseries.rollup;

/** The NaN by which Prometheus says that a series ended (model/value: StaleNaN). */
public final class StaleMarker {
  /** Its bits. */
  public static final long BITS = 0x7ff0_0000_0000_0002L;

  /** The marker as a value. */
  public static final double VALUE = Double.longBitsToDouble(BITS);

  private StaleMarker() {}

  /** Whether a value is the marker; every other NaN is a sample. */
  public static boolean is(double value) {
    return Double.doubleToRawLongBits(value) == BITS;
  }
}
