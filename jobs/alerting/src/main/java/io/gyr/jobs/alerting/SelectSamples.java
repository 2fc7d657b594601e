package io.gyr.jobs.alerting;

import io.gyr.alerts.MetricAlert;
import io.gyr.alerts.MetricAlertFile;
import io.gyr.jobs.runtime.DeadLetters;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.Schemas;
import io.gyr.jobs.runtime.StageCounters;
import io.gyr.schemas.SampleOrigin;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.Control;
import io.gyr.schemas.record.EnrichedMetric;
import io.gyr.schemas.wire.AvroCursor;
import io.gyr.schemas.wire.MalformedRecordException;
import io.gyr.schemas.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each alert the samples of its metric and scope, by segment. */
@SuppressWarnings("NullAway.Init") // The transient fields are set when the task opens.
final class SelectSamples extends BroadcastProcessFunction<RawRecord, RawRecord, AlertSample> {
  private static final Logger log = LoggerFactory.getLogger(SelectSamples.class);
  private static final long serialVersionUID = 1L;
  private static final String KIND = "alert";
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** Key in gyr.control to version and content. */
  static final MapStateDescriptor<String, Tuple2<String, String>> ALERTS =
      new MapStateDescriptor<>("alerts", Types.STRING, Types.TUPLE(Types.STRING, Types.STRING));

  /** An alert with its text, which travels with the samples so that one version decides. */
  private record Definition(MetricAlert alert, String content) {}

  private final JobSettings settings;
  private transient StageCounters counters;
  private transient DeadLetters deadLetters;
  private transient RecordDecoder<EnrichedMetric> metrics;
  private transient RecordDecoder<Control> controls;
  private transient Map<String, List<Definition>> byMetric;
  private transient boolean stale;
  private transient AvroCursor cursor;

  /** Of the last record. */
  private transient long timeMs;

  SelectSamples(JobSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    Schemas schemas = new Schemas(settings);
    counters = new StageCounters(getRuntimeContext().getMetricGroup(), AlertingJob.NAME);
    deadLetters = new DeadLetters(schemas, AlertingJob.NAME);
    metrics = schemas.decoder(Topic.METRICS_ENRICHED);
    controls = schemas.decoder(Topic.CONTROL);
    byMetric = new HashMap<>();
    cursor = new AvroCursor();
    stale = true;
  }

  @Override
  public void processElement(RawRecord record, ReadOnlyContext context, Collector<AlertSample> out)
      throws Exception {
    counters.in();
    if (stale) {
      compile(context.getBroadcastState(ALERTS));
    }
    try {
      byte[] value = record.value();
      if (value == null) {
        throw new MalformedRecordException("no value", null);
      }
      if (isBackfill(value)) {
        counters.dropped("backfill"); // What was long ago is no alert now.
        return;
      }
      List<Definition> definitions = byMetric.get(cursor.readString());
      if (definitions != null) {
        select(metrics.decode(value), definitions, out);
      }
    } catch (MalformedRecordException e) {
      bury(record, "malformed", e, context::output);
      return;
    }
    counters.out();
    counters.leftAt(timeMs * NANOS_PER_MILLI);
  }

  /**
   * Reads the first fields of a record, host_id, agent_epoch_ns, sequence and time_ms, and goes to
   * the name: most metrics have no alerts, and then nothing else is decoded.
   */
  private boolean isBackfill(byte[] value) {
    cursor.reset(value, RecordDecoder.HEADER_BYTES, value.length).skipString();
    long agentEpochNs = cursor.readLong();
    long sequence = cursor.readLong();
    timeMs = cursor.readLong();
    return SampleOrigin.of(agentEpochNs, sequence) == SampleOrigin.BACKFILL;
  }

  private static void select(
      EnrichedMetric metric, List<Definition> definitions, Collector<AlertSample> out) {
    Map<String, String> labels = labels(metric);
    for (Definition definition : definitions) {
      if (labels.entrySet().containsAll(definition.alert.scope().entrySet())) {
        out.collect(sample(metric, labels, definition));
      }
    }
  }

  /** Resource attributes take underscores, as in Prometheus; the agent's own labels win. */
  private static Map<String, String> labels(EnrichedMetric metric) {
    Map<String, String> labels = new TreeMap<>();
    metric.getLabels().forEach((name, value) -> labels.put(name.replace('.', '_'), value));
    labels.putAll(metric.getSample().getLabels());
    return labels;
  }

  private static AlertSample sample(
      EnrichedMetric metric, Map<String, String> labels, Definition definition) {
    AlertSample sample = new AlertSample();
    for (String label : definition.alert.segmentBy()) {
      sample.segment.put(label, labels.getOrDefault(label, ""));
    }
    sample.key =
        definition.alert.name() + "\n" + definition.alert.version() + "\n" + sample.segment;
    sample.content = definition.content;
    sample.version = definition.alert.version();
    sample.labels = labels;
    sample.series = metric.getSample().getHostId() + new TreeMap<>(metric.getSample().getLabels());
    sample.timeMs = metric.getSample().getTimeMs();
    sample.value = metric.getSample().getValue();
    return sample;
  }

  @Override
  public void processBroadcastElement(RawRecord record, Context context, Collector<AlertSample> out)
      throws Exception {
    if (record.key() == null) {
      return;
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (!key.startsWith(KIND + "/")) {
      return;
    }
    if (record.value() == null) {
      context.getBroadcastState(ALERTS).remove(key);
    } else {
      try {
        Control control = controls.decode(record.value());
        MetricAlertFile.read(control.getContent(), control.getVersion());
        context
            .getBroadcastState(ALERTS)
            .put(key, Tuple2.of(control.getVersion(), control.getContent()));
      } catch (MalformedRecordException | IllegalArgumentException e) {
        log.warn("{} is refused, what was there stays: {}", key, e.getMessage());
        bury(record, "rejected", e, context::output);
      }
    }
    stale = true;
  }

  private void compile(ReadOnlyBroadcastState<String, Tuple2<String, String>> alerts)
      throws Exception {
    byMetric.clear();
    for (Map.Entry<String, Tuple2<String, String>> entry : alerts.immutableEntries()) {
      String content = entry.getValue().f1;
      MetricAlert alert = MetricAlertFile.read(content, entry.getValue().f0);
      byMetric
          .computeIfAbsent(alert.metric(), unseen -> new ArrayList<>())
          .add(new Definition(alert, content));
    }
    stale = false;
  }

  /** Where side outputs go; the two contexts share no type. */
  private interface SideOutput {
    void put(org.apache.flink.util.OutputTag<RawRecord> tag, RawRecord record);
  }

  private void bury(RawRecord record, String reason, Exception why, SideOutput output) {
    counters.deadLettered(reason);
    output.put(
        DeadLetters.TAG, deadLetters.letter(record, reason, String.valueOf(why.getMessage())));
  }
}
