package io.gyr.promql.aggregate;

import io.gyr.promql.annotation.Annotations;
import io.gyr.promql.annotation.Notes;
import io.gyr.promql.ast.PositionRange;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.source.SampleBits;
import org.jspecify.annotations.Nullable;

/** {@code stddev} and {@code stdvar}, by Welford's method. */
final class VarianceOfGroup implements Accumulator {
  private final boolean root;
  private final double[] means;
  private final double[] squares;
  private final double[] counts;
  private final PositionRange position;
  private final Annotations annotations;

  VarianceOfGroup(boolean root, int steps, PositionRange position, Annotations annotations) {
    this.root = root;
    this.means = new double[steps];
    this.squares = new double[steps];
    this.counts = new double[steps];
    this.position = position;
    this.annotations = annotations;
  }

  @Override
  public void add(double[] values, FloatHistogram @Nullable [] histograms, String metricName) {
    for (int step = 0; step < values.length; step++) {
      double value = values[step];
      if (SampleBits.isStale(value)) {
        continue;
      }
      double count = ++counts[step];
      if (count == 1) {
        means[step] = value;
        squares[step] = Double.isNaN(value) || Double.isInfinite(value) ? Double.NaN : 0;
        continue;
      }
      double delta = value - means[step];
      means[step] += delta / count;
      squares[step] += delta * (value - means[step]);
    }
    if (histograms != null) {
      annotations.add(Notes.histogramIgnoredInAggregation(root ? "stddev" : "stdvar", position));
    }
  }

  @Override
  public double[] values() {
    for (int step = 0; step < counts.length; step++) {
      double variance = squares[step] / counts[step];
      squares[step] = counts[step] == 0 ? SampleBits.STALE : root ? Math.sqrt(variance) : variance;
    }
    return squares;
  }
}
