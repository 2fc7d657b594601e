package io.gyr.promql.aggregate;

import io.gyr.promql.annotation.Annotations;
import io.gyr.promql.annotation.Notes;
import io.gyr.promql.ast.PositionRange;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.histogram.IncompatibleHistogramsException;
import io.gyr.promql.source.SampleBits;
import org.jspecify.annotations.Nullable;

/**
 * The histograms of a group of {@code sum} or {@code avg}, made only when the first comes. A step
 * that has floats too, or histograms that do not go together, has no result and gets a warning.
 */
final class HistogramState {
  private final PositionRange position;
  private final Annotations annotations;
  private final FloatHistogram[] combined;
  private final int[] counts;
  private final boolean[] incompatible;

  HistogramState(int steps, PositionRange position, Annotations annotations) {
    this.position = position;
    this.annotations = annotations;
    this.combined = new FloatHistogram[steps];
    this.counts = new int[steps];
    this.incompatible = new boolean[steps];
  }

  /** How a histogram is put to what there is of a step already. */
  interface Combine {
    FloatHistogram apply(FloatHistogram before, FloatHistogram next, int count)
        throws IncompatibleHistogramsException;
  }

  void add(FloatHistogram[] histograms, String metricName, Combine combine) {
    for (int step = 0; step < histograms.length; step++) {
      FloatHistogram histogram = histograms[step];
      if (histogram == null || incompatible[step]) {
        continue;
      }
      counts[step]++;
      FloatHistogram before = combined[step];
      if (before == null) {
        combined[step] = histogram;
        continue;
      }
      try {
        combined[step] = combine.apply(before, histogram, counts[step]);
      } catch (IncompatibleHistogramsException e) {
        annotations.add(Notes.incompatible(e.mixedSchemas(), metricName, position));
        incompatible[step] = true;
      }
    }
  }

  /** The results; where floats and histograms are mixed, neither remains. */
  FloatHistogram[] finish(double[] values) {
    for (int step = 0; step < combined.length; step++) {
      FloatHistogram histogram = combined[step];
      if (histogram == null) {
        continue;
      }
      if (!SampleBits.isStale(values[step])) {
        annotations.add(Notes.mixedFloatsHistogramsInAggregation(position));
        values[step] = SampleBits.STALE;
        combined[step] = nothing();
      } else {
        combined[step] = incompatible[step] ? nothing() : histogram.compact();
      }
    }
    return combined;
  }

  @SuppressWarnings("NullAway")
  private static @Nullable FloatHistogram nothing() {
    return null;
  }
}
