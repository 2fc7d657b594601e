package io.gyr.jobs.delivery;

import io.gyr.jobs.runtime.DeadLetters;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.Schemas;
import io.gyr.jobs.runtime.SequenceFilter;
import io.gyr.jobs.runtime.StageCounters;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.EnrichedSyscall;
import io.gyr.schemas.record.Syscall;
import io.gyr.schemas.wire.MalformedRecordException;
import io.gyr.schemas.wire.RecordDecoder;
import io.gyr.sinks.iceberg.HighestSequences;
import io.gyr.sinks.iceberg.Lake;
import io.gyr.sinks.iceberg.SyscallTable;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;

/**
 * System calls as rows, each once: the table only grows, so what comes a second time is left out
 * here. With state the highest sequences come from the checkpoint, which is as old as the last
 * commit; without, from the table itself.
 */
@SuppressWarnings("NullAway.Init") // The transient fields are set when the task opens.
final class SyscallRows extends ProcessFunction<RawRecord, RowData>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;
  private static final String STAGE = "iceberg syscalls";

  /** Twice what the topic keeps. */
  private static final Duration OLDEST_REPLAY = Duration.ofDays(2);

  private final JobSettings settings;
  private transient SequenceFilter filter;
  private transient StageCounters counters;
  private transient DeadLetters deadLetters;
  private transient RecordDecoder<EnrichedSyscall> decoder;

  SyscallRows(JobSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    filter = new SequenceFilter(context.getOperatorStateStore());
    if (!context.isRestored()) {
      HighestSequences.of(SyscallTable.in(new Lake(settings)), OLDEST_REPLAY)
          .forEach((host, place) -> filter.isNew(host, place.agentEpochNs(), place.sequence()));
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    filter.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    Schemas schemas = new Schemas(settings);
    counters = new StageCounters(getRuntimeContext().getMetricGroup(), STAGE);
    deadLetters = new DeadLetters(schemas, STAGE);
    decoder = schemas.decoder(Topic.SYSCALLS_ENRICHED);
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<RowData> out) {
    counters.in();
    try {
      byte[] value = record.value();
      if (value == null) {
        throw new MalformedRecordException("no value", null);
      }
      EnrichedSyscall enriched = decoder.decode(value);
      Syscall call = enriched.getSyscall();
      if (!filter.isNew(call.getHostId(), call.getAgentEpochNs(), call.getSequence())) {
        counters.dropped("duplicate");
        return;
      }
      out.collect(SyscallTable.row(enriched));
      counters.out();
      counters.leftAt(call.getTimeNs());
    } catch (MalformedRecordException e) {
      counters.deadLettered("malformed");
      context.output(
          DeadLetters.TAG, deadLetters.letter(record, "malformed", String.valueOf(e.getMessage())));
    }
  }
}
