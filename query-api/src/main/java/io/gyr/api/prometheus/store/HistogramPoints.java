package io.gyr.api.prometheus.store;

import io.gyr.promql.histogram.CounterResetHint;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.Rollup;
import io.gyr.promql.source.SampleBits;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.rollup.HistogramAggregate;
import io.gyr.timeseries.rollup.HistogramWindow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Native histograms of one series, of aggregates first and then of their own, in the order of time.
 * {@link Points} are the same of floats.
 */
final class HistogramPoints {
  private final ChunkHistograms converter;
  private final WindowPoints kind;
  private final boolean markers;
  private final List<Point> points = new ArrayList<>();
  private boolean rolledUp;

  /**
   * A histogram and what it stands for.
   *
   * @param histogram null for a stale marker
   * @param gain known to have been lost by resets since the point before; null if it is not known
   *     or nothing was lost
   */
  private record Point(
      long timeMs,
      @Nullable FloatHistogram histogram,
      long count,
      boolean gainKnown,
      @Nullable FloatHistogram gain,
      long untilMs) {}

  /**
   * Nothing yet.
   *
   * @param markers whether stale markers of windows are wanted, which functions over ranges leave
   *     out
   */
  HistogramPoints(ChunkHistograms converter, WindowPoints kind, boolean markers) {
    this.converter = converter;
    this.kind = kind;
    this.markers = markers;
  }

  /** Appends histograms as they came. */
  void add(long[] timesMs, NativeHistogram[] histograms) {
    for (int i = 0; i < histograms.length; i++) {
      points.add(new Point(timesMs[i], converter.of(histograms[i]), 1, false, null, 0));
    }
  }

  /** Appends windows. */
  void add(List<HistogramWindow> windows) {
    rolledUp = true;
    for (HistogramWindow window : windows) {
      HistogramAggregate aggregate = window.aggregate();
      if (aggregate != null) {
        add(aggregate);
      }
      if (markers && window.stale()) {
        long timeMs = aggregate == null ? window.startMs() : aggregate.lastMs() + 1;
        points.add(new Point(timeMs, null, 0, false, null, 0));
      }
    }
  }

  private void add(HistogramAggregate aggregate) {
    long count = aggregate.count();
    long lastMs = aggregate.lastMs();
    if (kind == WindowPoints.SUM) {
      points.add(new Point(lastMs, converter.of(aggregate.sum()), count, false, null, 0));
      return;
    }
    // Within the window the first histogram is the best that is known.
    long untilMs = count > 1 ? lastMs : 0;
    points.add(
        new Point(aggregate.firstMs(), converter.of(aggregate.first()), 1, false, null, untilMs));
    if (count > 1) {
      NativeHistogram lost = aggregate.correction();
      points.add(
          new Point(
              lastMs,
              last(aggregate),
              count - 1,
              true,
              lost == null ? null : converter.of(lost),
              0));
    }
  }

  /** What the hint of the last one is about is the one before, which is not there any more. */
  private @Nullable FloatHistogram last(HistogramAggregate aggregate) {
    FloatHistogram last = converter.of(aggregate.last());
    return last == null || last.hint() == CounterResetHint.GAUGE || aggregate.count() == 2
        ? last
        : last.withHint(CounterResetHint.UNKNOWN);
  }

  /** The series. */
  RawSeries series(Labels labels) {
    int size = points.size();
    long[] times = new long[size];
    double[] values = new double[size];
    FloatHistogram[] histograms = new FloatHistogram[size];
    long[] counts = new long[size];
    double[] gains = new double[size];
    FloatHistogram[] histogramGains = new FloatHistogram[size];
    long[] untilMs = new long[size];
    for (int i = 0; i < size; i++) {
      Point point = points.get(i);
      FloatHistogram histogram = point.histogram;
      times[i] = point.timeMs;
      values[i] = histogram == null ? SampleBits.STALE : histogram.sum();
      histograms[i] = histogram;
      counts[i] = point.count;
      gains[i] = point.gainKnown ? 0 : Double.NaN;
      histogramGains[i] = point.gain;
      untilMs[i] = point.untilMs;
    }
    Rollup rollup = rolledUp ? new Rollup(size, counts, gains, untilMs, histogramGains) : null;
    return new RawSeries(labels, times, values, histograms, size, rollup);
  }
}
