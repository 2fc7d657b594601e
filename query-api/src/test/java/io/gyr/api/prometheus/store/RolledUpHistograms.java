package io.gyr.api.prometheus.store;

import static io.gyr.api.prometheus.store.RolledUpSamples.NOW;

import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.SelectHints;
import io.gyr.promql.value.Series;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.histogram.RandomHistograms;
import io.gyr.timeseries.rollup.HistogramWindows;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** As {@link RolledUpSamples}, of native histograms. */
record RolledUpHistograms(long[] times, NativeHistogram[] histograms) {
  /** Sixty hours of a counter with gaps; times never fall on a border. */
  static RolledUpHistograms random(Random random, boolean custom) {
    int most = 60 * 120;
    long[] times = new long[most];
    NativeHistogram[] histograms = new NativeHistogram[most];
    RandomHistograms series = new RandomHistograms(random, custom);
    int size = 0;
    boolean gap = false;
    for (int i = 0; i < most; i++) {
      gap ^= random.nextInt(gap ? 50 : 300) == 0;
      if (!gap) {
        times[size] = NOW - (most - i) * 30_000L + 3_000;
        histograms[size++] = series.next();
      }
    }
    return new RolledUpHistograms(Arrays.copyOf(times, size), Arrays.copyOf(histograms, size));
  }

  List<Series> exactly(String query, long start, long end, long step) {
    return RolledUpSamples.range((from, to, hints) -> raw(), query, start, end, step);
  }

  List<Series> rolledUp(String query, long start, long end, long step) {
    return RolledUpSamples.range(this::rolledUp, query, start, end, step);
  }

  private RawSeries raw() {
    HistogramPoints points = new HistogramPoints(new ChunkHistograms(), WindowPoints.ENDS, true);
    points.add(times, histograms);
    return points.series(RolledUpSamples.NAME);
  }

  private RawSeries rolledUp(long fromMs, long toMs, SelectHints hints) {
    boolean range = hints.rangeMs() > 0;
    WindowPoints kind = range ? WindowPoints.of(hints.function()) : WindowPoints.ENDS;
    HistogramPoints points = new HistogramPoints(new ChunkHistograms(), kind, !range);
    for (Part part : RolledUpSamples.plan(fromMs, toMs, hints)) {
      int from = first(part.fromMs());
      int to = first(part.toMs() + 1);
      long[] partTimes = Arrays.copyOfRange(times, from, to);
      NativeHistogram[] partHistograms = Arrays.copyOfRange(histograms, from, to);
      if (part.resolution() == Resolution.FULL) {
        points.add(partTimes, partHistograms);
      } else {
        long windowMs = part.resolution().window().toMillis();
        points.add(HistogramWindows.of(windowMs, partTimes, partHistograms, to - from));
      }
    }
    return points.series(RolledUpSamples.NAME);
  }

  private int first(long timeMs) {
    int at = Arrays.binarySearch(times, timeMs);
    return at >= 0 ? at : -at - 1;
  }
}
