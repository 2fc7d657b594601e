package io.gyr.sinks.iceberg;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;

import io.gyr.schemas.record.Event;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;

/** Table gyr.events: every event once, in its latest version. */
public final class EventTable {
  /** Name of the table. */
  public static final String NAME = "events";

  /** What tells two events apart; the time is part of it because it decides the partition. */
  public static final List<String> KEY = List.of("id", "time");

  /** Columns. */
  public static final Schema SCHEMA =
      new Schema(
          List.of(
              required(1, "id", Types.StringType.get(), "Event id"),
              required(2, "time", Types.TimestampType.withZone(), "When it happened or began"),
              required(3, "time_ns", Types.LongType.get(), "The same, nanoseconds since 1970"),
              optional(4, "end_time_ns", Types.LongType.get(), "When it ended"),
              required(5, "kind", Types.StringType.get(), "alert, security, ..."),
              required(6, "severity", Types.IntegerType.get(), "0 emergency to 7 debug"),
              required(7, "status", Types.StringType.get(), "triggered or resolved"),
              required(8, "name", Types.StringType.get(), "Rule or alert"),
              required(9, "description", Types.StringType.get(), "One line for a person"),
              required(10, "source", Types.StringType.get(), "syscall, metric, ..."),
              required(
                  11,
                  "tags",
                  Types.ListType.ofRequired(12, Types.StringType.get()),
                  "Tags of the rule"),
              required(13, "labels", strings(14), "Scope"),
              required(16, "fields", strings(17), "Output fields"),
              optional(19, "rule_version", Types.StringType.get(), "Which version decided"),
              required(20, "version", Types.LongType.get(), "Version of this event"),
              optional(
                  21,
                  "conditions",
                  Types.ListType.ofRequired(
                      22,
                      Types.StructType.of(
                          required(23, "condition", Types.StringType.get()),
                          required(24, "values", strings(25)))),
                  "Tests that the match rests on"),
              optional(
                  27,
                  "records",
                  Types.ListType.ofRequired(28, Types.StringType.get()),
                  "What it was found in"),
              optional(29, "count", Types.LongType.get(), "Matches that it stands for"),
              optional(30, "aggregated_into", Types.StringType.get(), "Summary that counts it")),
          java.util.Set.of(1, 2));

  private EventTable() {}

  private static Types.MapType strings(int firstId) {
    return Types.MapType.ofRequired(
        firstId, firstId + 1, Types.StringType.get(), Types.StringType.get());
  }

  /** The table, made if it is missing. */
  public static Table in(Lake lake) {
    return lake.table(NAME, SCHEMA, Map.of("write.upsert.enabled", "true"));
  }

  /** The row of an event. */
  public static RowData row(Event event) {
    GenericRowData row = new GenericRowData(SCHEMA.columns().size());
    int column = 0;
    row.setField(column++, Rows.string(event.getId()));
    row.setField(column++, Rows.time(event.getTimeNs()));
    row.setField(column++, event.getTimeNs());
    row.setField(column++, event.getEndTimeNs());
    row.setField(column++, Rows.string(event.getKind().name().toLowerCase(Locale.ROOT)));
    row.setField(column++, event.getSeverity());
    row.setField(column++, Rows.string(event.getStatus().name().toLowerCase(Locale.ROOT)));
    row.setField(column++, Rows.string(event.getName()));
    row.setField(column++, Rows.string(event.getDescription()));
    row.setField(column++, Rows.string(event.getSource()));
    row.setField(column++, Rows.strings(event.getTags()));
    row.setField(column++, Rows.strings(event.getLabels()));
    row.setField(column++, Rows.strings(event.getFields()));
    row.setField(column++, Rows.string(event.getRuleVersion()));
    row.setField(column++, event.getVersion());
    row.setField(column++, conditions(event));
    row.setField(column++, Rows.strings(event.getRecords()));
    row.setField(column++, event.getCount());
    row.setField(column, Rows.string(event.getAggregatedInto()));
    return row;
  }

  private static GenericArrayData conditions(Event event) {
    return new GenericArrayData(
        event.getConditions().stream()
            .map(
                test ->
                    GenericRowData.of(
                        Rows.string(test.getCondition()), Rows.strings(test.getValues())))
            .toArray());
  }
}
