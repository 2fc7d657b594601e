package io.gyr.jobs.rules;

import io.gyr.jobs.runtime.DeadLetters;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.RawRecordType;
import io.gyr.jobs.runtime.Schemas;
import io.gyr.jobs.runtime.StageCounters;
import io.gyr.rules.Evaluator;
import io.gyr.rules.Explainer;
import io.gyr.rules.Match;
import io.gyr.rules.MatchSink;
import io.gyr.rules.Matching;
import io.gyr.rules.Rule;
import io.gyr.rules.RuleTimer;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.Control;
import io.gyr.schemas.wire.MalformedRecordException;
import io.gyr.schemas.wire.RecordDecoder;
import io.gyr.schemas.wire.RecordEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import org.apache.avro.Schema;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractInput;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorV2;
import org.apache.flink.streaming.api.operators.Input;
import org.apache.flink.streaming.api.operators.MultipleInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds each system call against the current rules, and gives the events with the key by which
 * floods are told.
 *
 * <p>How versions change. A change that arrives is put aside in the state ({@code undecided}) and
 * given to {@link RuleLoading}, which compiles on a thread of its own while the records go on being
 * judged by the rules in force. Its decision comes back as a mail of the task, which Flink takes up
 * between two records: there, and only there, the new rules take the place of the old ones, so
 * every record is judged once, by one whole version, which is stamped on what it finds. A version
 * that does not load is refused, reported, and the previous one goes on. A checkpoint holds the
 * files in force and the changes that are still undecided: a job that is restored has its version
 * before it sees a record, and decides again what was not decided.
 *
 * <p>It has two inputs, records first, changes second, and is no broadcast function because Flink
 * can chain a source into a multiple input operator only: so no record is copied through the
 * network stack to get here.
 */
