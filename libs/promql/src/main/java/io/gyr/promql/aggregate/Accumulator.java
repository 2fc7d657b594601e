package io.gyr.promql.aggregate;

import io.gyr.promql.histogram.FloatHistogram;
import org.jspecify.annotations.Nullable;

/** One group of an aggregation, over all steps at once; series are added one after the other. */
public interface Accumulator {
  /**
   * Adds a series.
   *
   * @param values a value per step, the stale marker where there is none
   * @param histograms a histogram per step or null where there is none; null if there are none
   * @param metricName name of the series, for annotations
   */
  void add(double[] values, FloatHistogram @Nullable [] histograms, String metricName);

  /** The values of the group; called once, at the end. */
  double[] values();

  /** The histograms of the group, or null; called after {@link #values()}. */
  default FloatHistogram @Nullable [] histograms() {
    return null;
  }
}
