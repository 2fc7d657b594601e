package io.gyr.jobs.rules.history;

import io.gyr.jobs.rules.SyscallEvent;
import io.gyr.rules.LoadResult;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import io.gyr.rules.backtest.Comparison;
import io.gyr.rules.backtest.Tally;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.EnrichedSyscall;
import io.gyr.schemas.wire.RecordEncoder;
import io.gyr.sinks.iceberg.SyscallRecords;
import java.util.ArrayList;
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
  private transient Comparison comparison;

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
    comparison =
        new Comparison(
            load(candidate).rules().newEvaluator(), load(current).rules().newEvaluator());
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
    comparison.judge(
        event,
        new Comparison.Place() {
          @Override
          public String workload() {
            return Judge.workload(call);
          }

          @Override
          public String record() {
            return event.place();
          }
        },
        out::collect);
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
