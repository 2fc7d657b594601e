package io.gyr.jobs.rollup;

import io.gyr.jobs.rollup.backfill.StoredChunks;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.StageCounters;
import io.gyr.timeseries.SeriesId;
import java.time.Duration;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * One series: samples that were imported into the past become aggregates.
 *
 * <p>How it works: they are collected in state until none came for {@link #QUIET_MS} or there are
 * {@link #MOST_SAMPLES} of them. Then each day becomes windows, as those of {@link BuildChunks} do,
 * and these are merged into what is stored: of each window, what was made of more samples stands.
 * So a file that is imported again, and records that come again after a restart, change nothing.
 *
 * <p>The day that the last sample is of stays in state for {@link #KEPT_MS} more, and is written
 * again when more of it comes: most files are in the order of time, so it is the one that is not
 * complete when an import pauses. After a restart everybody is given the time to come again.
 */
@SuppressWarnings("NullAway.Init") // The transient fields are set when the task opens.
final class Backfill extends KeyedProcessFunction<SeriesId, SeriesSample, ImportedChunk> {
  private static final long serialVersionUID = 1L;

  /** How long no sample comes before what there is of a series is written. */
  static final long QUIET_MS = 10_000;

  /** How long the last day is kept for more of it to come. */
  static final long KEPT_MS = Duration.ofHours(1).toMillis();

  /** With so many the days before the last one are written: 45 days of a sample a minute. */
  static final int MOST_SAMPLES = 65_536;

  /** With so many in one day all is written. */
  static final int MOST_SAMPLES_OF_A_DAY = 8 * MOST_SAMPLES;

  private static final String STAGE = "backfill";

  private final JobSettings settings;
  private final StoredChunks.Factory stores;
  private transient ValueState<ImportBatch> batches;
  private transient SpanCodec codec;
  private transient StageCounters counters;
  private transient @Nullable BackfillWriter writer;
  private transient long startedMs;

  Backfill(JobSettings settings, StoredChunks.Factory stores) {
    this.settings = settings;
    this.stores = stores;
  }

  /** Event time, or that of the clock as long as no record had a time. */
  static long timeMs(TimerService time) {
    long watermark = time.currentWatermark();
    return watermark == Long.MIN_VALUE ? time.currentProcessingTime() : watermark;
  }

  @Override
  public void open(OpenContext context) {
    batches =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("imported", ImportBatchSerializer.INSTANCE));
    codec = new SpanCodec();
    counters = new StageCounters(getRuntimeContext().getMetricGroup(), STAGE);
    startedMs = -1;
  }

  @Override
  public void processElement(SeriesSample sample, Context context, Collector<ImportedChunk> out)
      throws Exception {
    counters.in();
    ImportBatch batch = batches.value();
    if (batch == null) {
      Introduction introduction = sample.introduction();
      if (introduction == null) {
        counters.dropped("not_introduced");
        return;
      }
      batch = new ImportBatch(introduction);
    }
    long lastDayMs = batch.lastDayMs;
    if (!batch.add(sample.timeMs(), sample.value(), codec)) {
      counters.dropped("too_many_samples");
      return;
    }
    counters.out();
    TimerService time = context.timerService();
    batch.lastSampleMs = time.currentProcessingTime();
    if (batch.timerMs == 0 || batch.timerMs > batch.lastSampleMs + QUIET_MS) {
      setTimer(batch, batch.lastSampleMs + QUIET_MS, time);
    }
    boolean newDay = batch.lastDayMs != lastDayMs;
    if (newDay && batch.samples() > MOST_SAMPLES
        || batch.samplesOfLastDay() > MOST_SAMPLES_OF_A_DAY) {
      long keptDayMs = newDay ? batch.lastDayMs : Long.MIN_VALUE;
      TreeSet<Long> days = new TreeSet<>(batch.changedDays);
      days.remove(keptDayMs);
      write(batch, days, context, out);
      batch.keepOnly(keptDayMs);
    }
    batches.update(batch);
  }

  private void write(
      ImportBatch batch, TreeSet<Long> days, Context context, Collector<ImportedChunk> out)
      throws Exception {
    BackfillWriter current = writer;
    if (current == null) {
      // Most jobs never import anything.
      current = new BackfillWriter(stores.open(settings), settings, codec);
      writer = current;
    }
    TimerService time = context.timerService();
    current.write(
        context.getCurrentKey(), batch, days, timeMs(time), time.currentProcessingTime(), out);
  }

  private static void setTimer(ImportBatch batch, long atMs, TimerService time) {
    if (batch.timerMs != 0) {
      time.deleteProcessingTimeTimer(batch.timerMs);
    }
    batch.timerMs = atMs;
    time.registerProcessingTimeTimer(atMs);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ImportedChunk> out)
      throws Exception {
    ImportBatch batch = batches.value();
    if (batch == null) {
      return;
    }
    batch.timerMs = 0;
    TimerService time = context.timerService();
    long nowMs = time.currentProcessingTime();
    if (startedMs < 0) {
      startedMs = nowMs;
    }
    long sinceMs = Math.max(batch.lastSampleMs, startedMs);
    if (nowMs < sinceMs + QUIET_MS) {
      setTimer(batch, sinceMs + QUIET_MS, time);
    } else if (!batch.changedDays.isEmpty()) {
      write(batch, new TreeSet<>(batch.changedDays), context, out);
      batch.changedDays.clear();
      batch.keepOnly(batch.lastDayMs);
      setTimer(batch, sinceMs + KEPT_MS, time);
    } else if (nowMs < sinceMs + KEPT_MS) {
      setTimer(batch, sinceMs + KEPT_MS, time);
    } else {
      batches.clear();
      return;
    }
    batches.update(batch);
  }

  @Override
  public void close() {
    BackfillWriter current = writer;
    if (current != null) {
      current.close();
    }
  }
}
