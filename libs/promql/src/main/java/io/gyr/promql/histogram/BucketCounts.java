package io.gyr.promql.histogram;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * The counts of one side of a histogram: indexes, ascending, and the count at each. What Prometheus
 * keeps as spans and a list of counts. Immutable; the arrays are not to be changed.
 */
public final class BucketCounts {
  /** No buckets. */
  public static final BucketCounts EMPTY = new BucketCounts(new int[0], new double[0]);

  private final int[] indexes;
  private final double[] counts;

  private BucketCounts(int[] indexes, double[] counts) {
    this.indexes = indexes;
    this.counts = counts;
  }

  /**
   * Counts at indexes.
   *
   * @param indexes ascending, taken over
   * @param counts as many, taken over
   */
  public static BucketCounts of(int[] indexes, double[] counts) {
    return indexes.length == 0 ? EMPTY : new BucketCounts(indexes, counts);
  }

  /** Counts at indexes that follow each other. */
  public static BucketCounts dense(int offset, double... counts) {
    int[] indexes = new int[counts.length];
    for (int i = 0; i < indexes.length; i++) {
      indexes[i] = offset + i;
    }
    return of(indexes, counts);
  }

  public int size() {
    return indexes.length;
  }

  public int index(int position) {
    return indexes[position];
  }

  public double count(int position) {
    return counts[position];
  }

  BucketCounts map(DoubleUnaryOperator operator) {
    double[] mapped = new double[counts.length];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = operator.applyAsDouble(counts[i]);
    }
    return of(indexes, mapped);
  }

  /** Without empty buckets. */
  BucketCounts compact() {
    int kept = 0;
    for (double count : counts) {
      kept += count != 0 ? 1 : 0;
    }
    if (kept == counts.length) {
      return this;
    }
    int[] keptIndexes = new int[kept];
    double[] keptCounts = new double[kept];
    int to = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        keptIndexes[to] = indexes[i];
        keptCounts[to++] = counts[i];
      }
    }
    return of(keptIndexes, keptCounts);
  }

  /** Without the first buckets. */
  BucketCounts from(int position) {
    return position == 0
        ? this
        : of(
            Arrays.copyOfRange(indexes, position, indexes.length),
            Arrays.copyOfRange(counts, position, counts.length));
  }

  /** With indexes mapped by a function that does not change their order; equal ones are merged. */
  BucketCounts merge(IntUnaryOperator target) {
    int[] merged = new int[indexes.length];
    double[] sums = new double[indexes.length];
    int size = 0;
    for (int i = 0; i < indexes.length; i++) {
      int index = target.applyAsInt(indexes[i]);
      if (size > 0 && merged[size - 1] == index) {
        sums[size - 1] += counts[i];
      } else {
        merged[size] = index;
        sums[size++] = counts[i];
      }
    }
    return of(Arrays.copyOf(merged, size), Arrays.copyOf(sums, size));
  }

  /** Sum with another, whose counts are multiplied by {@code sign}. */
  BucketCounts plus(BucketCounts other, int sign) {
    int[] sumIndexes = new int[indexes.length + other.indexes.length];
    double[] sums = new double[sumIndexes.length];
    int size = 0;
    int a = 0;
    int b = 0;
    while (a < indexes.length || b < other.indexes.length) {
      boolean left =
          b == other.indexes.length || (a < indexes.length && indexes[a] <= other.indexes[b]);
      boolean right =
          a == indexes.length || (b < other.indexes.length && other.indexes[b] <= indexes[a]);
      sumIndexes[size] = left ? indexes[a] : other.indexes[b];
      sums[size++] = (left ? counts[a] : 0) + (right ? sign * other.counts[b] : 0);
      a += left ? 1 : 0;
      b += right ? 1 : 0;
    }
    return of(Arrays.copyOf(sumIndexes, size), Arrays.copyOf(sums, size));
  }

  /** Whether some bucket of the earlier one has more observations than here. */
  boolean isBelow(BucketCounts earlier) {
    int at = 0;
    for (int i = 0; i < earlier.indexes.length; i++) {
      while (at < indexes.length && indexes[at] < earlier.indexes[i]) {
        at++;
      }
      double count = at < indexes.length && indexes[at] == earlier.indexes[i] ? counts[at] : 0;
      if (count < earlier.counts[i]) {
        return true;
      }
    }
    return false;
  }

  double sum() {
    double sum = 0;
    for (double count : counts) {
      sum += count;
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BucketCounts buckets
        && Arrays.equals(indexes, buckets.indexes)
        && Arrays.equals(counts, buckets.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(indexes) + Arrays.hashCode(counts);
  }
}
