package io.gyr.jobs.rules.history;

import io.gyr.jobs.rules.SyscallEvent;
import io.gyr.rules.Evaluator;
import io.gyr.rules.LoadResult;
import io.gyr.rules.Match;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.EnrichedSyscall;
import io.gyr.schemas.wire.RecordEncoder;
import io.gyr.sinks.iceberg.SyscallRecords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;

/**
 * Holds each recorded call against two rule sets, with the engine and the reading of records that
 * the rule job has, and tells for each alert whether both raise it.
 */
@SuppressWarnings("NullAway.Init") // The transient fields are set when the task opens.
final class Judge extends RichFlatMapFunction<RowData, Tally> {
  private static final long serialVersionUID = 1L;

  /** Accumulator with the number of calls judged. */
  static final String CALLS = "calls";

  private final ArrayList<String> candidate;
  private final ArrayList<String> current;
  private final long fromNs;
  private final long toNs;
  private final LongCounter calls = new LongCounter();
  private transient RecordEncoder<EnrichedSyscall> encoder;
  private transient SyscallEvent event;
  private transient Evaluator candidates;
  private transient Evaluator currents;
  private transient Map<String, Match> found;
  private transient Map<String, Match> before;

  /** The contents of rule files that load, each in their order. */
  Judge(List<String> candidate, List<String> current, long fromNs, long toNs) {
    this.candidate = new ArrayList<>(candidate);
    this.current = new ArrayList<>(current);
    this.fromNs = fromNs;
    this.toNs = toNs;
  }

  @Override
  public void open(OpenContext context) {
    getRuntimeContext().addAccumulator(CALLS, calls);
    encoder = new RecordEncoder<>(Topic.SYSCALLS_ENRICHED.schema(), 0);
    event = new SyscallEvent();
    candidates = load(candidate).rules().newEvaluator();
    currents = load(current).rules().newEvaluator();
    found = new LinkedHashMap<>();
    before = new LinkedHashMap<>();
  }

  /** Loads files under names that keep their order. */
  static LoadResult load(List<String> contents) {
    List<RuleFile> files = new ArrayList<>();
    contents.forEach(content -> files.add(new RuleFile("file " + (files.size() + 1), content)));
    return RuleLoader.load(files);
  }

  @Override
  public void flatMap(RowData row, Collector<Tally> out) {
    EnrichedSyscall call = SyscallRecords.of(row);
    long time = call.getSyscall().getTimeNs();
    if (time < fromNs || time >= toNs) {
      return;
    }
    calls.add(1);
    event.reset(encoder.encode(call));
    found.clear();
    before.clear();
    candidates.evaluate(event, match -> found.put(match.rule().name(), match));
    currents.evaluate(event, match -> before.put(match.rule().name(), match));
    found.forEach(
        (rule, match) ->
            out.collect(tally(match, before.remove(rule) == null ? "new" : "same", call)));
    before.values().forEach(match -> out.collect(tally(match, "gone", call)));
  }

  private Tally tally(Match match, String verdict, EnrichedSyscall call) {
    Tally tally = new Tally();
    tally.rule = match.rule().name();
    tally.workload = workload(call);
    tally.verdict = verdict;
    tally.count = 1;
    tally.sampleTimeNs = match.timeNs();
    tally.sampleRecord = event.hostId() + "/" + event.agentEpochNs() + "/" + event.sequence();
    tally.sampleOutput = match.message();
    return tally;
  }

  private static String workload(EnrichedSyscall call) {
    Map<String, String> labels = call.getLabels();
    for (String label :
        List.of("k8s.deployment.name", "k8s.pod.name", "container.name", "container.id")) {
      String value = labels.get(label);
      if (value != null && !value.isEmpty()) {
        String namespace = labels.get("k8s.namespace.name");
        return label.startsWith("k8s.") && namespace != null ? namespace + "/" + value : value;
      }
    }
    return labels.getOrDefault("host.name", call.getSyscall().getHostId());
  }
}
