package io.gyr.jobs.rollup;

import io.gyr.jobs.rollup.backfill.FullerWindows;
import io.gyr.jobs.rollup.backfill.StoredChunks;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.sinks.cassandra.chunk.Retentions;
import io.gyr.sinks.cassandra.chunk.SeriesPeriod;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.rollup.WindowAggregate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.util.Collector;

/**
 * Merges days of imported samples into what is stored of a series, in every resolution that is
 * still kept of them. For one thread.
 */
final class BackfillWriter implements AutoCloseable {
  private final StoredChunks store;
  private final SpanCodec codec;
  private final StoredSpans spans;
  private final MergedChunks chunks;

  BackfillWriter(StoredChunks store, JobSettings settings, SpanCodec codec) {
    this.store = store;
    this.codec = codec;
    Retentions retentions = Retentions.parse(settings.metricsRetention());
    spans = new StoredSpans(store, retentions, codec);
    chunks = new MergedChunks(store, retentions);
  }

  /**
   * Writes days of a batch; when this returns, what is written here is stored.
   *
   * @param timeMs event time, which says what is final
   * @param nowMs the clock's, which says how long chunks stay
   * @throws IOException if the store does not answer; nothing is lost if all is written again
   */
  void write(
      SeriesId id,
      ImportBatch batch,
      NavigableSet<Long> days,
      long timeMs,
      long nowMs,
      Collector<ImportedChunk> out)
      throws IOException, InterruptedException {
    introduce(id, batch.introduction, days, nowMs);
    List<WindowAggregate> imported = minutes(id, batch, days, nowMs);
    List<WindowAggregate> finer = List.of();
    MergedChunks.Series series = new MergedChunks.Series(id, batch.introduction, timeMs, nowMs);
    for (Resolution resolution : SpanRows.COARSE) {
      imported = Windows.coarser(imported, resolution);
      // What was there of the finer windows makes the coarser ones fuller than the import alone.
      List<WindowAggregate> joined = Windows.coarser(finer, resolution);
      finer = chunks.merge(series, resolution, FullerWindows.ofThese(imported, joined), out);
    }
    store.await();
  }

  private void introduce(
      SeriesId id, Introduction introduction, NavigableSet<Long> days, long nowMs) {
    Map<String, String> labels = new TreeMap<>(introduction.labels());
    labels.put("__name__", introduction.metric());
    for (SeriesPeriod period : SeriesPeriod.values()) {
      NavigableSet<Long> starts = new TreeSet<>();
      days.forEach(dayMs -> starts.add(period.startMs(dayMs)));
      for (long startMs : starts) {
        int seconds = period.secondsLeft(startMs, nowMs);
        if (seconds > 0) {
          store.introduce(period, startMs, id, introduction.kind(), labels, seconds);
        }
      }
    }
  }

  /** Aggregates of the days' minutes. */
  private List<WindowAggregate> minutes(
      SeriesId id, ImportBatch batch, NavigableSet<Long> days, long nowMs)
      throws IOException, InterruptedException {
    List<WindowAggregate> windows = new ArrayList<>();
    for (long dayMs : days) {
      for (Span span : batch.ofDay(dayMs)) {
        Span all = new Span(span);
        codec.open(all, all.startMs);
        spans.merge(id, batch.introduction.metric(), all, nowMs);
        windows.addAll(Windows.ofSamples(all).numbers());
      }
    }
    return windows;
  }

  @Override
  public void close() {
    store.close();
  }
}
