package io.gyr.timeseries.column;

/**
 * About how many bits residuals will take, for a tenth of what it costs to choose {@link Bins}: the
 * widths of their distances from the middle one, as if each width were a range of its own. Good
 * enough to see which orders are not worth a closer look. Reusable; not for several threads at
 * once.
 */
final class OrderEstimate {
  private static final int PROBES = 15;

  private final int[] ofWidth = new int[Long.SIZE + 1];
  private final long[] probes = new long[PROBES];

  /** Bits of the first {@code n} of {@code residuals}. */
  float bits(long[] residuals, int n) {
    if (n == 0) {
      return 0;
    }
    long middle = middle(residuals, n);
    int[] counts = ofWidth;
    java.util.Arrays.fill(counts, 0);
    for (int i = 0; i < n; i++) {
      long distance = residuals[i] - middle;
      counts[Long.SIZE - Long.numberOfLeadingZeros(distance << 1 ^ distance >> 63)]++;
    }
    float ofAll = Bins.log2(n);
    float sum = 0;
    for (int width = 0; width <= Long.SIZE; width++) {
      int count = counts[width];
      if (count > 0) {
        sum += count * (ofAll - Bins.log2(count) + width);
      }
    }
    return sum;
  }

  /** The median of a few, which outliers do not move. */
  private long middle(long[] residuals, int n) {
    int count = Math.min(PROBES, n);
    for (int i = 0; i < count; i++) {
      long probe = residuals[(int) ((long) i * n / count)];
      int at = i;
      while (at > 0 && probes[at - 1] > probe) {
        probes[at] = probes[at - 1];
        at--;
      }
      probes[at] = probe;
    }
    return probes[count / 2];
  }
}
