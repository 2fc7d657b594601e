package io.gyr.promql.function;

import io.gyr.promql.annotation.Notes;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.histogram.IncompatibleHistogramsException;

/** {@code sum_over_time}. */
final class SumOverTime implements RangeFunction {
  private final Kahan sum = new Kahan();

  @Override
  public double at(Window window) {
    if (window.isMixed()) {
      window.annotate(Notes.mixedFloatsHistograms(window.metricName(), window.rangePosition));
      return RangeFunctions.none();
    }
    if (window.floatCount() == 0) {
      return histograms(window);
    }
    sum.reset(0);
    double[] values = window.values;
    for (int i = window.from; i < window.to; i++) {
      sum.add(values[i]);
    }
    return sum.total();
  }

  /** The sum of the histograms of a window that has some. */
  static FloatHistogram of(Window window) throws IncompatibleHistogramsException {
    FloatHistogram total = window.histograms[window.histogramFrom];
    for (int i = window.histogramFrom + 1; i < window.histogramTo; i++) {
      total = total.plus(window.histograms[i]);
    }
    return total;
  }

  private static double histograms(Window window) {
    try {
      return window.histogram(of(window));
    } catch (IncompatibleHistogramsException e) {
      window.annotate(
          Notes.incompatible(e.mixedSchemas(), window.metricName(), window.rangePosition));
      return RangeFunctions.none();
    }
  }
}
