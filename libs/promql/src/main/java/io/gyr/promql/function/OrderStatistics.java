package io.gyr.promql.function;

import io.gyr.promql.annotation.Notes;
import io.gyr.promql.source.Rollup;
import java.util.Arrays;

/** Quantiles of plain values. */
public final class OrderStatistics {
  private OrderStatistics() {}

  /**
   * The quantile of values, interpolated between the two nearest; NaN counts as the lowest.
   *
   * @param values sorted by this method
   */
  public static double quantile(double q, double[] values) {
    if (values.length == 0 || Double.isNaN(q)) {
      return Double.NaN;
    }
    if (q < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (q > 1) {
      return Double.POSITIVE_INFINITY;
    }
    sortNanFirst(values);
    double rank = q * (values.length - 1);
    int lower = (int) Math.max(0, Math.floor(rank));
    int upper = Math.min(values.length - 1, lower + 1);
    double weight = rank - Math.floor(rank);
    return values[lower] * (1 - weight) + values[upper] * weight;
  }

  private static void sortNanFirst(double[] values) {
    Arrays.sort(values);
    int nan = 0;
    while (nan < values.length && Double.isNaN(values[values.length - 1 - nan])) {
      nan++;
    }
    if (nan > 0 && nan < values.length) {
      System.arraycopy(values, 0, values, nan, values.length - nan);
      Arrays.fill(values, 0, nan, Double.NaN);
    }
  }

  /** {@code quantile_over_time}. */
  static final class QuantileOverTime extends FloatsOnly {
    QuantileOverTime() {
      super(1);
    }

    @Override
    double floats(Window window) {
      double q = window.scalars[0];
      if (!(q >= 0 && q <= 1)) {
        window.annotate(Notes.invalidQuantile(q, window.argumentPositions.get(0)));
      }
      Rollup rollup = window.rollupInside();
      return rollup == null
          ? quantile(q, Arrays.copyOfRange(window.values, window.from, window.to))
          : CountedValues.of(window.values, rollup, window.from, window.to).quantile(q);
    }
  }

  /** {@code mad_over_time}: the median of the distances from the median. */
  static final class MedianDeviation extends FloatsOnly {
    MedianDeviation() {
      super(1);
    }

    @Override
    double floats(Window window) {
      double[] values = Arrays.copyOfRange(window.values, window.from, window.to);
      double median = quantile(0.5, values);
      for (int i = 0; i < values.length; i++) {
        values[i] = Math.abs(values[i] - median);
      }
      return quantile(0.5, values);
    }
  }
}
