package io.gyr.promql.function;

import io.gyr.promql.source.Rollup;
import java.util.Map;
import java.util.TreeMap;

/** Values of which each is there several times. */
final class CountedValues {
  private final TreeMap<Double, Long> counts = new TreeMap<>();
  private long nans;
  private long total;

  private CountedValues() {}

  /** The values from one index to before another, as often as they stand for one. */
  static CountedValues of(double[] values, Rollup rollup, int from, int to) {
    CountedValues counted = new CountedValues();
    for (int i = from; i < to; i++) {
      long count = rollup.count(i);
      counted.total += count;
      if (Double.isNaN(values[i])) {
        counted.nans += count;
      } else {
        counted.counts.merge(values[i], count, Long::sum);
      }
    }
    return counted;
  }

  /** The same as {@link OrderStatistics#quantile} of all of them. */
  double quantile(double q) {
    if (total == 0 || Double.isNaN(q)) {
      return Double.NaN;
    }
    if (q < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (q > 1) {
      return Double.POSITIVE_INFINITY;
    }
    double rank = q * (total - 1);
    long lower = (long) Math.floor(rank);
    double weight = rank - lower;
    return at(lower) * (1 - weight) + at(Math.min(total - 1, lower + 1)) * weight;
  }

  private double at(long rank) {
    long left = rank - nans;
    if (left >= 0) {
      for (Map.Entry<Double, Long> value : counts.entrySet()) {
        left -= value.getValue();
        if (left < 0) {
          return value.getKey();
        }
      }
    }
    return Double.NaN;
  }
}
