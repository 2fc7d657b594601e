package io.gyr.jobs.rollup;

import io.gyr.sinks.cassandra.MetricRow;
import io.gyr.timeseries.Aggregate;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * One series: passes each sample on and adds the aggregate of each minute.
 *
 * <p>How it works: the samples of a minute stay in state by their times, so one that comes twice
 * counts once. When the watermark passes the minute's end the aggregate goes out; a sample that
 * comes later than that lets it go out again, corrected, and the row in the store is overwritten.
 * Minutes are forgotten {@link #LATENESS} after their end; a sample that is later still is stored
 * at full resolution but cannot correct its minute any more, and is counted as late.
 */
@SuppressWarnings("NullAway.Init") // The transient fields are set when the task opens.
final class Rollup extends KeyedProcessFunction<String, SeriesSample, MetricRow> {
  private static final long serialVersionUID = 1L;

  /** How long a minute can be corrected. */
  static final Duration LATENESS = Duration.ofMinutes(15);

  private static final long MINUTE_MS = Duration.ofMinutes(1).toMillis();
  private static final long INTRODUCE_EVERY_MS = Duration.ofHours(1).toMillis();

  private transient MapState<Long, Map<Long, Double>> minutes;
  private transient ValueState<byte[]> series;
  private transient ValueState<Long> introducedMs;
  private transient org.apache.flink.metrics.Counter late;

  @Override
  public void open(OpenContext context) {
    minutes =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "minutes", Types.LONG, Types.MAP(Types.LONG, Types.DOUBLE)));
    series =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "series", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    introducedMs =
        getRuntimeContext().getState(new ValueStateDescriptor<>("introduced", Types.LONG));
    late = getRuntimeContext().getMetricGroup().counter("gyr_samples_late_total");
  }

  @Override
  public void processElement(SeriesSample sample, Context context, Collector<MetricRow> out)
      throws Exception {
    introduce(sample, out);
    out.collect(MetricRow.sample(sample.series, sample.timeMs, sample.value));
    long minute = Math.floorDiv(sample.timeMs, MINUTE_MS) * MINUTE_MS;
    long watermark = context.timerService().currentWatermark();
    if (minute + MINUTE_MS + LATENESS.toMillis() <= watermark) {
      late.inc();
      return;
    }
    Map<Long, Double> samples = minutes.get(minute);
    if (samples == null) {
      samples = new TreeMap<>();
      context.timerService().registerEventTimeTimer(minute + MINUTE_MS + LATENESS.toMillis());
    }
    samples.put(sample.timeMs, sample.value);
    minutes.put(minute, samples);
    if (minute + MINUTE_MS <= watermark) {
      out.collect(aggregate(sample.series, minute, samples));
    } else {
      // Also for a minute that went out before: after a restart the watermark begins anew.
      context.timerService().registerEventTimeTimer(minute + MINUTE_MS);
    }
  }

  /** The first sample, and then one every hour, makes the series known to the readers. */
  private void introduce(SeriesSample sample, Collector<MetricRow> out) throws Exception {
    Long last = introducedMs.value();
    if (last == null || sample.timeMs - last >= INTRODUCE_EVERY_MS) {
      introducedMs.update(sample.timeMs);
      series.update(sample.series);
      out.collect(MetricRow.series(sample.series, sample.name, sample.kind, sample.labels));
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<MetricRow> out)
      throws Exception {
    long closed = timestamp - MINUTE_MS;
    Map<Long, Double> samples = minutes.get(closed);
    if (samples != null) {
      out.collect(aggregate(series.value(), closed, samples));
    }
    minutes.remove(timestamp - MINUTE_MS - LATENESS.toMillis());
  }

  private static MetricRow aggregate(byte[] series, long minute, Map<Long, Double> samples) {
    return MetricRow.aggregate(series, minute, Aggregate.of(new TreeMap<>(samples).values()));
  }
}
