package io.gyr.jobs.rollup;

import io.gyr.jobs.rollup.backfill.FullerWindows;
import io.gyr.jobs.rollup.backfill.StoredChunks;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.sinks.cassandra.chunk.Retentions;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.rollup.WindowAggregate;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Merges imported windows into the chunks that are stored. A chunk whose span is over and final is
 * written here, where nobody else writes it; what belongs to the others goes to who keeps the state
 * of the series and writes them. For one thread.
 */
final class MergedChunks {
  /** How far two tasks may be apart in event time. */
  private static final long APART_MS = Duration.ofMinutes(10).toMillis();

  private final StoredChunks store;
  private final Retentions retentions;
  private final Aggregates aggregates = new Aggregates();

  MergedChunks(StoredChunks store, Retentions retentions) {
    this.store = store;
    this.retentions = retentions;
  }

  /**
   * Whose windows they are, and when it is.
   *
   * @param timeMs event time, which says what is final
   * @param nowMs the clock's, which says how long chunks stay
   */
  record Series(SeriesId id, Introduction introduction, long timeMs, long nowMs) {
    String metric() {
      return introduction.metric();
    }
  }

  /**
   * Merges windows of one resolution.
   *
   * @return all windows of their chunks as they are then; the same windows where none are kept
   */
  List<WindowAggregate> merge(
      Series series,
      Resolution resolution,
      List<WindowAggregate> windows,
      Collector<ImportedChunk> out)
      throws IOException, InterruptedException {
    NavigableMap<Long, List<WindowAggregate>> bySpan = new TreeMap<>();
    for (WindowAggregate window : windows) {
      bySpan
          .computeIfAbsent(resolution.spanStartMs(window.startMs()), start -> new ArrayList<>())
          .add(window);
    }
    NavigableMap<Long, List<WindowAggregate>> kept = new TreeMap<>(bySpan);
    kept.keySet().removeIf(spanMs -> secondsLeft(series, resolution, spanMs) <= 0);
    if (kept.isEmpty()) {
      return windows;
    }
    Map<Long, byte[]> stored =
        store.read(resolution, series.metric(), series.id, kept.firstKey(), kept.lastKey());
    List<WindowAggregate> merged = new ArrayList<>();
    for (Map.Entry<Long, List<WindowAggregate>> span : bySpan.entrySet()) {
      long spanMs = span.getKey();
      if (!kept.containsKey(spanMs)) {
        merged.addAll(span.getValue());
        continue;
      }
      byte[] chunk = stored.get(spanMs);
      Windows before = aggregates.windows(chunk);
      List<WindowAggregate> all = FullerWindows.of(span.getValue(), before.numbers());
      if (BuildChunks.isFinal(spanMs + resolution.span().toMillis(), series.timeMs - APART_MS)) {
        write(series, resolution, spanMs, chunk, new Windows(all, before.histograms()));
      } else {
        out.collect(imported(series, resolution, spanMs, chunk, span.getValue()));
      }
      merged.addAll(all);
    }
    return merged;
  }

  private int secondsLeft(Series series, Resolution resolution, long spanMs) {
    return retentions.secondsLeft(series.metric(), resolution, spanMs, series.nowMs);
  }

  private void write(
      Series series,
      Resolution resolution,
      long spanMs,
      byte @Nullable [] before,
      Windows windows) {
    byte[] chunk = aggregates.chunk(windows);
    if (!Arrays.equals(chunk, before)) {
      int seconds = secondsLeft(series, resolution, spanMs);
      store.write(resolution, series.metric(), series.id, spanMs, chunk, seconds);
    }
  }

  private ImportedChunk imported(
      Series series,
      Resolution resolution,
      long spanMs,
      byte @Nullable [] stored,
      List<WindowAggregate> windows) {
    ImportedChunk imported = new ImportedChunk();
    imported.seriesHigh = series.id.high();
    imported.seriesLow = series.id.low();
    imported.agent = series.introduction.agent();
    imported.metric = series.metric();
    imported.coarse = SpanRows.COARSE.indexOf(resolution);
    imported.spanMs = spanMs;
    imported.windows = aggregates.chunk(new Windows(windows, List.of()));
    imported.stored = stored == null ? new byte[0] : stored;
    return imported;
  }
}
