package io.gyr.sinks.iceberg;

import static org.apache.iceberg.types.Types.NestedField.required;

import io.gyr.schemas.record.EnrichedMetric;
import io.gyr.schemas.record.MetricSample;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;

/** Table gyr.samples: every sample as it was taken, a partition an hour. */
public final class SampleTable {
  /** Name of the table. */
  public static final String NAME = "samples";

  /** Columns. */
  public static final Schema SCHEMA =
      new Schema(
          required(1, "time", Types.TimestampType.withZone(), "When it was taken"),
          required(2, "metric", Types.StringType.get(), "Metric name"),
          required(
              3,
              "labels",
              Types.MapType.ofRequired(4, 5, Types.StringType.get(), Types.StringType.get()),
              "Labels without the name, and attributes of the resource"),
          required(6, "kind", Types.StringType.get(), "Prometheus type"),
          required(7, "value", Types.DoubleType.get(), "The value; of a histogram its sum"));

  private static final int NANOS_PER_MILLI = 1_000_000;

  private SampleTable() {}

  /** The table, made if it is missing. */
  public static Table in(Lake lake) {
    PartitionSpec hourly = PartitionSpec.builderFor(SCHEMA).hour("time").build();
    return lake.table(NAME, SCHEMA, hourly, Map.of());
  }

  /** The row of a sample; where both have a label, that of the sample stands. */
  public static RowData row(EnrichedMetric enriched) {
    MetricSample sample = enriched.getSample();
    Map<String, String> labels = new TreeMap<>(sample.getLabels());
    enriched
        .getLabels()
        .forEach((name, value) -> labels.putIfAbsent(name.replace('.', '_'), value));
    return GenericRowData.of(
        Rows.time(sample.getTimeMs() * NANOS_PER_MILLI),
        Rows.string(sample.getName()),
        Rows.strings(labels),
        Rows.string(sample.getKind().name().toLowerCase(Locale.ROOT)),
        sample.getValue());
  }
}
