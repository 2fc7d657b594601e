package io.gyr.timeseries;

/**
 * What is kept of the samples of one series in one window, so that questions over many windows can
 * be answered from it: sums add, extremes combine, and the increase of a counter across a border is
 * {@code first} of the later less {@code last} of the earlier window (or {@code first} alone if
 * that is negative: the counter was reset).
 *
 * @param count number of samples, at least 1
 * @param sum of the values
 * @param min smallest value
 * @param max largest value
 * @param first value of the earliest sample
 * @param last value of the latest sample
 * @param increase sum of the rises from sample to sample, with a fall counted as a reset to zero
 *     followed by a rise; meaningful for counters
 * @param resets number of falls
 */
public record Aggregate(
    long count,
    double sum,
    double min,
    double max,
    double first,
    double last,
    double increase,
    int resets) {

  /**
   * Aggregates values in the order of their times.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Aggregate of(Iterable<Double> values) {
    long count = 0;
    double sum = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double first = Double.NaN;
    double last = Double.NaN;
    double increase = 0;
    int resets = 0;
    for (double value : values) {
      if (count == 0) {
        first = value;
      } else if (value < last) {
        increase += value;
        resets++;
      } else {
        increase += value - last;
      }
      sum += value;
      min = Math.min(min, value);
      max = Math.max(max, value);
      last = value;
      count++;
    }
    if (count == 0) {
      throw new IllegalArgumentException("an aggregate of no samples");
    }
    return new Aggregate(count, sum, min, max, first, last, increase, resets);
  }
}
