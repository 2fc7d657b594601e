package io.gyr.promql.function;

/**
 * The cumulative buckets of one classic histogram at one step, and quantile and fraction of them
 * (facts: promql/quantile.go, v3.5). Reused from step to step.
 */
public final class ClassicBuckets {
  /** Differences of rounding that are no decrease. */
  private static final double TOLERANCE = 1e-12;

  private final double[] bounds;
  private final double[] counts;
  private int size;
  private boolean forcedMonotonic;

  /** Room for a number of buckets. */
  public ClassicBuckets(int capacity) {
    bounds = new double[capacity];
    counts = new double[capacity];
  }

  /** Begins another step. */
  public void clear() {
    size = 0;
    forcedMonotonic = false;
  }

  /** Adds a bucket; bounds must not descend. Those with the same bound are one. */
  public void add(double upperBound, double count) {
    if (size > 0 && bounds[size - 1] == upperBound) {
      counts[size - 1] += count;
      return;
    }
    bounds[size] = upperBound;
    counts[size++] = count;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** Whether the last quantile had to make counts rise that fell. */
  public boolean forcedMonotonic() {
    return forcedMonotonic;
  }

  /** The quantile, linear inside a bucket. */
  public double quantile(double q) {
    if (Double.isNaN(q)) {
      return Double.NaN;
    }
    if (q < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (q > 1) {
      return Double.POSITIVE_INFINITY;
    }
    if (bounds[size - 1] != Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    makeMonotonic();
    int last = size - 1;
    if (size < 2 || counts[last] == 0) {
      return Double.NaN;
    }
    double rank = q * counts[last];
    int bucket = 0;
    while (bucket < last && !(counts[bucket] >= rank)) {
      bucket++;
    }
    if (bucket == last) {
      return bounds[last - 1];
    }
    if (bucket == 0) {
      return bounds[0] <= 0 ? bounds[0] : bounds[0] * (rank / counts[0]);
    }
    double below = counts[bucket - 1];
    double start = bounds[bucket - 1];
    return start + (bounds[bucket] - start) * ((rank - below) / (counts[bucket] - below));
  }

  /** The fraction of observations between two values, linear inside a bucket. */
  public double fraction(double lower, double upper) {
    int last = size - 1;
    if (bounds[last] != Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    double total = counts[last];
    if (total == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
      return Double.NaN;
    }
    if (lower >= upper) {
      return 0;
    }
    return (Math.min(total, rank(upper)) - Math.min(total, rank(lower))) / total;
  }

  private double rank(double value) {
    double below = 0;
    for (int i = 0; i < size; i++) {
      double end = bounds[i];
      double start = i > 0 ? bounds[i - 1] : end > 0 ? 0 : Double.NEGATIVE_INFINITY;
      if (start >= value) {
        return below;
      }
      if (end > value) {
        boolean bounded = !Double.isInfinite(start) && !Double.isInfinite(end);
        return bounded ? below + (counts[i] - below) * (value - start) / (end - start) : below;
      }
      below = counts[i];
    }
    return counts[size - 1];
  }

  private void makeMonotonic() {
    double previous = counts[0];
    for (int i = 1; i < size; i++) {
      double count = counts[i];
      if (count == previous) {
        continue;
      }
      if (Approximately.equal(previous, count, TOLERANCE)) {
        counts[i] = previous;
      } else if (count < previous) {
        counts[i] = previous;
        forcedMonotonic = true;
      } else {
        previous = count;
      }
    }
  }
}
