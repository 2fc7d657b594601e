package io.gyr.jobs.rules;

import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.Schemas;
import io.gyr.jobs.runtime.StageCounters;
import io.gyr.rules.sequence.Candidate;
import io.gyr.rules.sequence.CandidateCodec;
import io.gyr.rules.sequence.Sequence;
import io.gyr.rules.sequence.SequenceMatch;
import io.gyr.rules.sequence.SequenceSink;
import io.gyr.rules.sequence.SequenceState;
import io.gyr.schemas.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows sequences over the events of all hosts, by the candidates that {@link Detect} makes.
 *
 * <p>How it works. Candidates come keyed by bucket, a hash of sequence and key; the {@link
 * SequenceState} of a bucket is its keyed state, so it is in every checkpoint, and ids of matches
 * follow from their records: a job that is killed goes on from the checkpoint, finds again what it
 * had found since, and says it with the same ids. Deadlines are timers in event time ({@link
 * HostTimes}), set to whole seconds.
 *
 * <p>Sequences are looked up by fingerprint. Detect sends the rule files whenever others come into
 * force; since candidates and files come on different ways, a candidate can be the first to arrive,
 * and then waits. Candidates of the rules before still find theirs for some versions.
 *
 * <p>What is found goes past {@link Floods}: a sequence starts anew with each match, and that
 * operator tells replays by rising records of one host, which those of a sequence are not.
 *
 * <p>Why not Flink CEP. Its pattern is fixed when the job starts, where ours come over the control
 * topic. A condition on earlier events ({@code IterativeCondition}) reads them back from the shared
 * buffer each time it is asked, and nothing bounds that buffer but the window: with {@code
 * followedByAny}, which references need so that a decoy does not hide the attack, every event that
 * fits doubles the runs. It has no count of distinct values, no unordered groups, and keeps events
 * whole. The Pattern's NFA is compiled from one object; twenty of them are twenty operators, each
 * of which gets every event.
 */
