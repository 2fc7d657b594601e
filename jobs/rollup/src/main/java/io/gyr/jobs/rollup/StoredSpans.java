package io.gyr.jobs.rollup;

import io.gyr.jobs.rollup.backfill.StoredChunks;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.sinks.cassandra.chunk.Retentions;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.column.MalformedChunkException;
import java.io.IOException;

/** Joins imported samples with those that are still stored one by one. For one thread. */
final class StoredSpans {
  private static final long SPAN_MS = Resolution.FULL.span().toMillis();

  private final StoredChunks store;
  private final Retentions retentions;
  private final SpanCodec codec;

  StoredSpans(StoredChunks store, Retentions retentions, SpanCodec codec) {
    this.store = store;
    this.retentions = retentions;
    this.codec = codec;
  }

  /**
   * If samples of a span are still kept, adds those that are stored to it and begins to write it;
   * of two samples of one time the one in the span stands. A span of histograms stays as it is
   * stored.
   */
  void merge(SeriesId id, String metric, Span span, long nowMs)
      throws IOException, InterruptedException {
    int seconds = retentions.secondsLeft(metric, Resolution.FULL, span.startMs, nowMs);
    if (seconds <= 0) {
      return;
    }
    long lastMs = span.startMs + SPAN_MS - 1;
    byte[] chunk = store.read(Resolution.FULL, metric, id, span.startMs, lastMs).get(span.startMs);
    if (chunk != null) {
      Span stored = new Span(span.startMs, isOfHistograms(chunk));
      if (stored.ofHistograms) {
        return;
      }
      stored.pack(chunk);
      codec.open(stored, stored.startMs);
      addMissing(stored, span);
    }
    byte[] all = codec.encode(span, 0, span.count);
    store.write(Resolution.FULL, metric, id, span.startMs, all, seconds);
  }

  private static boolean isOfHistograms(byte[] chunk) {
    try {
      return SpanCodec.isOfHistograms(chunk);
    } catch (MalformedChunkException e) {
      throw new IllegalStateException("a chunk of our own: " + e.getMessage(), e);
    }
  }

  private static void addMissing(Span from, Span to) {
    for (int i = 0; i < from.count; i++) {
      int at = to.indexOf(from.timesMs[i]);
      boolean missing = at == to.count || to.timesMs[at] != from.timesMs[i];
      if (missing && !to.isFull(from.timesMs[i], 0)) {
        to.add(from.timesMs[i], from.values[i]);
      }
    }
  }
}
