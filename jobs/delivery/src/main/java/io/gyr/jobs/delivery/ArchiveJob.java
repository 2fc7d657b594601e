package io.gyr.jobs.delivery;

import io.gyr.component.Settings;
import io.gyr.jobs.runtime.DeadLetters;
import io.gyr.jobs.runtime.JobEnvironment;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.KafkaInput;
import io.gyr.schemas.Topic;
import io.gyr.sinks.iceberg.EventTable;
import io.gyr.sinks.iceberg.Lake;
import io.gyr.sinks.iceberg.MetricsInLake;
import io.gyr.sinks.iceberg.SampleTable;
import io.gyr.sinks.iceberg.SyscallTable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.sink.IcebergSink;

/**
 * gyr.events and gyr.syscalls.enriched into Iceberg, and gyr.metrics.enriched where wanted. Commits
 * come with checkpoints, so this job makes them less often than others: each commit is a file.
 */
public final class ArchiveJob {
  /** Name of the job and its consumer group. */
  public static final String NAME = "archive";

  private ArchiveJob() {}

  /** Builds and submits the job. */
  public static void main(String[] arguments) throws Exception {
    JobSettings settings = Settings.fromArguments(JobSettings.class, arguments);
    StreamExecutionEnvironment environment =
        JobEnvironment.of(settings, NAME, settings.icebergCommitIntervalMs());
    build(environment, settings);
    environment.execute(NAME);
  }

  static void build(StreamExecutionEnvironment environment, JobSettings settings) {
    Lake lake = new Lake(settings);

    Table syscalls = SyscallTable.in(lake);
    SingleOutputStreamOperator<RowData> calls =
        KafkaInput.of(environment, settings, NAME, Topic.SYSCALLS_ENRICHED)
            .process(new SyscallRows(settings))
            .returns(rowType(syscalls))
            .name("rows of system calls")
            .uid("rows of system calls");
    DeadLetters.collect(calls, settings, "system calls");
    IcebergSink.forRowData(calls)
        .table(syscalls)
        .tableLoader(lake.loader(SyscallTable.NAME))
        .uidSuffix("syscalls")
        .append();

    if (MetricsInLake.of(settings) == MetricsInLake.ALL) {
      archiveSamples(environment, settings, lake);
    }

    Table events = EventTable.in(lake);
    SingleOutputStreamOperator<RowData> rows =
        KafkaInput.of(environment, settings, NAME, Topic.EVENTS)
            .process(new EventRows(settings))
            .returns(rowType(events))
            .name("rows of events")
            .uid("rows of events");
    DeadLetters.collect(rows, settings, "events");
    IcebergSink.forRowData(rows)
        .table(events)
        .tableLoader(lake.loader(EventTable.NAME))
        .equalityFieldColumns(EventTable.KEY)
        .upsert(true)
        .uidSuffix("events")
        .append();
  }

  private static void archiveSamples(
      StreamExecutionEnvironment environment, JobSettings settings, Lake lake) {
    Table samples = SampleTable.in(lake);
    SingleOutputStreamOperator<RowData> rows =
        KafkaInput.of(environment, settings, NAME, Topic.METRICS_ENRICHED)
            .process(new SampleRows(settings))
            .returns(rowType(samples))
            .name("rows of samples")
            .uid("rows of samples");
    DeadLetters.collect(rows, settings, "samples");
    IcebergSink.forRowData(rows)
        .table(samples)
        .tableLoader(lake.loader(SampleTable.NAME))
        .uidSuffix("samples")
        .append();
  }

  private static TypeInformation<RowData> rowType(Table table) {
    return InternalTypeInfo.of(FlinkSchemaUtil.convert(table.schema()));
  }
}
