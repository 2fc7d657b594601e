package io.gyr.timeseries.column;

import java.util.Arrays;

/**
 * Sorts residuals, which are close to each other: a pass for each byte of the distance between the
 * least and the greatest, where the JDK's sort takes ten times as many steps. Reusable; not for
 * several threads at once.
 */
final class RadixSort {
  private static final int FEW = 48;
  private static final int DIGIT_BITS = 8;
  private static final int MOST_PASSES = 5;
  private static final int DIGITS = 1 << DIGIT_BITS;

  private final int[] places = new int[DIGITS];
  private long[] other = new long[0];

  /** Puts the first {@code n} of {@code numbers} in order into {@code sorted}. */
  void sort(long[] numbers, int n, long[] sorted) {
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (int i = 0; i < n; i++) {
      least = Math.min(least, numbers[i]);
      greatest = Math.max(greatest, numbers[i]);
    }
    int width = Long.SIZE - Long.numberOfLeadingZeros(greatest - least);
    int passes = (width + DIGIT_BITS - 1) / DIGIT_BITS;
    if (n < FEW || passes > MOST_PASSES || passes == 0) {
      System.arraycopy(numbers, 0, sorted, 0, n);
      Arrays.sort(sorted, 0, n);
      return;
    }
    if (other.length < n) {
      other = new long[n];
    }
    // The last pass ends in sorted.
    long[] to = (passes & 1) == 1 ? sorted : other;
    long[] from = numbers;
    for (int pass = 0; pass < passes; pass++) {
      pass(from, to, n, least, pass * DIGIT_BITS);
      from = to;
      to = to == sorted ? other : sorted;
    }
  }

  private void pass(long[] from, long[] to, int n, long least, int shift) {
    Arrays.fill(places, 0);
    for (int i = 0; i < n; i++) {
      places[(int) (from[i] - least >>> shift) & DIGITS - 1]++;
    }
    int next = 0;
    for (int digit = 0; digit < DIGITS; digit++) {
      int count = places[digit];
      places[digit] = next;
      next += count;
    }
    for (int i = 0; i < n; i++) {
      to[places[(int) (from[i] - least >>> shift) & DIGITS - 1]++] = from[i];
    }
  }
}
