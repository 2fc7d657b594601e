package io.gyr.promql.aggregate;

import io.gyr.promql.annotation.Annotations;
import io.gyr.promql.annotation.Notes;
import io.gyr.promql.ast.PositionRange;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.source.SampleBits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code min} and {@code max}: NaN only if there is nothing else. */
final class ExtremeOfGroup implements Accumulator {
  private final boolean max;
  private final double[] best;
  private final PositionRange position;
  private final Annotations annotations;

  ExtremeOfGroup(boolean max, int steps, PositionRange position, Annotations annotations) {
    this.max = max;
    this.best = new double[steps];
    this.position = position;
    this.annotations = annotations;
    Arrays.fill(best, SampleBits.STALE);
  }

  @Override
  public void add(double[] values, FloatHistogram @Nullable [] histograms, String metricName) {
    for (int step = 0; step < values.length; step++) {
      double value = values[step];
      if (SampleBits.isStale(value)) {
        continue;
      }
      double before = best[step];
      // The stale marker is a NaN too.
      if (Double.isNaN(before) || (max ? before < value : before > value)) {
        best[step] = value;
      }
    }
    if (histograms != null) {
      annotations.add(Notes.histogramIgnoredInAggregation(max ? "max" : "min", position));
    }
  }

  @Override
  public double[] values() {
    return best;
  }
}
