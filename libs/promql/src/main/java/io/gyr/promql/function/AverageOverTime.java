package io.gyr.promql.function;

import io.gyr.promql.annotation.Notes;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.histogram.IncompatibleHistogramsException;

/**
 * {@code avg_over_time}: sum by count as long as the sum does not overflow, from there on the mean
 * is carried along.
 */
final class AverageOverTime implements RangeFunction {
  @Override
  public double at(Window window) {
    if (window.isMixed()) {
      window.annotate(Notes.mixedFloatsHistograms(window.metricName(), window.rangePosition));
      return RangeFunctions.none();
    }
    return window.floatCount() == 0 ? histograms(window) : floats(window);
  }

  private static double floats(Window window) {
    if (window.rollupInside() != null) {
      // The values are sums then.
      Kahan total = new Kahan();
      total.reset(0);
      for (int i = window.from; i < window.to; i++) {
        total.add(window.values[i]);
      }
      return total.total() / window.floatSamples();
    }
    double[] values = window.values;
    double sum = values[window.from];
    double lost = 0;
    double mean = 0;
    double count = 1;
    boolean incremental = false;
    for (int i = window.from + 1; i < window.to; i++) {
      count++;
      double value = values[i];
      if (!incremental) {
        double next = sum + value;
        if (!Double.isInfinite(next)) {
          lost = Kahan.compensation(value, sum, lost);
          sum = next;
          continue;
        }
        incremental = true;
        mean = sum / (count - 1);
        lost /= count - 1;
      }
      double share = (count - 1) / count;
      double scaled = share * mean;
      lost = Kahan.compensation(value / count, scaled, share * lost);
      mean = scaled + value / count;
    }
    return incremental ? mean + lost : sum / count + lost / count;
  }

  private static double histograms(Window window) {
    try {
      if (window.histogramRollupInside() != null) {
        return window.histogram(SumOverTime.of(window).dividedBy(window.histogramSamples()));
      }
      FloatHistogram mean = window.histograms[window.histogramFrom];
      double count = 1;
      for (int i = window.histogramFrom + 1; i < window.histogramTo; i++) {
        count++;
        FloatHistogram share = window.histograms[i].dividedBy(count);
        mean = mean.plus(share.minus(mean.dividedBy(count)));
      }
      return window.histogram(mean);
    } catch (IncompatibleHistogramsException e) {
      window.annotate(
          Notes.incompatible(e.mixedSchemas(), window.metricName(), window.rangePosition));
      return RangeFunctions.none();
    }
  }
}
