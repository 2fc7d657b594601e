package io.gyr.promql.engine;

import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.source.SampleBits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One series with a value per step: a float, a histogram, or nothing, which is a stale marker
 * without a histogram. Who gets one from a stream owns it and may change it.
 */
final class StepSeries {
  private final Labels labels;
  private final boolean dropName;
  private final double[] values;
  private FloatHistogram @Nullable [] histograms;

  /**
   * A series.
   *
   * @param dropName whether the name in the labels is void and goes at the end of the query
   */
  StepSeries(
      Labels labels, boolean dropName, double[] values, FloatHistogram @Nullable [] histograms) {
    this.labels = labels;
    this.dropName = dropName;
    this.values = values;
    this.histograms = histograms;
  }

  /** A series without values yet. */
  static StepSeries empty(Labels labels, boolean dropName, int steps) {
    return new StepSeries(labels, dropName, nothing(steps), null);
  }

  static double[] nothing(int steps) {
    double[] values = new double[steps];
    Arrays.fill(values, SampleBits.STALE);
    return values;
  }

  Labels labels() {
    return labels;
  }

  boolean dropName() {
    return dropName;
  }

  double[] values() {
    return values;
  }

  FloatHistogram @Nullable [] histograms() {
    return histograms;
  }

  /** The histogram at a step, or null. */
  @Nullable FloatHistogram histogram(int step) {
    return histograms == null ? null : histograms[step];
  }

  boolean isFloat(int step) {
    return !SampleBits.isStale(values[step]);
  }

  boolean has(int step) {
    return isFloat(step) || histogram(step) != null;
  }

  void set(int step, double value, @Nullable FloatHistogram histogram) {
    if (histogram == null) {
      values[step] = value;
      return;
    }
    if (histograms == null) {
      histograms = new FloatHistogram[values.length];
    }
    histograms[step] = histogram;
  }

  void clear(int step) {
    values[step] = SampleBits.STALE;
    if (histograms != null) {
      histograms[step] = null;
    }
  }

  boolean isEmpty() {
    for (int i = 0; i < values.length; i++) {
      if (has(i)) {
        return false;
      }
    }
    return true;
  }

  /** The same values under other labels. */
  StepSeries with(Labels otherLabels, boolean otherDropName) {
    return new StepSeries(otherLabels, otherDropName, values, histograms);
  }

  /** Memory of the values, roughly. */
  long bytes() {
    long bytes = 64 + 8L * values.length;
    FloatHistogram before = null;
    for (int i = 0; histograms != null && i < histograms.length; i++) {
      FloatHistogram histogram = histograms[i];
      // A sample that several steps select is there once.
      bytes += 8 + (histogram == null || histogram == before ? 0 : histogram.bytes());
      before = histogram;
    }
    return bytes;
  }
}
