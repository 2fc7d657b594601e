package io.gyr.jobs.rollup;

import io.gyr.jobs.runtime.DeadLetters;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.StageCounters;
import io.gyr.sinks.cassandra.chunk.ChunkRow;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.sinks.cassandra.chunk.SeriesPeriod;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.rollup.StaleMarker;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * One series: its samples become chunks, and these become aggregates.
 *
 * <p>How it works: the samples of a span stay in state in the order of their times, so one that
 * comes twice counts once. While the span goes on, the short piece that has something new is
 * written every {@code metrics.flush_ms}. When the watermark passes the span's end, the whole span
 * is written, and the aggregates of its minutes, of its ten minutes, of its hours and of its day
 * take the place of what was in their chunks before. A sample that comes later, up to {@link
 * #LATENESS}, lets the same go out again, corrected. Everything that is written is a function of
 * the samples, so whatever is written twice, after a restart too, is written over itself.
 *
 * <p>Flushes are by the machine's clock, so that a backlog is not written piece by piece; series
 * take turns, so that not all write at once, and those of a partition together, so that theirs is
 * one write.
 *
 * <p>All of a series is one value of state, so that a sample costs one look at it. A series is in
 * use as long as it has spans there; a new one is taken as {@link SeriesLimits} allows.
 */
@SuppressWarnings("NullAway.Init") // The transient fields are set when the task opens.
final class BuildChunks
    extends KeyedCoProcessFunction<SeriesId, SeriesSample, ImportedChunk, ChunkRow>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** How long a span can be corrected. */
  static final Duration LATENESS = Duration.ofHours(6);

  private static final long LATENESS_MS = LATENESS.toMillis();

  /** Over how long the ends of spans are spread. */
  static final long SPREAD_MS = 256_000;

  private static final long LEAST_FLUSH_MS = 1_000;
  private static final String STAGE = "series";
  private static final long SPAN_MS = Resolution.FULL.span().toMillis();

  private final JobSettings settings;
  private transient ValueState<SeriesState> states;
  private transient SpanRows rows;
  private transient ImportedRows importedRows;
  private transient SpanCodec codec;
  private transient SeriesLimits limits;
  private transient Refusals refusals;
  private transient StageCounters counters;
  private transient boolean restored;
  private transient @Nullable FinalWindows finalWindows;

  BuildChunks(JobSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) {
    restored = context.isRestored();
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {} // All state is Flink's.

  @Override
  public void open(OpenContext context) {
    finalWindows = FinalWindows.open(getRuntimeContext(), settings, restored);
    states =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("series", SeriesStateSerializer.INSTANCE));
    if (settings.metricsFlushMs() < LEAST_FLUSH_MS) {
      throw new IllegalArgumentException(
          "metrics.flush_ms is "
              + settings.metricsFlushMs()
              + ": give it at least "
              + LEAST_FLUSH_MS);
    }
    codec = new SpanCodec();
    rows = new SpanRows(codec);
    importedRows = new ImportedRows();
    int tasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    limits = new SeriesLimits(settings, tasks);
    getRuntimeContext().getMetricGroup().gauge("gyr_series_in_use", limits::inUse);
    refusals = new Refusals(settings, limits, getRuntimeContext().getMetricGroup());
    counters = new StageCounters(getRuntimeContext().getMetricGroup(), STAGE);
  }

  @Override
  public void processElement1(SeriesSample sample, Context context, Collector<ChunkRow> out)
      throws Exception {
    counters.in();
    long start = Windows.startOf(sample.timeMs(), SPAN_MS);
    if (isFinal(start + SPAN_MS, context.timerService().currentWatermark())) {
      counters.dropped("too_old"); // Its reader has told of all but what became so on the way.
      return;
    }
    SeriesState series = admitted(states.value(), sample, context);
    if (series == null) {
      counters.dropped(Refusals.REASON);
      return;
    }
    introduce(series, sample, out);
    if (finalWindows != null && sample.introduction() != null) {
      finalWindows.introduce(sample.introduction());
    }
    Span span = series.span(start);
    if (span == null) {
      span = new Span(start, sample.histogram() != null);
      series.add(span);
      long endMs = start + SPAN_MS;
      context.timerService().registerEventTimeTimer(closingMs(start, series, sample.series()));
      context.timerService().registerEventTimeTimer(endMs + LATENESS_MS + SPREAD_MS);
      if (finalWindows != null) {
        context.timerService().registerEventTimeTimer(FinalWindows.dayFinalMs(start));
      }
    }
    codec.open(span, sample.timeMs());
    NativeHistogram histogram = histogram(span, sample);
    String problem = problem(span, sample, histogram);
    if (problem != null) {
      counters.dropped(problem);
      states.update(series);
      return;
    }
    boolean changed =
        histogram == null
            ? span.add(sample.timeMs(), sample.value())
            : span.add(sample.timeMs(), histogram);
    if (span.beganPiece() && !span.closed) {
      codec.seal(span);
    }
    if (changed && series.flushAtMs == 0) {
      series.flushAtMs =
          nextTurn(context.timerService().currentProcessingTime(), series, sample.series());
      context.timerService().registerProcessingTimeTimer(series.flushAtMs);
    }
    states.update(series);
    counters.out();
  }

  /** Whether no sample can change a chunk any more, when the watermark is at {@code timeMs}. */
  static boolean isFinal(long spanEndMs, long timeMs) {
    return spanEndMs + LATENESS_MS + SPREAD_MS <= timeMs;
  }

  /**
   * The histogram of a sample; Prometheus ends series of histograms with a plain stale marker, too.
   */
  private static @Nullable NativeHistogram histogram(Span span, SeriesSample sample) {
    NativeHistogram histogram = sample.histogram();
    if (histogram != null
        || !span.ofHistograms
        || span.count == 0
        || !StaleMarker.is(sample.value())) {
      return histogram;
    }
    NativeHistogram last = span.histograms[span.count - 1];
    double[] none = new double[last.layout().buckets()];
    return new NativeHistogram(
        last.layout(), NativeHistogram.ResetHint.UNKNOWN, 0, 0, StaleMarker.VALUE, none);
  }

  /** Why a span cannot have a sample: its chunk has one kind of them, and so many at most. */
  private static @Nullable String problem(
      Span span, SeriesSample sample, @Nullable NativeHistogram histogram) {
    if (span.ofHistograms != (histogram != null)) {
      return "mixed_with_histograms";
    }
    int buckets = histogram == null ? 0 : histogram.layout().buckets();
    return span.isFull(sample.timeMs(), buckets) ? "too_many_samples" : null;
  }

  /** The state of a series that is in use or may be, null if there are too many. */
  private @Nullable SeriesState admitted(
      @Nullable SeriesState known, SeriesSample sample, Context context) {
    Introduction introduction = sample.introduction();
    if (known != null && !known.spans.isEmpty()) {
      if (known.countedBy != limits) {
        assign(known, introduction);
        limits.add(known);
      }
      return known;
    }
    SeriesState series = known;
    if (series == null) {
      if (introduction == null) {
        return null; // It was refused when it was introduced.
      }
      series = new SeriesState(introduction.agent(), introduction.metric());
    }
    assign(series, introduction);
    SeriesLimits.Limit full = limits.full(series);
    if (full != null) {
      if (introduction != null) {
        refusals.add(full, introduction, letter -> context.output(DeadLetters.TAG, letter));
      }
      return null;
    }
    limits.add(series);
    return series;
  }

  /** After a start each series is introduced again, so whose it is need not be kept. */
  private void assign(SeriesState series, @Nullable Introduction introduction) {
    if (introduction != null) {
      series.team = limits.team(introduction.labels());
    }
  }

  /** Makes the series known to the readers of each period that it has samples in. */
  private static void introduce(SeriesState series, SeriesSample sample, Collector<ChunkRow> out) {
    Introduction introduction = sample.introduction();
    if (introduction == null) {
      return;
    }
    boolean newDay = series.days.enter(sample.timeMs());
    boolean newFourWeeks = series.fourWeeks.enter(sample.timeMs());
    if (!newDay && !newFourWeeks) {
      return;
    }
    Map<String, String> labels = new TreeMap<>(introduction.labels());
    labels.put("__name__", introduction.metric());
    byte[] id = sample.series().bytes();
    if (newDay) {
      long dayMs = SeriesPeriod.DAY.startMs(sample.timeMs());
      out.collect(ChunkRow.introduction(SeriesPeriod.DAY, id, dayMs, introduction.kind(), labels));
    }
    if (newFourWeeks) {
      long startMs = SeriesPeriod.FOUR_WEEKS.startMs(sample.timeMs());
      out.collect(
          ChunkRow.introduction(SeriesPeriod.FOUR_WEEKS, id, startMs, introduction.kind(), labels));
    }
  }

  private long nextTurn(long nowMs, SeriesState series, SeriesId id) {
    long flushMs = settings.metricsFlushMs();
    long turn = series.bucket(id) * flushMs / 256;
    return Windows.startOf(nowMs - turn, flushMs) + flushMs + turn;
  }

  private static long closingMs(long spanStartMs, SeriesState series, SeriesId id) {
    return spanStartMs + SPAN_MS + series.bucket(id) * SPREAD_MS / 256;
  }

  /** What was imported into a chunk that is not final is written here, too. */
  @Override
  public void processElement2(ImportedChunk imported, Context context, Collector<ChunkRow> out)
      throws Exception {
    SeriesState series = states.value();
    if (series == null) {
      series = new SeriesState(imported.agent, imported.metric);
    }
    importedRows.merge(series, imported, out);
    long forgottenMs = imported.spanMs + changingMs(imported.coarse) + 1;
    context.timerService().registerEventTimeTimer(forgottenMs);
    states.update(series);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ChunkRow> out)
      throws Exception {
    SeriesState series = states.value();
    if (series == null) {
      return;
    }
    SeriesId id = context.getCurrentKey();
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      series.flushAtMs = 0;
      for (Span span : series.spans) {
        flush(id, series, span, out);
      }
      states.update(series);
      return;
    }
    boolean drained = isDrained(context);
    FinalWindows windows = drained ? null : finalWindows;
    for (Iterator<Span> spans = series.spans.iterator(); spans.hasNext(); ) {
      Span span = spans.next();
      if (isFinal(span.startMs + SPAN_MS, timestamp)) {
        flush(id, series, span, out);
        spans.remove();
        if (windows != null) {
          windows.hours(id, series, span.startMs, context::output);
        }
      } else if (!span.closed && closingMs(span.startMs, series, id) <= timestamp) {
        span.closed = true;
        rows.whole(id, series, span, out);
      }
    }
    if (series.spans.isEmpty()) {
      limits.remove(series);
    }
    if (windows != null) {
      windows.day(id, series, timestamp, context::output);
    }
    if (!drained) {
      forget(series, timestamp, context);
    }
    if (series.isEmpty()) {
      states.clear();
    } else {
      states.update(series);
    }
  }

  /**
   * When the job is drained every timer fires, but what is not over goes on after the next start.
   */
  private static boolean isDrained(OnTimerContext context) {
    return context.timerService().currentWatermark() == Long.MAX_VALUE;
  }

  /** How long after its start a chunk of aggregates can change: as long as spans of it are kept. */
  private static long changingMs(int coarse) {
    return SpanRows.COARSE.get(coarse).span().toMillis() + LATENESS_MS + SPREAD_MS;
  }

  /** Forgets what cannot change any more; what an ended series leaves has its time, too. */
  private static void forget(SeriesState series, long nowMs, OnTimerContext context) {
    long nextMs = Long.MAX_VALUE;
    for (int i = 0; i < SpanRows.COARSE.size(); i++) {
      series.forget(i, nowMs - changingMs(i));
      NavigableMap<Long, byte[]> left = series.aggregates.get(i);
      if (!left.isEmpty()) {
        nextMs = Math.min(nextMs, left.firstKey() + changingMs(i) + 1);
      }
    }
    if (series.spans.isEmpty() && nextMs < Long.MAX_VALUE) {
      context.timerService().registerEventTimeTimer(nextMs);
    }
  }

  private void flush(SeriesId id, SeriesState series, Span span, Collector<ChunkRow> out) {
    if (span.unwrittenPieces == 0) {
      return;
    }
    if (span.closed) {
      rows.whole(id, series, span, out);
    } else {
      rows.pieces(id, series, span, out);
    }
  }
}
