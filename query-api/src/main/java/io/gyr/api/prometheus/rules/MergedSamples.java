package io.gyr.api.prometheus.rules;

import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.Rollup;
import io.gyr.promql.source.SampleBits;
import org.jspecify.annotations.Nullable;

/** Samples of a series of the store with others in between, appended in the order of time. */
final class MergedSamples {
  private final RawSeries older;
  private final boolean range;
  private final long[] times;
  private final double[] values;
  private final FloatHistogram @Nullable [] histograms;

  /** What the older samples stand for; null if they stand for themselves. */
  private final @Nullable Rollup rollup;

  private int size;

  /**
   * Nothing yet.
   *
   * @param older the series of the store
   * @param most how many samples there can be
   * @param range whether a range selector asks: series with aggregates then have no stale markers
   * @param withHistograms whether some of the samples may be histograms
   */
  MergedSamples(RawSeries older, int most, boolean range, boolean withHistograms) {
    this.older = older;
    this.range = range;
    times = new long[most];
    values = new double[most];
    histograms = withHistograms ? new FloatHistogram[most] : null;
    rollup =
        older.rollup() == null
            ? null
            : new Rollup(most, new long[most], new double[most], new long[most]);
  }

  /** Appends a sample of the store. */
  void addOlder(int index) {
    times[size] = older.times()[index];
    values[size] = older.values()[index];
    if (histograms != null && older.histograms() != null) {
      histograms[size] = older.histograms()[index];
    }
    Rollup with = older.rollup();
    if (rollup != null && with != null) {
      rollup.counts()[size] = with.count(index);
      rollup.gains()[size] = with.gain(index);
      rollup.untilMs()[size] = with.heldUntilMs(index);
    }
    size++;
  }

  /** Appends another sample, which stands for itself. */
  void add(long timeMs, double value, @Nullable FloatHistogram histogram) {
    if (rollup != null) {
      if (range && histogram == null && SampleBits.isStale(value)) {
        return;
      }
      rollup.counts()[size] = 1;
      rollup.gains()[size] = Double.NaN;
    }
    times[size] = timeMs;
    values[size] = value;
    if (histograms != null) {
      histograms[size] = histogram;
    }
    size++;
  }

  RawSeries series() {
    return new RawSeries(older.labels(), times, values, histograms, size, rollup);
  }
}
