package io.gyr.jobs.rules;

import io.gyr.jobs.runtime.DeadLetters;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
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
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds each system call against the current rules, and gives the events with the key by which
 * floods are told.
 *
 * <p>How versions change. {@link RuleLoading} reads the changes and compiles them on a thread of
 * its own while the records go on being judged by the rules in force. Its decision comes as a mail
 * of the task, which Flink takes up between two records: there, and only there, the new rules take
 * the place of the old ones, so every record is judged once, by one whole version, which is stamped
 * on what it finds. A version that does not load is refused, reported, and the previous one goes
 * on. A checkpoint holds the files in force and the offset up to which changes are decided: a job
 * that is restored has its version before it sees a record, and decides again what was not decided.
 * A job without state begins with what is published.
 *
 * <p>The changes are no second input: an operator with one input runs in the task of its source,
 * and no record is copied through Flink's network stack to get here.
 */
@SuppressWarnings("NullAway.Init") // What needs the runtime is set when the task opens.
final class Detect extends AbstractStreamOperator<Tuple2<String, RawRecord>>
    implements OneInputStreamOperator<RawRecord, Tuple2<String, RawRecord>> {
  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(Detect.class);
  private static final byte[] RULES_PREFIX = "rules/".getBytes(StandardCharsets.UTF_8);
  private static final String SOURCE = "syscall";

  /** One in so many records that rules want is measured. */
  private static final int MEASURED = 1024;

  /** Key in gyr.control to version and content of a rule file in force. */
  static final MapStateDescriptor<String, Tuple2<String, String>> RULES =
      new MapStateDescriptor<>("rules", Types.STRING, Types.TUPLE(Types.STRING, Types.STRING));

  /** Under {@link #NEXT}: the offset in gyr.control of the first change that is not decided. */
  static final MapStateDescriptor<String, Long> OFFSET =
      new MapStateDescriptor<>("offset", Types.STRING, Types.LONG);

  private static final String NEXT = "next";

  private final JobSettings settings;
  private final ControlFeed.Factory feeds;
  private final MailboxExecutor mailbox;
  private final MatchSink onMatch = this::matched;
  private final ObjLongConsumer<Rule> onCost = this::measured;
  private BroadcastState<String, Tuple2<String, String>> rules;
  private BroadcastState<String, Long> offset;
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
      ControlFeed.Factory feeds) {
    this.settings = settings;
    this.feeds = feeds;
    this.mailbox = parameters.getMailboxExecutor();
    setup(parameters.getContainingTask(), parameters.getStreamConfig(), parameters.getOutput());
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

  /** Offset of the first change that is not decided; -1 before there is a first. */
  long undecidedFrom() throws Exception {
    Long next = offset.get(NEXT);
    return next == null ? -1 : next;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    rules = context.getOperatorStateStore().getBroadcastState(RULES);
    offset = context.getOperatorStateStore().getBroadcastState(OFFSET);
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
    ControlFeed feed = feeds.open(settings);
    if (undecidedFrom() >= 0) {
      rules.immutableEntries().forEach(file -> files.put(file.getKey(), file.getValue()));
      feed.seek(undecidedFrom());
    } else {
      ControlFeed.Published published = feed.published();
      published.newest().values().forEach(record -> left.put(record.offset(), record));
      files.putAll(readable(published.newest(), controls));
      offset.put(NEXT, published.end());
    }
    use(RuleVersion.ofThoseThatLoad(files));
    rules.clear();
    rules.putAll(files);
    mailbox.execute(() -> reportAll(files), "report the rules in force");
    mailbox.execute(this::tellFiles, "tell the rule files in force");
    // What is in force already changes nothing; what is refused is decided, and so reported.
    loading =
        new RuleLoading(
            feed,
            controls,
            files,
            left.values(),
            decision -> mailbox.execute(() -> take(decision), "take a decision about rules"));
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

  @Override
  public void processElement(StreamRecord<RawRecord> element) {
    RawRecord record = element.getValue();
    counters.in();
    try {
      event.reset(todaysBytes(record));
      if (following) {
        steps.passed();
      }
      if (evaluator.wants(event.type())) {
        if (--untilMeasured == 0) {
          untilMeasured = MEASURED;
          event.locate();
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

  /** On the task's thread, between two records. */
  private void take(RuleLoading.Decision decision) throws Exception {
    offset.put(NEXT, Math.max(undecidedFrom(), decision.record().offset() + 1));
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
