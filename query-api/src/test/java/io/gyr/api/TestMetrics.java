package io.gyr.api;

import com.datastax.oss.driver.api.core.CqlSession;
import io.gyr.sinks.cassandra.CassandraSession;
import io.gyr.sinks.cassandra.chunk.ChunkTables;
import io.gyr.sinks.cassandra.chunk.ChunkWriter;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.sinks.cassandra.chunk.Retentions;
import io.gyr.sinks.cassandra.chunk.SeriesPeriod;
import io.gyr.standalone.SharedComponents;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.chunk.AggregateEncoder;
import io.gyr.timeseries.chunk.HistogramEncoder;
import io.gyr.timeseries.chunk.SampleEncoder;
import io.gyr.timeseries.chunk.WindowEncoder;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.rollup.AggregateColumns;
import io.gyr.timeseries.rollup.HistogramWindows;
import io.gyr.timeseries.rollup.WindowAggregate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** Metrics of a test in the real Cassandra, as the job writes them. */
final class TestMetrics implements AutoCloseable {
  private static final List<Resolution> ROLLED_UP =
      List.of(
          Resolution.ONE_MINUTE, Resolution.TEN_MINUTES, Resolution.ONE_HOUR, Resolution.ONE_DAY);

  private final CqlSession session;
  private final ChunkWriter writer;
  private final List<CompletionStage<?>> writes = new ArrayList<>();

  TestMetrics() {
    session = CassandraSession.open(SharedComponents.get().cassandraContact(), "datacenter1");
    ChunkTables.create(session);
    writer = new ChunkWriter(session, new Retentions(List.of()));
  }

  /**
   * Writes samples of a series at full resolution from {@code fullFromMs} on, and all aggregates.
   */
  void write(
      String metric,
      String kind,
      Map<String, String> labels,
      long[] times,
      double[] values,
      long fullFromMs) {
    SeriesId id = SeriesId.of(metric, new TreeMap<>(labels));
    int full = first(times, fullFromMs);
    chunks(metric, id, Resolution.FULL, times, values, full);
    chunks(metric, id, Resolution.OPEN, times, values, full);
    for (Resolution resolution : ROLLED_UP) {
      aggregates(metric, id, resolution, times, values);
    }
    introduce(metric, kind, labels, id, times);
    await();
  }

  /** Writes native histograms of a series, as whole spans and as pieces of those that go on. */
  void write(
      String metric, Map<String, String> labels, long[] times, NativeHistogram[] histograms) {
    SeriesId id = SeriesId.of(metric, new TreeMap<>(labels));
    chunks(metric, id, times, histograms, 0);
    introduce(metric, "histogram", labels, id, times);
    await();
  }

  private void chunks(
      String metric, SeriesId id, long[] times, NativeHistogram[] histograms, int first) {
    HistogramEncoder encoder = new HistogramEncoder();
    for (Resolution resolution : List.of(Resolution.FULL, Resolution.OPEN)) {
      forEachSpan(
          resolution,
          times,
          first,
          (span, from, to) -> {
            NativeHistogram[] part = Arrays.copyOfRange(histograms, from, to);
            byte[] chunk = encoder.encode(Arrays.copyOfRange(times, from, to), part, to - from);
            writes.add(writer.write(resolution, metric, id, span, chunk));
          });
    }
  }

  /** Writes native histograms, single ones from {@code fullFromMs} on, and rolled up. */
  void writeHistograms(
      String metric,
      Map<String, String> labels,
      long[] times,
      NativeHistogram[] histograms,
      long fullFromMs) {
    SeriesId id = SeriesId.of(metric, new TreeMap<>(labels));
    chunks(metric, id, times, histograms, first(times, fullFromMs));
    WindowEncoder windows = new WindowEncoder();
    for (Resolution resolution : ROLLED_UP) {
      long windowMs = resolution.window().toMillis();
      forEachSpan(
          resolution,
          times,
          0,
          (span, from, to) -> {
            long[] partTimes = Arrays.copyOfRange(times, from, to);
            NativeHistogram[] part = Arrays.copyOfRange(histograms, from, to);
            byte[] chunk =
                windows.encode(
                    new AggregateColumns(),
                    HistogramWindows.of(windowMs, partTimes, part, to - from));
            writes.add(writer.write(resolution, metric, id, span, chunk));
          });
    }
    introduce(metric, "histogram", labels, id, times);
    await();
  }

  /** Takes the samples of one span of a chunk. */
  private interface SpanOfSamples {
    void write(long spanStartMs, int from, int to);
  }

  private static void forEachSpan(
      Resolution resolution, long[] times, int first, SpanOfSamples writer) {
    for (int from = first; from < times.length; ) {
      long span = resolution.spanStartMs(times[from]);
      int to = first(times, span + resolution.span().toMillis());
      writer.write(span, from, to);
      from = to;
    }
  }

  private void introduce(
      String metric, String kind, Map<String, String> labels, SeriesId id, long[] times) {
    Map<String, String> all = new TreeMap<>(labels);
    all.put("__name__", metric);
    for (SeriesPeriod period : SeriesPeriod.values()) {
      long end = times[times.length - 1];
      for (long at = period.startMs(times[0]); at <= end; at += period.length().toMillis()) {
        writes.add(writer.introduce(period, at, System.currentTimeMillis(), id, kind, all));
      }
    }
  }

  private void chunks(
      String metric, SeriesId id, Resolution resolution, long[] times, double[] values, int full) {
    SampleEncoder encoder = new SampleEncoder();
    forEachSpan(
        resolution,
        times,
        full,
        (span, from, to) -> {
          long[] partTimes = Arrays.copyOfRange(times, from, to);
          double[] part = Arrays.copyOfRange(values, from, to);
          byte[] chunk = encoder.encode(partTimes, part, to - from);
          writes.add(writer.write(resolution, metric, id, span, chunk));
        });
  }

  private void aggregates(
      String metric, SeriesId id, Resolution resolution, long[] times, double[] values) {
    AggregateEncoder encoder = new AggregateEncoder();
    AggregateColumns columns = new AggregateColumns();
    long windowMs = resolution.window().toMillis();
    for (int from = 0; from < times.length; ) {
      long start = times[from] - Math.floorMod(times[from], windowMs);
      int to = first(times, start + windowMs);
      columns.add(WindowAggregate.of(start, times, values, from, to));
      long span = resolution.spanStartMs(start);
      if (to == times.length || resolution.spanStartMs(times[to]) != span) {
        writes.add(writer.write(resolution, metric, id, span, encoder.encode(columns)));
        columns.clear();
      }
      from = to;
    }
  }

  private static int first(long[] times, long timeMs) {
    int at = Arrays.binarySearch(times, timeMs);
    return at >= 0 ? at : -at - 1;
  }

  private void await() {
    writes.forEach(write -> write.toCompletableFuture().join());
    writes.clear();
  }

  @Override
  public void close() {
    session.close();
  }
}
