package io.gyr.sinks.iceberg;

import static org.apache.iceberg.types.Types.NestedField.required;

import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.rollup.WindowAggregate;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.types.Types;

/** Tables of aggregates: a row for each series and window, written once, when it is final. */
public enum AggregateTable {
  /** Table gyr.metrics_1h: windows of an hour, a partition a day. */
  HOURS("metrics_1h") {
    @Override
    PartitionSpec partitions() {
      return PartitionSpec.builderFor(SCHEMA).day("time").build();
    }
  },

  /** Table gyr.metrics_1d: windows of a day, a partition a month. */
  DAYS("metrics_1d") {
    @Override
    PartitionSpec partitions() {
      return PartitionSpec.builderFor(SCHEMA).month("time").build();
    }
  };

  /** Columns. */
  public static final Schema SCHEMA =
      new Schema(
          required(1, "time", Types.TimestampType.withZone(), "Start of the window"),
          required(2, "metric", Types.StringType.get(), "Metric name"),
          required(
              3,
              "labels",
              Types.MapType.ofRequired(4, 5, Types.StringType.get(), Types.StringType.get()),
              "Labels without the name"),
          required(6, "kind", Types.StringType.get(), "Prometheus type"),
          required(7, "series", Types.StringType.get(), "Id of the series"),
          required(8, "count", Types.LongType.get(), "Number of samples"),
          required(9, "sum", Types.DoubleType.get(), "Of the values"),
          required(10, "min", Types.DoubleType.get(), "Smallest value"),
          required(11, "max", Types.DoubleType.get(), "Largest value"),
          required(12, "first", Types.DoubleType.get(), "Value of the first sample"),
          required(13, "last", Types.DoubleType.get(), "Value of the last sample"),
          required(
              14,
              "increase",
              Types.DoubleType.get(),
              "Rise from the first to the last sample, resets undone"),
          required(15, "resets", Types.LongType.get(), "Number of falls"));

  /** Rows, as Flink moves them. */
  public static final TypeInformation<RowData> ROWS =
      InternalTypeInfo.of(FlinkSchemaUtil.convert(SCHEMA));

  /** After how many checkpoints without rows Iceberg's sink writes a snapshot all the same. */
  private static final String EMPTY_COMMITS = "flink.max-continuous-empty-commits";

  /** Of a checkpoint each ten seconds; rows come every two hours. */
  private static final String LONGER_THAN_TWO_HOURS = "1000";

  private static final int NANOS_PER_MILLI = 1_000_000;

  private final String table;

  AggregateTable(String table) {
    this.table = table;
  }

  abstract PartitionSpec partitions();

  /** Name of the table. */
  public String table() {
    return table;
  }

  /** The table, made if it is missing. */
  public Table in(Lake lake) {
    return lake.table(table, SCHEMA, partitions(), Map.of(EMPTY_COMMITS, LONGER_THAN_TWO_HOURS));
  }

  /** Start of the latest window that the table has, milliseconds since 1970; empty without any. */
  public OptionalLong latestMs(Lake lake) {
    return LatestTime.ofMs(in(lake), "time");
  }

  /**
   * The row of a window.
   *
   * @param labels without the name
   */
  public static RowData row(
      WindowAggregate window,
      String metric,
      Map<String, String> labels,
      String kind,
      SeriesId series) {
    return GenericRowData.of(
        Rows.time(window.startMs() * NANOS_PER_MILLI),
        Rows.string(metric),
        Rows.strings(labels),
        Rows.string(kind),
        Rows.string(series.toString()),
        window.count(),
        window.sum(),
        window.min(),
        window.max(),
        window.first(),
        window.last(),
        window.increase(),
        window.resets());
  }
}
