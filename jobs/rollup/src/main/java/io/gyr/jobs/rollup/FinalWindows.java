package io.gyr.jobs.rollup;

import io.gyr.jobs.runtime.JobSettings;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.sinks.iceberg.AggregateTable;
import io.gyr.sinks.iceberg.Lake;
import io.gyr.sinks.iceberg.MetricsInLake;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.rollup.WindowAggregate;
import java.io.IOException;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Hours and days that no sample of their series can change any more, as rows for Iceberg, each
 * once: an hour when its span leaves the state, a day when its last span would. What a series is
 * stays in state for that. For one thread.
 */
final class FinalWindows {
  /** Rows of {@link AggregateTable#HOURS}. */
  static final OutputTag<RowData> HOURS = new OutputTag<>("final hours", AggregateTable.ROWS);

  /** Rows of {@link AggregateTable#DAYS}. */
  static final OutputTag<RowData> DAYS = new OutputTag<>("final days", AggregateTable.ROWS);

  private static final long SPAN_MS = Resolution.FULL.span().toMillis();
  private static final long DAY_MS = Resolution.ONE_DAY.window().toMillis();
  private static final long AFTER_MS = BuildChunks.LATENESS.toMillis() + BuildChunks.SPREAD_MS;

  private final ValueState<Introduction> introductions;
  private final Aggregates aggregates = new Aggregates();
  private final long hoursWrittenMs;
  private final long daysWrittenMs;

  private FinalWindows(RuntimeContext context, long hoursWrittenMs, long daysWrittenMs) {
    introductions =
        context.getState(
            new ValueStateDescriptor<>("introduction", IntroductionSerializer.INSTANCE));
    this.hoursWrittenMs = hoursWrittenMs;
    this.daysWrittenMs = daysWrittenMs;
  }

  /**
   * The windows of a task; null if none go to Iceberg.
   *
   * @param restored whether the task has its state; if not, the tables say what is written already
   */
  static @Nullable FinalWindows open(
      RuntimeContext context, JobSettings settings, boolean restored) {
    if (MetricsInLake.of(settings) == MetricsInLake.OFF) {
      return null;
    }
    if (restored) {
      return new FinalWindows(context, Long.MIN_VALUE, Long.MIN_VALUE);
    }
    Lake lake = new Lake(settings);
    return new FinalWindows(
        context,
        AggregateTable.HOURS.latestMs(lake).orElse(Long.MIN_VALUE),
        AggregateTable.DAYS.latestMs(lake).orElse(Long.MIN_VALUE));
  }

  /** When the day of a span is final, in event time. */
  static long dayFinalMs(long spanStartMs) {
    return Windows.startOf(spanStartMs, DAY_MS) + DAY_MS + AFTER_MS;
  }

  /** Keeps what a series is. */
  void introduce(Introduction introduction) throws IOException {
    if (!introduction.equals(introductions.value())) {
      introductions.update(introduction);
    }
  }

  /** The hours of a span that leaves the state. */
  void hours(
      SeriesId id,
      SeriesState series,
      long spanStartMs,
      BiConsumer<OutputTag<RowData>, RowData> out)
      throws IOException {
    rows(
        id,
        series,
        Resolution.ONE_HOUR,
        Math.max(spanStartMs, hoursWrittenMs + 1),
        spanStartMs + SPAN_MS,
        HOURS,
        out);
  }

  /** The day that is final at {@code timeMs}, if one is; a series without spans is forgotten. */
  void day(
      SeriesId id, SeriesState series, long timeMs, BiConsumer<OutputTag<RowData>, RowData> out)
      throws IOException {
    long dayMs = timeMs - AFTER_MS - DAY_MS;
    if (Math.floorMod(dayMs, DAY_MS) != 0) {
      return;
    }
    rows(
        id,
        series,
        Resolution.ONE_DAY,
        Math.max(dayMs, daysWrittenMs + 1),
        dayMs + DAY_MS,
        DAYS,
        out);
    if (series.spans.isEmpty()) {
      introductions.clear();
    }
  }

  private void rows(
      SeriesId id,
      SeriesState series,
      Resolution resolution,
      long fromMs,
      long toMs,
      OutputTag<RowData> tag,
      BiConsumer<OutputTag<RowData>, RowData> out)
      throws IOException {
    Introduction introduction = introductions.value();
    if (introduction == null) {
      return; // Of a checkpoint from before windows went to Iceberg.
    }
    byte[] chunk =
        series
            .aggregates
            .get(SpanRows.COARSE.indexOf(resolution))
            .get(resolution.spanStartMs(toMs - 1));
    for (WindowAggregate window : aggregates.windows(chunk, fromMs, toMs).numbers()) {
      if (window.count() > 0) {
        out.accept(
            tag,
            AggregateTable.row(
                window, introduction.metric(), introduction.labels(), introduction.kind(), id));
      }
    }
  }
}
