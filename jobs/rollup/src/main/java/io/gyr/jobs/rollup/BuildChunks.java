package io.gyr.jobs.rollup;

import io.gyr.sinks.cassandra.chunk.ChunkRow;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.sinks.cassandra.chunk.SeriesPeriod;
import io.gyr.timeseries.chunk.SampleEncoder;
import io.gyr.timeseries.rollup.WindowAggregate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * One series: its samples become chunks, and these become aggregates.
 *
 * <p>How it works: the samples of a span stay in state in the order of their times, so one that
 * comes twice counts once. While the span goes on, the short piece that has something new is
 * written every {@link #FLUSH_MS}. When the watermark passes the span's end, the whole span is
 * written, and the aggregates of its minutes, of its ten minutes, of its hours and of its day take
 * the place of what was in their chunks before. A sample that comes later, up to {@link #LATENESS},
 * lets the same go out again, corrected. Everything that is written is a function of the samples,
 * so whatever is written twice, after a restart too, is written over itself.
 *
 * <p>Flushes are by the machine's clock, so that a backlog is not written piece by piece; series
 * take turns by their ids, so that not all write at once.
 */
@SuppressWarnings("NullAway.Init") // The transient fields are set when the task opens.
final class BuildChunks extends KeyedProcessFunction<String, SeriesSample, ChunkRow> {
  private static final long serialVersionUID = 1L;

  /** How long a span can be corrected. */
  static final Duration LATENESS = Duration.ofHours(6);

  /** How long a sample may wait in a span that goes on until it can be read. */
  static final long FLUSH_MS = 60_000;

  /** Over how long the ends of spans are spread. */
  static final long SPREAD_MS = 256_000;

  private static final long SPAN_MS = Resolution.FULL.span().toMillis();
  private static final long PIECE_MS = Resolution.OPEN.span().toMillis();
  private static final int FIRST_CAPACITY = 64;

  private transient MapState<Long, Span> spans;
  private transient MapState<Long, byte[]> minutes;
  private transient MapState<Long, byte[]> tenMinutes;
  private transient MapState<Long, byte[]> hours;
  private transient MapState<Long, byte[]> days;
  private transient ValueState<SeriesHeader> header;
  private transient SampleEncoder encoder;
  private transient Aggregates aggregates;

  @Override
  public void open(OpenContext context) {
    spans =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "spans", LongSerializer.INSTANCE, SpanSerializer.INSTANCE));
    minutes = chunks("minutes");
    tenMinutes = chunks("ten minutes");
    hours = chunks("hours");
    days = chunks("days");
    header =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("series", TypeInformation.of(SeriesHeader.class)));
    encoder = new SampleEncoder();
    aggregates = new Aggregates();
  }

  private MapState<Long, byte[]> chunks(String name) {
    return getRuntimeContext()
        .getMapState(
            new MapStateDescriptor<>(
                name, Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  public void processElement(SeriesSample sample, Context context, Collector<ChunkRow> out)
      throws Exception {
    long watermark = context.timerService().currentWatermark();
    long start = Aggregates.startOf(sample.timeMs, SPAN_MS);
    if (start + SPAN_MS + LATENESS.toMillis() <= watermark) {
      return; // Its reader has told of it: see ReadSamples.
    }
    SeriesHeader series = introduce(sample, out);
    Span span = spans.get(start);
    if (span == null) {
      span = new Span(start, FIRST_CAPACITY);
      context.timerService().registerEventTimeTimer(closingMs(start, series));
      context
          .timerService()
          .registerEventTimeTimer(start + SPAN_MS + LATENESS.toMillis() + SPREAD_MS);
    }
    if (!span.add(sample.timeMs, sample.value)) {
      return;
    }
    spans.put(start, span);
    if (series.flushAtMs == 0) {
      series.flushAtMs = nextTurn(context.timerService().currentProcessingTime(), series);
      context.timerService().registerProcessingTimeTimer(series.flushAtMs);
      header.update(series);
    }
  }

  /** Makes the series known to the readers of each period that it has samples in. */
  private SeriesHeader introduce(SeriesSample sample, Collector<ChunkRow> out) throws Exception {
    SeriesHeader series = header.value();
    long dayMs = SeriesPeriod.DAY.startMs(sample.timeMs);
    if (series == null) {
      series = new SeriesHeader();
      series.series = sample.series;
      series.metric = sample.name;
    } else if (series.dayMs >= dayMs) {
      return series;
    }
    Map<String, String> labels = new java.util.TreeMap<>(sample.labels);
    labels.put("__name__", sample.name);
    series.dayMs = dayMs;
    out.collect(ChunkRow.introduction(SeriesPeriod.DAY, sample.series, dayMs, sample.kind, labels));
    long fourWeeksMs = SeriesPeriod.FOUR_WEEKS.startMs(sample.timeMs);
    if (fourWeeksMs > series.fourWeeksMs) {
      series.fourWeeksMs = fourWeeksMs;
      out.collect(
          ChunkRow.introduction(
              SeriesPeriod.FOUR_WEEKS, sample.series, fourWeeksMs, sample.kind, labels));
    }
    header.update(series);
    return series;
  }

  /** The turn of a series, 0 to 255; ids are hashes. */
  private static int turn(SeriesHeader series) {
    return series.series[series.series.length - 1] & 0xff;
  }

  private static long nextTurn(long nowMs, SeriesHeader series) {
    long turn = turn(series) * FLUSH_MS / 256;
    return Aggregates.startOf(nowMs - turn, FLUSH_MS) + FLUSH_MS + turn;
  }

  private static long closingMs(long spanStartMs, SeriesHeader series) {
    return spanStartMs + SPAN_MS + turn(series) * SPREAD_MS / 256;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ChunkRow> out)
      throws Exception {
    SeriesHeader series = header.value();
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      series.flushAtMs = 0;
      header.update(series);
      for (Span span : allSpans()) {
        flush(span, series, out);
      }
      return;
    }
    for (Span span : allSpans()) {
      if (span.startMs + SPAN_MS + LATENESS.toMillis() + SPREAD_MS <= timestamp) {
        flush(span, series, out);
        spans.remove(span.startMs);
      } else if (!span.closed && closingMs(span.startMs, series) <= timestamp) {
        span.closed = true;
        writeWhole(span, series, out);
      }
    }
    forget(minutes, Resolution.ONE_MINUTE, timestamp);
    forget(tenMinutes, Resolution.TEN_MINUTES, timestamp);
    forget(hours, Resolution.ONE_HOUR, timestamp);
    forget(days, Resolution.ONE_DAY, timestamp);
  }

  private List<Span> allSpans() throws Exception {
    List<Span> all = new ArrayList<>();
    spans.values().forEach(all::add);
    return all;
  }

  /** A chunk of aggregates can change as long as a span that it covers is in state. */
  private static void forget(MapState<Long, byte[]> chunks, Resolution resolution, long nowMs)
      throws Exception {
    long endedMs = nowMs - LATENESS.toMillis() - SPREAD_MS - resolution.span().toMillis();
    for (Iterator<Long> starts = chunks.keys().iterator(); starts.hasNext(); ) {
      if (starts.next() < endedMs) {
        starts.remove();
      }
    }
  }

  private void flush(Span span, SeriesHeader series, Collector<ChunkRow> out) throws Exception {
    if (span.unwrittenPieces == 0) {
      return;
    }
    if (span.closed) {
      writeWhole(span, series, out);
      return;
    }
    for (int piece = 0; piece < SPAN_MS / PIECE_MS; piece++) {
      if ((span.unwrittenPieces & 1 << piece) != 0) {
        long pieceMs = span.startMs + piece * PIECE_MS;
        write(Resolution.OPEN, span, pieceMs, PIECE_MS, series, out);
      }
    }
    span.unwrittenPieces = 0;
    spans.put(span.startMs, span);
  }

  private void write(
      Resolution resolution,
      Span span,
      long startMs,
      long lengthMs,
      SeriesHeader series,
      Collector<ChunkRow> out) {
    int from = span.indexOf(startMs);
    int to = span.indexOf(startMs + lengthMs);
    long[] times = java.util.Arrays.copyOfRange(span.timesMs, from, to);
    double[] values = java.util.Arrays.copyOfRange(span.values, from, to);
    byte[] chunk = encoder.encode(times, values, to - from);
    out.collect(ChunkRow.chunk(resolution, series.metric, series.series, startMs, chunk));
  }

  private void writeWhole(Span span, SeriesHeader series, Collector<ChunkRow> out)
      throws Exception {
    write(Resolution.FULL, span, span.startMs, SPAN_MS, series, out);
    span.unwrittenPieces = 0;
    spans.put(span.startMs, span);

    long from = span.startMs;
    long to = from + SPAN_MS;
    List<WindowAggregate> byMinute = Aggregates.ofSamples(span);
    replace(minutes, Resolution.ONE_MINUTE, from, to, byMinute, series, out);
    List<WindowAggregate> byTen = Aggregates.coarser(byMinute, Resolution.TEN_MINUTES);
    replace(tenMinutes, Resolution.TEN_MINUTES, from, to, byTen, series, out);
    List<WindowAggregate> byHour = Aggregates.coarser(byTen, Resolution.ONE_HOUR);
    replace(hours, Resolution.ONE_HOUR, from, to, byHour, series, out);

    long dayMs = Resolution.ONE_DAY.window().toMillis();
    long day = Aggregates.startOf(from, dayMs);
    byte[] hoursChunk = hours.get(Resolution.ONE_HOUR.spanStartMs(day));
    List<WindowAggregate> byDay =
        Aggregates.coarser(aggregates.windows(hoursChunk, day, day + dayMs), Resolution.ONE_DAY);
    replace(days, Resolution.ONE_DAY, day, day + dayMs, byDay, series, out);
  }

  private void replace(
      MapState<Long, byte[]> chunks,
      Resolution resolution,
      long fromMs,
      long toMs,
      List<WindowAggregate> windows,
      SeriesHeader series,
      Collector<ChunkRow> out)
      throws Exception {
    long spanMs = resolution.spanStartMs(fromMs);
    byte[] chunk = aggregates.replaced(chunks.get(spanMs), fromMs, toMs, windows);
    chunks.put(spanMs, chunk);
    out.collect(ChunkRow.chunk(resolution, series.metric, series.series, spanMs, chunk));
  }
}
