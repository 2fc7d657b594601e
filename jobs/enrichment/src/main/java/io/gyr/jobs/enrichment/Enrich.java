package io.gyr.jobs.enrichment;

import io.gyr.jobs.runtime.DeadLetters;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.Schemas;
import io.gyr.jobs.runtime.SequenceFilter;
import io.gyr.jobs.runtime.StageCounters;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.Entity;
import io.gyr.schemas.wire.AvroCursor;
import io.gyr.schemas.wire.MalformedRecordException;
import io.gyr.schemas.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The join. An enriched record is the agent's record, byte for byte, with a map of labels behind
 * it: the schema of {@link Topic#SYSCALLS_ENRICHED} has the syscall as its first field, so the
 * bytes of the one are the beginning of the bytes of the other, and nothing needs to be decoded but
 * the few fields of {@link Envelope}.
 */
@SuppressWarnings("NullAway.Init") // The transient fields are set when the task opens.
final class Enrich extends BroadcastProcessFunction<RawRecord, RawRecord, RawRecord>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** Entity key to its labels. */
  static final MapStateDescriptor<String, Map<String, String>> LABELS =
      new MapStateDescriptor<>("labels", Types.STRING, Types.MAP(Types.STRING, Types.STRING));

  /** An empty map in Avro. */
  private static final byte[] NO_LABELS = {0};

  private final JobSettings settings;
  private final Layout layout;
  private final Topic target;

  private transient SequenceFilter filter;
  private transient StageCounters counters;
  private transient DeadLetters deadLetters;
  private transient RecordDecoder<Entity> entities;
  private transient TodaysBody body;
  private transient LabelCache cache;
  private transient AvroCursor cursor;
  private transient Envelope envelope;
  private transient int targetSchemaId;

  Enrich(JobSettings settings, Layout layout, Topic target) {
    this.settings = settings;
    this.layout = layout;
    this.target = target;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    filter = new SequenceFilter(context.getOperatorStateStore());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    filter.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    Schemas schemas = new Schemas(settings);
    String stage = EnrichmentJob.NAME + " " + layout.topic().topicName();
    counters = new StageCounters(getRuntimeContext().getMetricGroup(), stage);
    deadLetters = new DeadLetters(schemas, stage);
    entities = schemas.decoder(Topic.METADATA);
    body = new TodaysBody(schemas, layout.topic());
    targetSchemaId = schemas.id(target);
    cache = new LabelCache();
    cursor = new AvroCursor();
    envelope = new Envelope();
  }

  @Override
  public void processElement(RawRecord record, ReadOnlyContext context, Collector<RawRecord> out)
      throws Exception {
    counters.in();
    byte[] value;
    try {
      value = body.of(record);
      layout.read(cursor.reset(value, RecordDecoder.HEADER_BYTES, value.length), envelope);
    } catch (MalformedRecordException e) {
      counters.deadLettered("malformed");
      context.output(
          DeadLetters.TAG, deadLetters.letter(record, "malformed", String.valueOf(e.getMessage())));
      return;
    }
    byte[] labels = NO_LABELS;
    if (envelope.fromAgent) {
      String line = layout.line(envelope.hostId, record.partition());
      if (!filter.isNew(line, envelope.agentEpochNs, envelope.sequence)) {
        counters.dropped("duplicate");
        return;
      }
      ReadOnlyBroadcastState<String, Map<String, String>> known = context.getBroadcastState(LABELS);
      labels = cache.labels(envelope.hostId, envelope.containerId, known::get);
    }
    out.collect(new RawRecord(target.topicName(), 0, 0, record.key(), join(value, labels)));
    counters.out();
    counters.leftAt(envelope.timeNs);
  }

  private byte[] join(byte[] value, byte[] labels) {
    byte[] joined = new byte[value.length + labels.length];
    System.arraycopy(value, 0, joined, 0, value.length);
    System.arraycopy(labels, 0, joined, value.length, labels.length);
    joined[1] = (byte) (targetSchemaId >>> 24);
    joined[2] = (byte) (targetSchemaId >>> 16);
    joined[3] = (byte) (targetSchemaId >>> 8);
    joined[4] = (byte) targetSchemaId;
    return joined;
  }

  @Override
  public void processBroadcastElement(RawRecord record, Context context, Collector<RawRecord> out)
      throws Exception {
    if (record.key() == null) {
      return;
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    BroadcastState<String, Map<String, String>> known = context.getBroadcastState(LABELS);
    if (record.value() == null) {
      known.remove(key);
    } else {
      try {
        known.put(key, entities.decode(record.value()).getLabels());
      } catch (MalformedRecordException e) {
        counters.deadLettered("malformed");
        context.output(
            DeadLetters.TAG,
            deadLetters.letter(record, "malformed", String.valueOf(e.getMessage())));
        return;
      }
    }
    cache.clear();
  }
}