@SuppressWarnings("NullAway.Init") // The transient fields are set when the task opens.
final class Correlate
    extends KeyedBroadcastProcessFunction<
        Integer,
        Tuple4<Integer, Long, Long, byte[]>,
        Map<String, Tuple2<String, String>>,
        RawRecord> {
  private static final Logger log = LoggerFactory.getLogger(Correlate.class);
  private static final long serialVersionUID = 1L;

  private static final long SECOND_NS = 1_000_000_000L;
  private static final long MINUTE_NS = 60 * SECOND_NS;
  private static final long RETRY_MS = 200;
  private static final long PATIENCE_MS = 60_000;
  private static final int MAX_WAITING = 1_000;
  private static final int VERSIONS_KEPT = 4;

  /** Key in gyr.control to version and content of the rule files in force. */
  static final MapStateDescriptor<String, Tuple2<String, String>> RULES =
      new MapStateDescriptor<>(
          "rules of sequences", Types.STRING, Types.TUPLE(Types.STRING, Types.STRING));

  private final JobSettings settings;
  private transient StageCounters counters;
  private transient Counter matches;
  private transient Counter evictedOfKey;
  private transient Counter evictedInAll;
  private transient SequenceFindings findings;
  private transient ValueState<SequenceState> states;
  private transient ListState<Tuple2<Long, byte[]>> waiting;
  private transient Map<String, RuleVersion> versions;
  private transient Map<Long, Sequence> sequences;
  private transient Map<Sequence, Long> lastEviction;
  private transient String version;

  Correlate(JobSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    var group = getRuntimeContext().getMetricGroup();
    counters = new StageCounters(group, "sequences");
    matches = group.counter("gyr_sequence_matches_total");
    evictedOfKey = group.addGroup("bound", "key").counter("gyr_sequence_evicted_total");
    evictedInAll = group.addGroup("bound", "all").counter("gyr_sequence_evicted_total");
    findings = new SequenceFindings(new Schemas(settings).encoder(Topic.EVENTS));
    states =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("sequences", SequenceStateType.INSTANCE));
    waiting =
        getRuntimeContext()
            .getListState(
                new ListStateDescriptor<>(
                    "waiting",
                    Types.TUPLE(
                        Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)));
    versions = new LinkedHashMap<>();
    sequences = new HashMap<>();
    lastEviction = new HashMap<>();
    version = "";
  }

  @Override
  public void processElement(
      Tuple4<Integer, Long, Long, byte[]> message,
      ReadOnlyContext context,
      Collector<RawRecord> out)
      throws Exception {
    counters.in();
    if (versions.isEmpty()) {
      use(files(context.getBroadcastState(RULES)));
    }
    long now = context.timerService().currentProcessingTime();
    if (waiting.get().iterator().hasNext()) {
      // Those that came before it go first.
      retry(now, context, out);
    }
    if (!take(message.f3, context, out)) {
      waiting.add(Tuple2.of(now, message.f3));
      retryLater(context);
    }
  }

  /** Shows a candidate to its sequence; false while there is none of that kind. */
  private boolean take(byte[] bytes, ReadOnlyContext context, Collector<RawRecord> out)
      throws Exception {
    Candidate candidate = CandidateCodec.decode(bytes);
    Sequence sequence = sequences.get(candidate.sequence());
    if (sequence == null) {
      return false;
    }
    SequenceState state = states.value();
    boolean fresh = state == null;
    if (state == null) {
      state = new SequenceState(SequenceStateType.LIMITS);
    }
    Sink sink = new Sink(candidate.timeNs(), out);
    state.accept(sequence, candidate, sink);
    state.shrink(sequences::get, sink);
    if (!state.isEmpty()) {
      states.update(state);
      timer(state.dueNs(sequence, candidate), context);
    } else if (!fresh) {
      states.clear();
    }
    counters.out();
    counters.leftAt(candidate.timeNs());
    return true;
  }

  private static void timer(long dueNs, ReadOnlyContext context) {
    if (dueNs != Long.MAX_VALUE) {
      context.timerService().registerEventTimeTimer((dueNs / SECOND_NS + 1) * 1000);
    }
  }

  private static void retryLater(ReadOnlyContext context) {
    long now = context.timerService().currentProcessingTime();
    context.timerService().registerProcessingTimeTimer((now / RETRY_MS + 1) * RETRY_MS);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<RawRecord> out)
      throws Exception {
    if (versions.isEmpty()) {
      use(files(context.getBroadcastState(RULES)));
    }
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      retry(timestamp, context, out);
      return;
    }
    SequenceState state = states.value();
    if (state != null) {
      long timeNs = timestamp * 1_000_000;
      timer(state.advance(timeNs, sequences::get, new Sink(timeNs, out)), context);
      if (state.isEmpty()) {
        states.clear();
      } else {
        states.update(state);
      }
    }
  }

  private void retry(long now, ReadOnlyContext context, Collector<RawRecord> out) throws Exception {
    List<Tuple2<Long, byte[]>> left = new ArrayList<>();
    for (Tuple2<Long, byte[]> one : waiting.get()) {
      if (!take(one.f1, context, out)) {
        left.add(one);
      }
    }
    while (!left.isEmpty() && (left.size() > MAX_WAITING || now - left.get(0).f0 > PATIENCE_MS)) {
      left.remove(0);
      counters.dropped("no_such_sequence");
    }
    waiting.update(left);
    if (!left.isEmpty()) {
      retryLater(context);
    }
  }

  @Override
  public void processBroadcastElement(
      Map<String, Tuple2<String, String>> files, Context context, Collector<RawRecord> out)
      throws Exception {
    BroadcastState<String, Tuple2<String, String>> state = context.getBroadcastState(RULES);
    state.clear();
    state.putAll(files);
    use(new TreeMap<>(files));
  }

  /** The files have been loaded by {@link Detect}, so they load. */
  private void use(TreeMap<String, Tuple2<String, String>> files) throws Exception {
    String id = files.toString();
    RuleVersion next = versions.remove(id);
    if (next == null) {
      next = RuleVersion.of(files);
    }
    versions.put(id, next);
    if (versions.size() > VERSIONS_KEPT) {
      versions.remove(versions.keySet().iterator().next());
    }
    sequences.clear();
    for (RuleVersion one : versions.values()) {
      for (Sequence sequence : one.rules().sequences().sequences()) {
        sequences.put(sequence.fingerprint(), sequence);
      }
    }
    lastEviction.keySet().retainAll(sequences.values());
    version = next.version();
    log.info("{} sequences, version {}", next.rules().sequences().sequences().size(), version);
  }

  private static TreeMap<String, Tuple2<String, String>> files(
      ReadOnlyBroadcastState<String, Tuple2<String, String>> state) throws Exception {
    TreeMap<String, Tuple2<String, String>> files = new TreeMap<>();
    for (Map.Entry<String, Tuple2<String, String>> entry : state.immutableEntries()) {
      files.put(entry.getKey(), entry.getValue());
    }
    return files;
  }

  private final class Sink implements SequenceSink {
    private final long timeNs;
    private final Collector<RawRecord> out;

    Sink(long timeNs, Collector<RawRecord> out) {
      this.timeNs = timeNs;
      this.out = out;
    }

    @Override
    public void matched(SequenceMatch match) {
      matches.inc();
      out.collect(findings.of(match, version));
    }

    @Override
    public void evicted(Sequence sequence, int partials, boolean inAll) {
      (inAll ? evictedInAll : evictedOfKey).inc(partials);
      @Nullable Long last = lastEviction.get(sequence);
      if (last == null || timeNs / MINUTE_NS != last) {
        lastEviction.put(sequence, timeNs / MINUTE_NS);
        log.warn("{}: partial matches are given up for want of room", sequence);
        out.collect(findings.evicted(sequence, inAll, timeNs, version));
      }
    }
  }
}
