package io.gyr.jobs.rules;

import io.gyr.jobs.runtime.DeadLetters;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.Schemas;
import io.gyr.jobs.runtime.StageCounters;
import io.gyr.rules.Evaluator;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.Control;
import io.gyr.schemas.wire.MalformedRecordException;
import io.gyr.schemas.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds each system call against the current rules. A new version of a rule file takes effect
 * between two records; one that does not load is refused, reported, and the previous one goes on.
 */
@SuppressWarnings("NullAway.Init") // The transient fields are set when the task opens.
final class Detect extends BroadcastProcessFunction<RawRecord, RawRecord, RawRecord> {
  private static final Logger log = LoggerFactory.getLogger(Detect.class);
  private static final long serialVersionUID = 1L;
  private static final String KIND = "rules";

  /** Key in gyr.control to version and content of a rule file. */
  static final MapStateDescriptor<String, Tuple2<String, String>> RULES =
      new MapStateDescriptor<>("rules", Types.STRING, Types.TUPLE(Types.STRING, Types.STRING));

  private final JobSettings settings;
  private transient StageCounters counters;
  private transient Counter matches;
  private transient DeadLetters deadLetters;
  private transient RecordDecoder<Control> controls;
  private transient Schemas schemas;
  private transient int todaysId;
  private transient SyscallEvent event;
  private transient Findings findings;
  private transient RuleVersion current;
  private transient Evaluator evaluator;
  private transient boolean stale;
  private transient StepOutput steps;
  private transient boolean following;
  private transient Consumer<Tuple4<Integer, Long, Long, byte[]>> stepsOut;

  Detect(JobSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    schemas = new Schemas(settings);
    counters = new StageCounters(getRuntimeContext().getMetricGroup(), RulesJob.NAME);
    matches = getRuntimeContext().getMetricGroup().counter("gyr_rule_matches_total");
    deadLetters = new DeadLetters(schemas, RulesJob.NAME);
    controls = schemas.decoder(Topic.CONTROL);
    todaysId = schemas.id(Topic.SYSCALLS_ENRICHED);
    event = new SyscallEvent();
    findings = new Findings(schemas.encoder(Topic.EVENTS));
    stale = true;
    steps = new StepOutput(event, message -> stepsOut.accept(message));
  }

  @Override
  public void processElement(RawRecord record, ReadOnlyContext context, Collector<RawRecord> out)
      throws Exception {
    counters.in();
    stepsOut = message -> context.output(StepMessages.TAG, message);
    if (stale) {
      // After a restart: what is in the state has been accepted before.
      TreeMap<String, Tuple2<String, String>> files = files(context.getBroadcastState(RULES));
      use(RuleVersion.of(files));
      context.output(StepMessages.FILES, files);
    }
    try {
      event.reset(todaysBytes(record));
      if (following) {
        steps.passed();
      }
      if (evaluator.wants(event.type())) {
        int fired =
            evaluator.evaluate(
                event, match -> out.collect(findings.of(match, event, current)), steps);
        matches.inc(fired);
      }
      counters.out();
      counters.leftAt(event.timeNs());
    } catch (MalformedRecordException e) {
      counters.deadLettered("malformed");
      context.output(
          DeadLetters.TAG, deadLetters.letter(record, "malformed", String.valueOf(e.getMessage())));
    }
  }

  /** The bytes of the record in today's layout, which {@link SyscallEvent} reads. */
  private byte[] todaysBytes(RawRecord record) {
    byte[] value = record.value();
    if (value == null) {
      throw new MalformedRecordException("no value", null);
    }
    if (RecordDecoder.schemaId(value) == todaysId) {
      return value;
    }
    Schema schema = Topic.SYSCALLS_ENRICHED.schema();
    return new io.gyr.schemas.wire.RecordEncoder<>(schema, todaysId)
        .encode(schemas.decoder(Topic.SYSCALLS_ENRICHED).decode(value));
  }

  @Override
  public void processBroadcastElement(RawRecord record, Context context, Collector<RawRecord> out)
      throws Exception {
    if (record.key() == null) {
      return;
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (!key.startsWith(KIND + "/")) {
      return;
    }
    BroadcastState<String, Tuple2<String, String>> state = context.getBroadcastState(RULES);
    TreeMap<String, Tuple2<String, String>> files = files(state);
    try {
      if (record.value() == null) {
        files.remove(key);
      } else {
        Control control = controls.decode(record.value());
        files.put(key, Tuple2.of(control.getVersion(), control.getContent()));
      }
      RuleVersion next = RuleVersion.of(files);
      if (record.value() == null) {
        state.remove(key);
      } else {
        state.put(key, files.get(key));
      }
      use(next);
      context.output(StepMessages.FILES, files);
    } catch (MalformedRecordException | RuleVersion.RefusedException e) {
      log.warn("{} is refused, what was there stays: {}", key, e.getMessage());
      counters.deadLettered("rejected");
      context.output(
          DeadLetters.TAG, deadLetters.letter(record, "rejected", String.valueOf(e.getMessage())));
    }
  }

  private void use(RuleVersion next) {
    current = next;
    evaluator = next.rules().newEvaluator();
    following = !next.rules().sequences().isEmpty();
    stale = false;
    log.info("{} rules, version {}", next.rules().rules().size(), next.version());
  }

  private static TreeMap<String, Tuple2<String, String>> files(
      ReadOnlyBroadcastState<String, Tuple2<String, String>> state) throws Exception {
    TreeMap<String, Tuple2<String, String>> files = new TreeMap<>();
    for (Map.Entry<String, Tuple2<String, String>> entry : state.immutableEntries()) {
      files.put(entry.getKey(), entry.getValue());
    }
    return files;
  }
}
