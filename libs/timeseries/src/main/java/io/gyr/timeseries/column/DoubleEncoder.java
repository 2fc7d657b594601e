package io.gyr.timeseries.column;

/**
 * Writes columns of floating-point numbers, bit by bit as they are.
 *
 * <p>How it works: most values that are exposed were decimal texts. m / 10^e, both exact in a
 * double, is rounded correctly, so it gives the value back whenever the text had at most 15 digits;
 * the column holds the whole numbers m (as in ALP, Afroozeh and others, SIGMOD 2023, and in
 * VictoriaMetrics), which the division turns into values without branches. NaNs, infinities, -0.0
 * and the few values that are no such fractions are patched in afterwards. Where too many are, the
 * column holds the bits of the values, in their order. Reusable; not for several threads at once.
 */
public final class DoubleEncoder {
  private static final int MAX_DIGITS = 15;
  private static final double EXACT = 1L << 53;
  private static final double BITS_OF_A_DIGIT = 3.32;
  private static final int BITS_OF_A_PATCH = 80;

  private final LongEncoder longs = new LongEncoder();
  private final int[] needed = new int[MAX_DIGITS + 2];
  private long[] latent = new long[0];
  private boolean[] patched = new boolean[0];

  /** Appends the first {@code n} of {@code values}. */
  public void encode(double[] values, int n, ByteOutput out) {
    if (n == 0) {
      return;
    }
    if (latent.length < n) {
      latent = new long[n];
      patched = new boolean[n];
    }
    int exponent = chooseExponent(values, n);
    int start = out.length();
    if (exponent >= 0) {
      encodeDecimal(values, n, exponent, out);
      if (out.length() - start <= 3 * n + 32) {
        return;
      }
    }
    int decimalLength = out.length() - start;
    out.truncate(start);
    encodeBits(values, n, out);
    if (exponent >= 0 && out.length() - start > decimalLength) {
      out.truncate(start);
      encodeDecimal(values, n, exponent, out);
    }
  }

  /** The exponent that costs least with its patches; -1 if there is none worth it. */
  private int chooseExponent(double[] values, int n) {
    java.util.Arrays.fill(needed, 0);
    int numbers = 0;
    for (int i = 0; i < n; i++) {
      double value = values[i];
      if (Double.isFinite(value)) {
        needed[digits(value)]++;
        numbers++;
      }
    }
    int best = -1;
    double bestCost = numbers * 48.0;
    int left = numbers;
    for (int exponent = 0; exponent <= MAX_DIGITS; exponent++) {
      left -= needed[exponent];
      double cost = (double) left * BITS_OF_A_PATCH + numbers * BITS_OF_A_DIGIT * exponent;
      if (best < 0 ? cost <= bestCost : cost < bestCost) {
        best = exponent;
        bestCost = cost;
      }
    }
    return best;
  }

  /** Decimal places of a value; one more than {@link #MAX_DIGITS} if it has more. */
  private static int digits(double value) {
    for (int exponent = 0; exponent <= MAX_DIGITS; exponent++) {
      double power = DoubleLayout.POWERS[exponent];
      double scaled = Math.rint(value * power);
      if (Math.abs(scaled) > EXACT) {
        break;
      }
      if (scaled / power == value) {
        return exponent;
      }
    }
    return (long) value == value && Math.abs(value) < 0x1p63 ? 0 : MAX_DIGITS + 1;
  }

  private void encodeDecimal(double[] values, int n, int exponent, ByteOutput out) {
    double power = DoubleLayout.POWERS[exponent];
    int patches = 0;
    long carried = 0;
    int leading = 0;
    for (int i = 0; i < n; i++) {
      double value = values[i];
      double scaled = exponent == 0 ? value : Math.rint(value * power);
      long whole = (long) scaled;
      double limit = exponent == 0 ? 0x1p63 : EXACT;
      boolean fits =
          Math.abs(scaled) < limit
              && Double.doubleToRawLongBits(whole / power) == Double.doubleToRawLongBits(value);
      patched[i] = !fits;
      if (fits) {
        if (patches == i) {
          leading = i;
          java.util.Arrays.fill(latent, 0, leading, whole);
        }
        carried = whole;
      } else {
        patches++;
      }
      latent[i] = carried;
    }
    int head = exponent << DoubleLayout.EXPONENT_SHIFT;
    write(values, n, head, patches, out);
  }

  private void encodeBits(double[] values, int n, ByteOutput out) {
    int patches = 0;
    long carried = 0;
    for (int i = 0; i < n; i++) {
      double value = values[i];
      boolean number = Double.isFinite(value);
      patched[i] = !number;
      if (number) {
        carried = DoubleLayout.ordered(Double.doubleToRawLongBits(value));
        if (patches == i) {
          java.util.Arrays.fill(latent, 0, i, carried);
        }
      } else {
        patches++;
      }
      latent[i] = carried;
    }
    write(values, n, DoubleLayout.ORDERED_BITS, patches, out);
  }

  private void write(double[] values, int n, int head, int patches, ByteOutput out) {
    out.writeByte(patches > 0 ? head | DoubleLayout.PATCHED : head);
    longs.encode(latent, n, out);
    if (patches > 0) {
      writePatches(values, n, patches, out);
    }
  }

  private void writePatches(double[] values, int n, int patches, ByteOutput out) {
    out.writeVarint(patches);
    int next = 0;
    long before = 0;
    for (int i = 0; i < n; i++) {
      if (patched[i]) {
        long bits = Double.doubleToRawLongBits(values[i]);
        int code = DoubleLayout.code(bits, before);
        out.writeVarint((long) (i - next) << DoubleLayout.CODE_BITS | code);
        if (code == DoubleLayout.ANY) {
          out.writeLong(bits);
        }
        before = bits;
        next = i + 1;
      }
    }
  }
}
