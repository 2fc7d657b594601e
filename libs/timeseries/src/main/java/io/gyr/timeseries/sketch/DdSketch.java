package io.gyr.timeseries.sketch;

import java.util.Arrays;

/**
 * Counts values so that any quantile can be told with a relative error of at most {@link
 * #RELATIVE_ERROR} (Masson, Rim, Lee: DDSketch, VLDB 2019): each value is counted in a bin whose
 * middle is that close. Merging sketches in any order gives the sketch of all values. Immutable;
 * equal if they count the same.
 *
 * <p>Of each sign only the {@value #MAX_BINS} bins farthest from zero are kept apart, what is
 * nearer to zero than these counts in the nearest of them: exact for values that differ by less
 * than a factor of 6 * 10^17.
 */
public final class DdSketch {
  /** Greatest relative error of a quantile. */
  public static final double RELATIVE_ERROR = 0.01;

  static final int MAX_BINS = 2048;

  /** Most bins of a sketch: those of both signs, zero, infinities and NaN. */
  public static final int MOST_BINS = 2 * MAX_BINS + 4;

  private final int[] bins;
  private final long[] counts;

  private DdSketch(int[] bins, long[] counts) {
    this.bins = bins;
    this.counts = counts;
  }

  /** Counts the first {@code count} of {@code values}. */
  public static DdSketch of(double[] values, int count) {
    int[] bins = new int[count];
    long[] counts = new long[count];
    for (int i = 0; i < count; i++) {
      bins[i] = Bins.of(values[i]);
    }
    Arrays.sort(bins);
    Arrays.fill(counts, 1);
    return folded(bins, counts, count);
  }

  /** Counts one value many times. */
  public static DdSketch of(double value, long count) {
    return new DdSketch(new int[] {Bins.of(value)}, new long[] {count});
  }

  /**
   * A sketch of the bins that another one had.
   *
   * @param bins numbers, ascending
   * @param counts as many, positive
   * @throws IllegalArgumentException if they are not
   */
  public static DdSketch ofBins(int[] bins, long[] counts) {
    for (int i = 0; i < bins.length; i++) {
      if (!Bins.isBin(bins[i]) || counts[i] <= 0 || (i > 0 && bins[i] <= bins[i - 1])) {
        throw new IllegalArgumentException(counts[i] + " values in bin " + bins[i]);
      }
    }
    return folded(bins.clone(), counts.clone(), bins.length);
  }

  /** Whether two values count in the same bin. */
  public static boolean alike(double a, double b) {
    return a == b || Bins.of(a) == Bins.of(b);
  }

  /** The sketch of the values of both. */
  public DdSketch merge(DdSketch other) {
    int[] merged = new int[bins.length + other.bins.length];
    long[] sums = new long[merged.length];
    int size = 0;
    int a = 0;
    int b = 0;
    while (a < bins.length || b < other.bins.length) {
      boolean left = b == other.bins.length || (a < bins.length && bins[a] <= other.bins[b]);
      merged[size] = left ? bins[a] : other.bins[b];
      sums[size++] = left ? counts[a++] : other.counts[b++];
    }
    return folded(merged, sums, size);
  }

  /** Makes one of equal bins, and one of what is too near to zero; takes the arrays over. */
  private static DdSketch folded(int[] bins, long[] counts, int size) {
    int highest = 0;
    int lowest = 0;
    for (int i = 0; i < size; i++) {
      boolean finite = Math.abs(bins[i]) < Bins.INFINITY;
      highest = finite ? Math.max(highest, bins[i]) : highest;
      lowest = finite ? Math.min(lowest, bins[i]) : lowest;
    }
    int to = 0;
    for (int i = 0; i < size; i++) {
      int bin = bins[i];
      if (bin > 0) {
        bin = Math.max(bin, highest - MAX_BINS + 1);
      } else if (bin < 0) {
        bin = Math.min(bin, lowest + MAX_BINS - 1);
      }
      if (to > 0 && bins[to - 1] == bin) {
        counts[to - 1] += counts[i];
      } else {
        bins[to] = bin;
        counts[to++] = counts[i];
      }
    }
    return new DdSketch(Arrays.copyOf(bins, to), Arrays.copyOf(counts, to));
  }

  /** Number of bins that are not empty. */
  public int size() {
    return bins.length;
  }

  /** Number of a bin; they ascend with the values, and fit into 19 bits. */
  public int bin(int index) {
    return bins[index];
  }

  /** How many values a bin has. */
  public long count(int index) {
    return counts[index];
  }

  /** What each of the values of a bin is, but for {@link #RELATIVE_ERROR}. */
  public double value(int index) {
    return Bins.value(bins[index]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DdSketch sketch
        && Arrays.equals(bins, sketch.bins)
        && Arrays.equals(counts, sketch.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bins) + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "bins " + Arrays.toString(bins) + ", counts " + Arrays.toString(counts);
  }
}
