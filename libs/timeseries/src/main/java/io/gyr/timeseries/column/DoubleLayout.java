package io.gyr.timeseries.column;

/** What the encoder and the decoder of floating-point columns agree on. */
final class DoubleLayout {
  /** Head: the latent numbers are ordered bits instead of decimal fractions. */
  static final int ORDERED_BITS = 1;

  /** Head: some values are patched in afterwards. */
  static final int PATCHED = 2;

  /** Head: the decimal exponent stands from this bit on. */
  static final int EXPONENT_SHIFT = 2;

  /** Powers of ten that a double holds exactly. */
  static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** Patch: the bits follow. */
  static final int ANY = 6;

  /** Patch: the same as the patch before. */
  static final int AGAIN = 5;

  /** Patches of one byte, by their codes: Prometheus's stale marker first. */
  private static final long[] FREQUENT = {
    0x7ff0_0000_0000_0002L,
    0x7ff8_0000_0000_0001L,
    Double.doubleToRawLongBits(Double.POSITIVE_INFINITY),
    Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY),
    Double.doubleToRawLongBits(-0.0)
  };

  static final int CODE_BITS = 3;

  private DoubleLayout() {}

  static int code(long bits, long before) {
    for (int code = 0; code < FREQUENT.length; code++) {
      if (bits == FREQUENT[code]) {
        return code;
      }
    }
    return bits == before ? AGAIN : ANY;
  }

  /** The bits of a code less than {@link #AGAIN}. */
  static long bits(int code) {
    return FREQUENT[code];
  }

  /** Bits of a double as a number that is greater for a greater value; its own inverse. */
  static long ordered(long bits) {
    return bits ^ (bits >> 63 & Long.MAX_VALUE);
  }
}
