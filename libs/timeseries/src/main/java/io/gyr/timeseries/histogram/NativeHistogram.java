package io.gyr.timeseries.histogram;

import java.util.Arrays;

/**
 * A native histogram of Prometheus with absolute counts, as its query engine sees all of them
 * (integer counts up to 2^53 are exact). A stale marker is one whose sum is the marker. Immutable;
 * equal if all bits are.
 */
public final class NativeHistogram {
  /** What is known of resets between a histogram and the one before; its order is on disk. */
  public enum ResetHint {
    /** Nothing: compare them. */
    UNKNOWN,
    /** There was one. */
    RESET,
    /** There was none. */
    NO_RESET,
    /** Not a counter. */
    GAUGE
  }

  private final HistogramLayout layout;
  private final ResetHint resetHint;
  private final double count;
  private final double zeroCount;
  private final double sum;
  private final double[] buckets;

  /**
   * A histogram.
   *
   * @param count of all observations
   * @param zeroCount of those in the zero bucket
   * @param sum of all observations
   * @param buckets count of each bucket of the layout, the positive ones first
   * @throws IllegalArgumentException if their number is not that of the layout
   */
  public NativeHistogram(
      HistogramLayout layout,
      ResetHint resetHint,
      double count,
      double zeroCount,
      double sum,
      double[] buckets) {
    if (buckets.length != layout.buckets()) {
      throw new IllegalArgumentException(
          buckets.length + " counts for " + layout.buckets() + " buckets");
    }
    this.layout = layout;
    this.resetHint = resetHint;
    this.count = count;
    this.zeroCount = zeroCount;
    this.sum = sum;
    this.buckets = buckets.clone();
  }

  /** What the buckets are. */
  public HistogramLayout layout() {
    return layout;
  }

  /** What is known of resets. */
  public ResetHint resetHint() {
    return resetHint;
  }

  /** Number of observations. */
  public double count() {
    return count;
  }

  /** Number of observations in the zero bucket. */
  public double zeroCount() {
    return zeroCount;
  }

  /** Sum of the observations. */
  public double sum() {
    return sum;
  }

  /** Count of a bucket of the layout, the positive ones first. */
  public double bucket(int index) {
    return buckets[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NativeHistogram histogram
        && layout.equals(histogram.layout)
        && resetHint == histogram.resetHint
        && Double.doubleToRawLongBits(count) == Double.doubleToRawLongBits(histogram.count)
        && Double.doubleToRawLongBits(zeroCount) == Double.doubleToRawLongBits(histogram.zeroCount)
        && Double.doubleToRawLongBits(sum) == Double.doubleToRawLongBits(histogram.sum)
        && Arrays.equals(buckets, histogram.buckets);
  }

  @Override
  public int hashCode() {
    return 31 * layout.hashCode() + Arrays.hashCode(buckets);
  }

  @Override
  public String toString() {
    return "count "
        + count
        + ", sum "
        + sum
        + ", zero "
        + zeroCount
        + ", buckets "
        + Arrays.toString(buckets)
        + ", "
        + resetHint
        + ", "
        + layout;
  }
}
