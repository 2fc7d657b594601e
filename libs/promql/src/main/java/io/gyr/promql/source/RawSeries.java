package io.gyr.promql.source;

import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import org.jspecify.annotations.Nullable;

/**
 * Samples of one series. The arrays are read only, and only up to {@code size}.
 *
 * @param labels its labels
 * @param times milliseconds, strictly ascending; samples that stand for several of one aggregate
 *     may have the same
 * @param values values; {@link SampleBits#STALE} for a stale marker of either kind
 * @param histograms null if there are none; where it has one, that is the sample
 * @param size number of samples
 * @param rollup what the samples stand for, if some were made of aggregates; then there are no
 *     stale markers for a range selector, unless there are histograms too
 */
public record RawSeries(
    Labels labels,
    long[] times,
    double[] values,
    FloatHistogram @Nullable [] histograms,
    int size,
    @Nullable Rollup rollup) {

  /** A series of which all samples are there. */
  public RawSeries(
      Labels labels,
      long[] times,
      double[] values,
      FloatHistogram @Nullable [] histograms,
      int size) {
    this(labels, times, values, histograms, size, null);
  }
}