@SuppressWarnings("NullAway.Init") // What needs the runtime is set when the task opens.
final class Detect extends AbstractStreamOperatorV2<Tuple2<String, RawRecord>>
    implements MultipleInputStreamOperator<Tuple2<String, RawRecord>> {
  private static final Logger log = LoggerFactory.getLogger(Detect.class);
  private static final byte[] RULES_PREFIX = "rules/".getBytes(StandardCharsets.UTF_8);
  private static final String SOURCE = "syscall";

  /** One in so many records that rules want is measured. */
  private static final int MEASURED = 1024;

  /** Key in gyr.control to version and content of a rule file in force. */
  static final MapStateDescriptor<String, Tuple2<String, String>> RULES =
      new MapStateDescriptor<>("rules", Types.STRING, Types.TUPLE(Types.STRING, Types.STRING));

  /** Offset in gyr.control to a change that is not decided. */
  static final MapStateDescriptor<Long, RawRecord> UNDECIDED =
      new MapStateDescriptor<>("undecided", Types.LONG, RawRecordType.INSTANCE);

  private final JobSettings settings;
  private final PublishedRules published;
  private final MailboxExecutor mailbox;
  private final MatchSink onMatch = this::matched;
  private final ObjLongConsumer<Rule> onCost = this::measured;
  private BroadcastState<String, Tuple2<String, String>> rules;
  private BroadcastState<Long, RawRecord> undecided;
  private boolean restored;
  private long knownBefore;
  private StageCounters counters;
  private Counter matches;
  private RuleMetrics ruleMetrics;
  private DeadLetters deadLetters;
  private StatusRecords statuses;
  private Schemas schemas;
  private int todaysId;
  private SyscallEvent event;
  private Findings findings;
  private FloodKey floodKey;
  private StepOutput steps;
  private boolean following;
  private Matching matching;
  private RuleLoading loading;
  private RuleVersion current;
  private Evaluator evaluator;
  private Explainer explainer;
  private RuleTimer timer;
  private int untilMeasured = MEASURED;

  Detect(
      StreamOperatorParameters<Tuple2<String, RawRecord>> parameters,
      JobSettings settings,
      PublishedRules published) {
    super(parameters, 2);
    this.settings = settings;
    this.published = published;
    this.mailbox = parameters.getMailboxExecutor();
  }

  /** Whether a record of gyr.control is about a rule file. */
  static boolean isRuleFile(byte @Nullable [] key) {
    if (key == null || key.length < RULES_PREFIX.length) {
      return false;
    }
    for (int i = 0; i < RULES_PREFIX.length; i++) {
      if (key[i] != RULES_PREFIX[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether every change that has come is decided. */
  boolean isSettled() throws Exception {
    return !undecided.immutableEntries().iterator().hasNext();
  }

  @Override
  @SuppressWarnings("rawtypes")
  public List<Input> getInputs() {
    return List.of(
        new AbstractInput<RawRecord, Tuple2<String, RawRecord>>(this, 1) {
          @Override
          public void processElement(StreamRecord<RawRecord> record) {
            judge(record.getValue());
          }
        },
        new AbstractInput<RawRecord, Tuple2<String, RawRecord>>(this, 2) {
          @Override
          public void processElement(StreamRecord<RawRecord> record) throws Exception {
            change(record.getValue());
          }
        });
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    rules = context.getOperatorStateStore().getBroadcastState(RULES);
    undecided = context.getOperatorStateStore().getBroadcastState(UNDECIDED);
    restored = context.isRestored();
  }

  @Override
  public void open() throws Exception {
    super.open();
    schemas = new Schemas(settings);
    counters = new StageCounters(getMetricGroup(), RulesJob.NAME);
    matches = getMetricGroup().counter("gyr_rule_matches_total");
    ruleMetrics = new RuleMetrics(getMetricGroup());
    deadLetters = new DeadLetters(schemas, RulesJob.NAME);
    statuses = new StatusRecords(schemas.encoder(Topic.STATUS));
    todaysId = schemas.id(Topic.SYSCALLS_ENRICHED);
    event = new SyscallEvent();
    findings = new Findings(schemas.encoder(Topic.EVENTS));
    floodKey = new FloodKey(settings.rulesFloodKey());
    steps =
        new StepOutput(
            event, message -> output.collect(StepMessages.TAG, new StreamRecord<>(message)));
    matching = Matching.valueOf(settings.rulesMatching().toUpperCase(Locale.ROOT));
    RecordDecoder<Control> controls = schemas.decoder(Topic.CONTROL);
    TreeMap<String, Tuple2<String, String>> files = new TreeMap<>();
    TreeMap<Long, RawRecord> left = new TreeMap<>();
    if (restored) {
      rules.immutableEntries().forEach(file -> files.put(file.getKey(), file.getValue()));
      undecided.immutableEntries().forEach(entry -> left.put(entry.getKey(), entry.getValue()));
    } else {
      PublishedRules.Published all = published.read(settings);
      knownBefore = all.end();
      all.newest().values().forEach(record -> left.put(record.offset(), record));
      files.putAll(readable(all.newest(), controls));
    }
    use(RuleVersion.ofThoseThatLoad(files));
    rules.clear();
    rules.putAll(files);
    loading = new RuleLoading(controls, files);
    mailbox.execute(() -> reportAll(files), "report the rules in force");
    mailbox.execute(() -> tellFiles(), "tell the rule files in force");
    // What is in force already changes nothing; what is refused is decided, and so reported, anew.
    for (RawRecord record : left.values()) {
      undecided.put(record.offset(), record);
      decide(record);
    }
  }

  private static Map<String, Tuple2<String, String>> readable(
      Map<String, RawRecord> records, RecordDecoder<Control> controls) {
    Map<String, Tuple2<String, String>> files = new TreeMap<>();
    records.forEach(
        (key, record) -> {
          byte[] value = record.value();
          try {
            if (value != null) {
              Control control = controls.decode(value);
              files.put(key, Tuple2.of(control.getVersion(), control.getContent()));
            }
          } catch (MalformedRecordException e) {
            log.warn("{} cannot be read: {}", key, e.getMessage());
          }
        });
    return files;
  }

  @Override
  public void close() throws Exception {
    if (loading != null) {
      loading.close();
    }
    super.close();
  }

  private void judge(RawRecord record) {
    counters.in();
    try {
      event.reset(todaysBytes(record));
      if (following) {
        steps.passed();
      }
      if (evaluator.wants(event.type())) {
        if (--untilMeasured == 0) {
          untilMeasured = MEASURED;
          event.place();
          timer.measure(event, onCost);
        }
        matches.inc(evaluator.evaluate(event, onMatch, steps));
      }
      counters.out();
      counters.leftAt(event.timeNs());
    } catch (MalformedRecordException e) {
      counters.deadLettered("malformed");
      put(deadLetters.letter(record, "malformed", String.valueOf(e.getMessage())));
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
    return new RecordEncoder<>(schema, todaysId)
        .encode(schemas.decoder(Topic.SYSCALLS_ENRICHED).decode(value));
  }

  private void matched(Match match) {
    String rule = match.rule().name();
    ruleMetrics.hit(match.rule(), event.timeNs());
    RawRecord finding =
        findings.of(match, event, current.version(), explainer.explain(event, rule));
    output.collect(
        new StreamRecord<>(Tuple2.of(floodKey.of(rule, event.hostId(), event), finding)));
  }

  private void measured(Rule rule, long nanos) {
    ruleMetrics.cost(rule, nanos);
  }

  private void change(RawRecord record) throws Exception {
    if (isRuleFile(record.key()) && record.offset() >= knownBefore) {
      undecided.put(record.offset(), record);
      decide(record);
    }
  }

  private void decide(RawRecord record) {
    loading.decide(
        record, decision -> mailbox.execute(() -> take(decision), "take a decision about rules"));
  }

  /** On the task's thread, between two records. */
  private void take(RuleLoading.Decision decision) throws Exception {
    undecided.remove(decision.record().offset());
    String key = decision.key();
    Tuple2<String, String> file = decision.file();
    if (decision.refusal() != null) {
      log.warn("{} is refused, what was there stays: {}", key, decision.refusal());
      counters.deadLettered("rejected");
      put(deadLetters.letter(decision.record(), "rejected", decision.refusal()));
      report(statuses.refused(decision, rules.get(key)));
      return;
    }
    if (decision.next() != null) {
      if (file == null) {
        rules.remove(key);
      } else {
        rules.put(key, file);
      }
      use(decision.next());
      tellFiles();
      report(statuses.inForce(current));
    }
    report(file == null ? statuses.gone(key) : statuses.inForce(key, file));
  }

  private void use(RuleVersion next) {
    current = next;
    evaluator = next.rules().newEvaluator(SOURCE, matching, List.of());
    explainer = next.rules().newExplainer(SOURCE);
    timer = next.rules().newTimer(SOURCE);
    ruleMetrics.show(next.rules().rules());
    following = !next.rules().sequences().isEmpty();
    log.info("{} rules, version {}", next.rules().rules().size(), next.version());
  }

  /** For {@link Correlate}, which needs the sequences in them. */
  private void tellFiles() throws Exception {
    Map<String, Tuple2<String, String>> files = new TreeMap<>();
    rules.immutableEntries().forEach(file -> files.put(file.getKey(), file.getValue()));
    output.collect(StepMessages.FILES, new StreamRecord<>(files));
  }

  private void reportAll(Map<String, Tuple2<String, String>> files) {
    files.forEach((key, file) -> report(statuses.inForce(key, file)));
    report(statuses.inForce(current));
  }

  /** All subtasks decide the same; one says so. */
  private void report(RawRecord status) {
    if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
      output.collect(StatusRecords.TAG, new StreamRecord<>(status));
    }
  }

  private void put(RawRecord letter) {
    output.collect(DeadLetters.TAG, new StreamRecord<>(letter));
  }
}
