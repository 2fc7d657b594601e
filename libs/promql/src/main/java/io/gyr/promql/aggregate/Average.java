package io.gyr.promql.aggregate;

import io.gyr.promql.annotation.Annotations;
import io.gyr.promql.ast.PositionRange;
import io.gyr.promql.function.Kahan;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.source.SampleBits;
import org.jspecify.annotations.Nullable;

/**
 * {@code avg}: sum by count as long as the sum does not overflow, from there on the mean is carried
 * along.
 */
final class Average implements Accumulator {
  private final double[] sums;
  private final double[] lost;
  private final int[] counts;
  private final boolean[] incremental;
  private final PositionRange position;
  private final Annotations annotations;
  private @Nullable HistogramState state;
  private FloatHistogram @Nullable [] results;

  Average(int steps, PositionRange position, Annotations annotations) {
    this.sums = new double[steps];
    this.lost = new double[steps];
    this.counts = new int[steps];
    this.incremental = new boolean[steps];
    this.position = position;
    this.annotations = annotations;
  }

  @Override
  public void add(double[] values, FloatHistogram @Nullable [] histograms, String metricName) {
    for (int step = 0; step < values.length; step++) {
      if (!SampleBits.isStale(values[step])) {
        add(step, values[step]);
      }
    }
    if (histograms != null) {
      if (state == null) {
        state = new HistogramState(values.length, position, annotations);
      }
      state.add(
          histograms,
          metricName,
          (mean, next, count) -> mean.plus(next.dividedBy(count).minus(mean.dividedBy(count))));
    }
  }

  private void add(int step, double value) {
    double count = ++counts[step];
    if (count == 1) {
      sums[step] = value;
      return;
    }
    if (!incremental[step]) {
      double next = sums[step] + value;
      if (!Double.isInfinite(next)) {
        lost[step] = Kahan.compensation(value, sums[step], lost[step]);
        sums[step] = next;
        return;
      }
      incremental[step] = true;
      sums[step] /= count - 1;
      lost[step] /= count - 1;
    }
    double share = (count - 1) / count;
    double scaled = share * sums[step];
    lost[step] = Kahan.compensation(value / count, scaled, share * lost[step]);
    sums[step] = scaled + value / count;
  }

  @Override
  public double[] values() {
    for (int step = 0; step < sums.length; step++) {
      if (counts[step] == 0) {
        sums[step] = SampleBits.STALE;
      } else if (incremental[step]) {
        sums[step] += lost[step];
      } else {
        sums[step] = sums[step] / counts[step] + lost[step] / counts[step];
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
