package io.gyr.api.prometheus.store;

import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.Rollup;
import io.gyr.sinks.cassandra.chunk.AggregateReader;
import io.gyr.sinks.cassandra.chunk.SampleReader;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.rollup.AggregateColumns;
import io.gyr.timeseries.rollup.HistogramWindow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Native histograms, kept while the floats of the same series are read and then put between them: a
 * series may change its kind from span to span.
 */
final class HistogramSeries {
  private final ChunkHistograms converter = new ChunkHistograms();
  private final Map<SeriesId, HistogramPoints> bySeries = new HashMap<>();
  private final WindowPoints kind;
  private final boolean markers;

  /**
   * Nothing yet.
   *
   * @param kind what is wanted of windows
   * @param markers whether stale markers of windows are wanted
   */
  HistogramSeries(WindowPoints kind, boolean markers) {
    this.kind = kind;
    this.markers = markers;
  }

  /** A visitor that keeps histograms here and gives samples to {@code floats}. */
  SampleReader.Visitor besideSamples(SampleReader.Visitor floats) {
    return new SampleReader.Visitor() {
      @Override
      public void visit(SeriesId series, long[] timesMs, double[] values, int count) {
        floats.visit(series, timesMs, values, count);
      }

      @Override
      public void visitHistograms(SeriesId series, long[] timesMs, NativeHistogram[] histograms) {
        points(series).add(timesMs, histograms);
      }
    };
  }

  /** The same of windows. */
  AggregateReader.Visitor besideWindows(AggregateReader.Visitor floats) {
    return new AggregateReader.Visitor() {
      @Override
      public void visit(SeriesId series, AggregateColumns columns, int from, int to) {
        floats.visit(series, columns, from, to);
      }

      @Override
      public void visitHistograms(SeriesId series, List<HistogramWindow> windows) {
        points(series).add(windows);
      }
    };
  }

  private HistogramPoints points(SeriesId series) {
    return bySeries.computeIfAbsent(
        series, unseen -> new HistogramPoints(converter, kind, markers));
  }

  /** Adds them to the series that were made of the floats; some have histograms only. */
  void addTo(Map<SeriesId, RawSeries> all, Map<SeriesId, Labels> labels) {
    bySeries.forEach(
        (id, points) -> {
          RawSeries histograms = points.series(labels.getOrDefault(id, Labels.EMPTY));
          RawSeries floats = all.get(id);
          all.put(id, floats == null ? histograms : merged(floats, histograms));
        });
  }

  /** Of a float and a histogram of the same time the histogram stays: it says more. */
  private static RawSeries merged(RawSeries floats, RawSeries histograms) {
    Merge merge = new Merge(floats, histograms);
    int at = 0;
    for (int i = 0; i < histograms.size(); i++) {
      long time = histograms.times()[i];
      while (at < floats.size() && floats.times()[at] < time) {
        merge.addFloat(at++);
      }
      if (at < floats.size() && floats.times()[at] == time) {
        at++;
      }
      merge.addHistogram(i);
    }
    while (at < floats.size()) {
      merge.addFloat(at++);
    }
    return merge.series();
  }

  private static final class Merge {
    private final RawSeries floats;
    private final RawSeries histograms;
    private final long[] times;
    private final double[] values;
    private final FloatHistogram[] merged;
    private final long[] counts;
    private final double[] gains;
    private final FloatHistogram[] histogramGains;
    private final long[] untilMs;
    private int size;

    Merge(RawSeries floats, RawSeries histograms) {
      this.floats = floats;
      this.histograms = histograms;
      int most = floats.size() + histograms.size();
      times = new long[most];
      values = new double[most];
      merged = new FloatHistogram[most];
      counts = new long[most];
      gains = new double[most];
      histogramGains = new FloatHistogram[most];
      untilMs = new long[most];
    }

    void addFloat(int at) {
      add(floats, at);
    }

    void addHistogram(int at) {
      FloatHistogram[] all = histograms.histograms();
      merged[size] = all == null ? null : all[at];
      add(histograms, at);
    }

    private void add(RawSeries series, int at) {
      Rollup rollup = series.rollup();
      counts[size] = rollup == null ? 1 : rollup.count(at);
      gains[size] = rollup == null ? Double.NaN : rollup.gain(at);
      histogramGains[size] = rollup == null ? null : rollup.histogramGain(at);
      untilMs[size] = rollup == null ? 0 : rollup.heldUntilMs(at);
      times[size] = series.times()[at];
      values[size++] = series.values()[at];
    }

    RawSeries series() {
      boolean rolledUp = floats.rollup() != null || histograms.rollup() != null;
      Rollup rollup = rolledUp ? new Rollup(size, counts, gains, untilMs, histogramGains) : null;
      return new RawSeries(floats.labels(), times, values, merged, size, rollup);
    }
  }
}
