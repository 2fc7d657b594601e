package io.gyr.promql.aggregate;

import io.gyr.promql.annotation.Annotations;
import io.gyr.promql.ast.PositionRange;
import io.gyr.promql.function.Kahan;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.source.SampleBits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code sum}. */
final class Sum implements Accumulator {
  private final double[] sums;
  private final double[] lost;
  private final PositionRange position;
  private final Annotations annotations;
  private @Nullable HistogramState state;
  private FloatHistogram @Nullable [] results;

  Sum(int steps, PositionRange position, Annotations annotations) {
    this.sums = new double[steps];
    this.lost = new double[steps];
    this.position = position;
    this.annotations = annotations;
    Arrays.fill(sums, SampleBits.STALE);
  }

  @Override
  public void add(double[] values, FloatHistogram @Nullable [] histograms, String metricName) {
    for (int step = 0; step < values.length; step++) {
      double value = values[step];
      if (SampleBits.isStale(value)) {
        continue;
      }
      double sum = sums[step];
      if (SampleBits.isStale(sum)) {
        sums[step] = value;
      } else {
        lost[step] = Kahan.compensation(value, sum, lost[step]);
        sums[step] = sum + value;
      }
    }
    if (histograms != null) {
      if (state == null) {
        state = new HistogramState(values.length, position, annotations);
      }
      state.add(histograms, metricName, (before, next, count) -> before.plus(next));
    }
  }

  @Override
  public double[] values() {
    for (int step = 0; step < sums.length; step++) {
      if (!SampleBits.isStale(sums[step])) {
        sums[step] += lost[step];
      }
    }
    results = state == null ? null : state.finish(sums);
    return sums;
  }

  @Override
  public FloatHistogram @Nullable [] histograms() {
    return results;
  }
}
