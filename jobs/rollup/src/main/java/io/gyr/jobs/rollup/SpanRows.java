package io.gyr.jobs.rollup;

import io.gyr.sinks.cassandra.chunk.ChunkRow;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.timeseries.SeriesId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import org.apache.flink.util.Collector;

/** What is written of spans: pieces, whole spans, and aggregates. For one thread. */
final class SpanRows {
  /** Resolutions of aggregates in the order of {@link SeriesState#aggregates}. */
  static final List<Resolution> COARSE =
      List.of(
          Resolution.ONE_MINUTE, Resolution.TEN_MINUTES, Resolution.ONE_HOUR, Resolution.ONE_DAY);

  private static final int MINUTES = 0;
  private static final int TEN_MINUTES = 1;
  private static final int HOURS = 2;
  private static final int DAYS = 3;
  private static final long SPAN_MS = Resolution.FULL.span().toMillis();
  private static final long DAY_MS = Resolution.ONE_DAY.window().toMillis();

  private final SpanCodec codec;
  private final List<GrowingChunk> growing = new ArrayList<>();

  SpanRows(SpanCodec codec) {
    this.codec = codec;
    Aggregates aggregates = new Aggregates();
    COARSE.forEach(resolution -> growing.add(new GrowingChunk(resolution, aggregates)));
  }

  /** The pieces of a span that goes on, as far as they have something new. */
  void pieces(SeriesId id, SeriesState series, Span span, Collector<ChunkRow> out) {
    for (int piece = 0; piece < Span.PIECES; piece++) {
      if ((span.unwrittenPieces & 1 << piece) != 0) {
        byte[] chunk = span.sealed(piece);
        if (chunk == null) {
          int from = span.indexOf(span.pieceStartMs(piece));
          chunk = codec.encode(span, from, span.indexOf(span.pieceStartMs(piece + 1)));
        }
        out.collect(row(Resolution.OPEN, id, series, span.pieceStartMs(piece), chunk));
      }
    }
    span.unwrittenPieces = 0;
  }

  /** The whole span, and the aggregates of all resolutions that it is in; it is packed then. */
  void whole(SeriesId id, SeriesState series, Span span, Collector<ChunkRow> out) {
    byte[] chunk = codec.encode(span);
    out.collect(row(Resolution.FULL, id, series, span.startMs, chunk));
    span.unwrittenPieces = 0;
    aggregates(id, series, span, out);
    span.pack(chunk);
  }

  private void aggregates(SeriesId id, SeriesState series, Span span, Collector<ChunkRow> out) {
    long from = span.startMs;
    long to = from + SPAN_MS;
    Windows byMinute = Windows.ofSamples(span);
    replace(MINUTES, from, to, byMinute, id, series, out);
    Windows byTen = byMinute.coarser(Resolution.TEN_MINUTES);
    replace(TEN_MINUTES, from, to, byTen, id, series, out);
    Windows byHour = byTen.coarser(Resolution.ONE_HOUR);
    replace(HOURS, from, to, byHour, id, series, out);

    long day = Windows.startOf(from, DAY_MS);
    byte[] hours = series.aggregates.get(HOURS).get(Resolution.ONE_HOUR.spanStartMs(day));
    Windows byDay =
        growing.get(HOURS).windows(hours, day, day + DAY_MS).coarser(Resolution.ONE_DAY);
    replace(DAYS, day, day + DAY_MS, byDay, id, series, out);
  }

  private void replace(
      int coarse,
      long fromMs,
      long toMs,
      Windows windows,
      SeriesId id,
      SeriesState series,
      Collector<ChunkRow> out) {
    Resolution resolution = COARSE.get(coarse);
    NavigableMap<Long, byte[]> chunks = series.aggregates.get(coarse);
    long spanMs = resolution.spanStartMs(fromMs);
    byte[] chunk = growing.get(coarse).replaced(chunks.get(spanMs), fromMs, toMs, windows);
    chunks.put(spanMs, chunk);
    out.collect(row(resolution, id, series, spanMs, chunk));
  }

  private static ChunkRow row(
      Resolution resolution, SeriesId id, SeriesState series, long startMs, byte[] chunk) {
    return ChunkRow.chunk(resolution, series.metric, id.bytes(), startMs, chunk);
  }
}
