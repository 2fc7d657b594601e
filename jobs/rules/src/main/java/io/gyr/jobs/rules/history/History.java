package io.gyr.jobs.rules.history;

import io.gyr.jobs.runtime.JobSettings;
import io.gyr.sinks.iceberg.Lake;
import io.gyr.sinks.iceberg.SyscallTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.source.IcebergSource;

/** The table of system calls in Flink's batch mode. */
final class History {
  private History() {}

  /** An environment that ends with its input. */
  static StreamExecutionEnvironment environment(int parallelism) {
    Configuration configuration = new Configuration();
    configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    return environment;
  }

  /**
   * The rows of a time. Whole files and row groups are left out by what the table knows of them;
   * single rows that do not belong are for the reader to leave out.
   *
   * @param from inclusive
   * @param to exclusive
   * @param more further conditions on columns
   */
  static DataStream<RowData> rows(
      StreamExecutionEnvironment environment,
      JobSettings settings,
      Instant from,
      Instant to,
      Expression... more) {
    Lake lake = new Lake(settings);
    Table table = SyscallTable.in(lake);
    List<Expression> conditions = new ArrayList<>(List.of(more));
    conditions.add(Expressions.greaterThanOrEqual("time", micros(from)));
    conditions.add(Expressions.lessThanOrEqual("time", micros(to)));
    IcebergSource<RowData> source =
        IcebergSource.forRowData()
            .tableLoader(lake.loader(SyscallTable.NAME))
            .filters(conditions)
            .streaming(false)
            .build();
    return environment.fromSource(
        source,
        WatermarkStrategy.noWatermarks(),
        "recorded system calls",
        InternalTypeInfo.of(FlinkSchemaUtil.convert(table.schema())));
  }

  static long nanos(Instant time) {
    return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
  }

  private static long micros(Instant time) {
    return Math.floorDiv(nanos(time), 1000);
  }
}
