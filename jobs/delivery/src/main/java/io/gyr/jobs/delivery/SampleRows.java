package io.gyr.jobs.delivery;

import io.gyr.jobs.runtime.DeadLetters;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.Schemas;
import io.gyr.jobs.runtime.SequenceFilter;
import io.gyr.jobs.runtime.StageCounters;
import io.gyr.schemas.SampleOrigin;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.EnrichedMetric;
import io.gyr.schemas.record.MetricSample;
import io.gyr.schemas.wire.MalformedRecordException;
import io.gyr.schemas.wire.RecordDecoder;
import io.gyr.sinks.iceberg.SampleTable;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Samples as rows. What an agent numbered is there once: the table only grows, so what comes a
 * second time is left out here. What was sent to the API has no numbers: what its sender repeats is
 * there as often. What is imported into the past is left out.
 */
@SuppressWarnings("NullAway.Init") // The transient fields are set when the task opens.
final class SampleRows extends ProcessFunction<RawRecord, RowData> implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;
  private static final String STAGE = "iceberg samples";
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final JobSettings settings;
  private transient SequenceFilter filter;
  private transient StageCounters counters;
  private transient DeadLetters deadLetters;
  private transient RecordDecoder<EnrichedMetric> decoder;

  SampleRows(JobSettings settings) {
    this.settings = settings;
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
    counters = new StageCounters(getRuntimeContext().getMetricGroup(), STAGE);
    deadLetters = new DeadLetters(schemas, STAGE);
    decoder = schemas.decoder(Topic.METRICS_ENRICHED);
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<RowData> out) {
    counters.in();
    try {
      byte[] value = record.value();
      if (value == null) {
        throw new MalformedRecordException("no value", null);
      }
      EnrichedMetric enriched = decoder.decode(value);
      String leftOut = leftOut(enriched.getSample(), record.partition());
      if (leftOut != null) {
        counters.dropped(leftOut);
        return;
      }
      out.collect(SampleTable.row(enriched));
      counters.out();
      counters.leftAt(enriched.getSample().getTimeMs() * NANOS_PER_MILLI);
    } catch (MalformedRecordException e) {
      counters.deadLettered("malformed");
      context.output(
          DeadLetters.TAG, deadLetters.letter(record, "malformed", String.valueOf(e.getMessage())));
    }
  }

  /** Why a sample does not become a row; null if it does. */
  private @Nullable String leftOut(MetricSample sample, int partition) {
    long epochNs = sample.getAgentEpochNs();
    long sequence = sample.getSequence();
    return switch (SampleOrigin.of(epochNs, sequence)) {
      case API -> null;
      // Of a month, each hour would be a file that is open at the same time.
      case BACKFILL -> "backfill";
      case AGENT ->
          filter.isNew(sample.getHostId() + "/" + partition, epochNs, sequence)
              ? null
              : "duplicate";
    };
  }
}
