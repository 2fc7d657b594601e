package io.gyr.api.prometheus.store;

import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.Rollup;
import io.gyr.promql.source.SampleBits;
import io.gyr.sinks.cassandra.chunk.SampleReader;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.histogram.NativeHistogram;
import java.util.HashMap;
import java.util.Map;

/**
 * Native histograms of full resolution, kept while the floats of the same series are read and then
 * put between them: a series may change its kind from span to span.
 */
final class FullHistograms {
  private final ChunkHistograms converter = new ChunkHistograms();
  private final Map<SeriesId, RawSeries> bySeries = new HashMap<>();

  /** A visitor that keeps histograms here and gives samples to {@code floats}. */
  SampleReader.Visitor beside(SampleReader.Visitor floats) {
    return new SampleReader.Visitor() {
      @Override
      public void visit(SeriesId series, long[] timesMs, double[] values, int count) {
        floats.visit(series, timesMs, values, count);
      }

      @Override
      public void visitHistograms(SeriesId series, long[] timesMs, NativeHistogram[] histograms) {
        bySeries.put(series, converted(timesMs, histograms));
      }
    };
  }

  /** Adds them to the series that were made of the floats; some have histograms only. */
  void addTo(Map<SeriesId, RawSeries> all, Map<SeriesId, Labels> labels) {
    bySeries.forEach(
        (id, histograms) -> {
          RawSeries floats = all.get(id);
          all.put(
              id,
              floats == null
                  ? labelled(histograms, labels.getOrDefault(id, Labels.EMPTY))
                  : merged(floats, histograms));
        });
  }

  private RawSeries converted(long[] timesMs, NativeHistogram[] histograms) {
    FloatHistogram[] converted = new FloatHistogram[histograms.length];
    double[] values = new double[histograms.length];
    for (int i = 0; i < histograms.length; i++) {
      FloatHistogram histogram = converter.of(histograms[i]);
      converted[i] = histogram;
      values[i] = histogram == null ? SampleBits.STALE : histogram.sum();
    }
    return new RawSeries(Labels.EMPTY, timesMs, values, converted, timesMs.length);
  }

  private static RawSeries labelled(RawSeries series, Labels labels) {
    return new RawSeries(
        labels, series.times(), series.values(), series.histograms(), series.size());
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
    private final long[] untilMs;
    private int size;

    Merge(RawSeries floats, RawSeries histograms) {
      this.floats = floats;
      this.histograms = histograms;
      int most = floats.size() + histograms.size();
      times = new long[most];
      values = new double[most];
      merged = new FloatHistogram[most];
      int mostRolledUp = floats.rollup() == null ? 0 : most;
      counts = new long[mostRolledUp];
      gains = new double[mostRolledUp];
      untilMs = new long[mostRolledUp];
    }

    void addFloat(int at) {
      Rollup rollup = floats.rollup();
      if (rollup != null) {
        counts[size] = rollup.counts()[at];
        gains[size] = rollup.gains()[at];
        untilMs[size] = rollup.untilMs()[at];
      }
      times[size] = floats.times()[at];
      values[size++] = floats.values()[at];
    }

    void addHistogram(int at) {
      if (floats.rollup() != null) {
        counts[size] = 1;
        gains[size] = Double.NaN;
      }
      FloatHistogram[] all = histograms.histograms();
      merged[size] = all == null ? null : all[at];
      times[size] = histograms.times()[at];
      values[size++] = histograms.values()[at];
    }

    RawSeries series() {
      Rollup rollup = floats.rollup() == null ? null : new Rollup(counts, gains, untilMs);
      return new RawSeries(floats.labels(), times, values, merged, size, rollup);
    }
  }
}
