package io.gyr.promql.aggregate;

import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.source.SampleBits;
import org.jspecify.annotations.Nullable;

/** {@code count} and {@code group}. */
final class Count implements Accumulator {
  private final boolean group;
  private final double[] counts;

  Count(boolean group, int steps) {
    this.group = group;
    this.counts = new double[steps];
  }

  @Override
  public void add(double[] values, FloatHistogram @Nullable [] histograms, String metricName) {
    for (int step = 0; step < values.length; step++) {
      if (!SampleBits.isStale(values[step]) || (histograms != null && histograms[step] != null)) {
        counts[step]++;
      }
    }
  }

  @Override
  public double[] values() {
    for (int step = 0; step < counts.length; step++) {
      if (counts[step] == 0) {
        counts[step] = SampleBits.STALE;
      } else if (group) {
        counts[step] = 1;
      }
    }
    return counts;
  }
}
