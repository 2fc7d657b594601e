package io.gyr.jobs.alerting;

import io.gyr.alerts.MetricAlert;
import io.gyr.alerts.MetricAlertFile;
import io.gyr.jobs.runtime.EventId;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.Schemas;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.Event;
import io.gyr.schemas.record.EventKind;
import io.gyr.schemas.record.EventStatus;
import io.gyr.schemas.wire.RecordEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * One segment of one version of one alert.
 *
 * <p>How it works: the samples of the window stay in state, by series and time. When the watermark
 * passes the time of a sample, all samples of that moment are there, and the condition is evaluated
 * for it: each series over time, then the group. The first moment at which it holds triggers the
 * alert, and its id comes from that moment; the first at which it does not resolves it, under the
 * same id and with the next version. If no sample comes for a whole window, the alert is resolved
 * as having no data.
 */
@SuppressWarnings("NullAway.Init") // The transient fields are set when the task opens.
final class Evaluate extends KeyedProcessFunction<String, AlertSample, RawRecord> {
  private static final long serialVersionUID = 1L;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final JobSettings settings;
  private transient RecordEncoder<Event> encoder;
  private transient MapState<String, Map<Long, Double>> samples;
  private transient ValueState<AlertSample> latest;
  private transient ValueState<Long> triggeredMs;
  private transient Map<String, MetricAlert> alerts;

  Evaluate(JobSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    encoder = new Schemas(settings).encoder(Topic.EVENTS);
    alerts = new HashMap<>();
    samples =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "samples", Types.STRING, Types.MAP(Types.LONG, Types.DOUBLE)));
    latest =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("latest", TypeInformation.of(AlertSample.class)));
    triggeredMs = getRuntimeContext().getState(new ValueStateDescriptor<>("triggered", Types.LONG));
  }

  @Override
  public void processElement(AlertSample sample, Context context, Collector<RawRecord> out)
      throws Exception {
    if (sample.timeMs <= context.timerService().currentWatermark()) {
      return; // Its moment has been judged.
    }
    Map<Long, Double> series = samples.get(sample.series);
    if (series == null) {
      series = new TreeMap<>();
    }
    series.put(sample.timeMs, sample.value);
    samples.put(sample.series, series);
    latest.update(sample);
    context.timerService().registerEventTimeTimer(sample.timeMs);
    context.timerService().registerEventTimeTimer(sample.timeMs + alert(sample).overMs());
  }

  @Override
  public void onTimer(long nowMs, OnTimerContext context, Collector<RawRecord> out)
      throws Exception {
    AlertSample sample = latest.value();
    MetricAlert alert = alert(sample);
    List<Double> group = new ArrayList<>();
    Iterator<Map.Entry<String, Map<Long, Double>>> all = samples.iterator();
    while (all.hasNext()) {
      Map.Entry<String, Map<Long, Double>> entry = all.next();
      Map<Long, Double> series = new TreeMap<>(entry.getValue());
      series.keySet().removeIf(timeMs -> timeMs <= nowMs - alert.overMs());
      if (series.isEmpty()) {
        all.remove();
        continue;
      }
      entry.setValue(series);
      List<Double> values = new ArrayList<>();
      series.forEach(
          (timeMs, value) -> {
            if (timeMs <= nowMs) {
              values.add(value);
            }
          });
      if (!values.isEmpty()) {
        group.add(alert.overTime().of(values));
      }
    }
    Double value = group.isEmpty() ? null : alert.overGroup().of(group);
    decide(alert, sample, nowMs, value, out);
  }

  private void decide(
      MetricAlert alert,
      AlertSample sample,
      long nowMs,
      @Nullable Double value,
      Collector<RawRecord> out)
      throws Exception {
    boolean holds = value != null && alert.comparison().holds(value, alert.threshold());
    Long since = triggeredMs.value();
    if (holds && since == null) {
      triggeredMs.update(nowMs);
      out.collect(event(alert, sample, nowMs, null, value));
    } else if (!holds && since != null) {
      triggeredMs.clear();
      out.collect(event(alert, sample, since, nowMs, value));
    }
  }

  private RawRecord event(
      MetricAlert alert,
      AlertSample sample,
      long startMs,
      @Nullable Long endMs,
      @Nullable Double value) {
    String id =
        EventId.of("alert", alert.name(), alert.version(), sample.key, Long.toString(startMs));
    Map<String, String> fields = new TreeMap<>();
    fields.put("metric", alert.metric());
    fields.put("condition", alert.condition());
    fields.put("threshold", Double.toString(alert.threshold()));
    fields.put("value", value == null ? "no data" : Double.toString(value));
    sample.segment.forEach((label, text) -> fields.put("segment." + label, text));
    String shown = value == null ? "no data" : String.format("%.4g", value);
    Event event =
        Event.newBuilder()
            .setId(id)
            .setKind(EventKind.ALERT)
            .setTimeNs(startMs * NANOS_PER_MILLI)
            .setEndTimeNs(endMs == null ? null : Long.valueOf(endMs * NANOS_PER_MILLI))
            .setSeverity(alert.severity())
            .setStatus(endMs == null ? EventStatus.TRIGGERED : EventStatus.RESOLVED)
            .setName(alert.name())
            .setDescription(alert.condition() + ", value " + shown + segment(sample))
            .setSource("metric")
            .setLabels(sample.labels)
            .setFields(fields)
            .setRuleVersion(alert.version())
            .setVersion(endMs == null ? 1L : 2L)
            .build();
    byte[] key = id.getBytes(StandardCharsets.UTF_8);
    return new RawRecord(Topic.EVENTS.topicName(), 0, 0, key, encoder.encode(event));
  }

  private static String segment(AlertSample sample) {
    return sample.segment.isEmpty() ? "" : " at " + sample.segment;
  }

  /** The definition that came with the sample; parsed once per version. */
  private MetricAlert alert(AlertSample sample) {
    return alerts.computeIfAbsent(
        sample.version + "\n" + sample.content,
        unseen -> MetricAlertFile.read(sample.content, sample.version));
  }
}
