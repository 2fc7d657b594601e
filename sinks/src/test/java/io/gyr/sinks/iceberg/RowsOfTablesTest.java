package io.gyr.sinks.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.jobs.runtime.fixture.RandomRecords;
import io.gyr.jobs.runtime.fixture.TestRecords;
import io.gyr.schemas.record.EnrichedMetric;
import io.gyr.schemas.record.EnrichedSyscall;
import io.gyr.schemas.record.Event;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.rollup.WindowAggregate;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.Schema;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.junit.jupiter.api.Test;

/** Flink's own serializer reads each column by the type that the table gives it. */
class RowsOfTablesTest {
  @Property(tries = 100, seed = "10")
  void aCallFitsTheColumnsOfItsTable(@ForAll long seed) throws Exception {
    EnrichedSyscall enriched = RandomRecords.of(EnrichedSyscall.getClassSchema(), seed);
    RowData row = written(SyscallTable.SCHEMA, SyscallTable.row(enriched));
    assertThat(text(SyscallTable.SCHEMA, row, "host_id"))
        .isEqualTo(enriched.getSyscall().getHostId());
    assertThat(row.getLong(at(SyscallTable.SCHEMA, "sequence")))
        .isEqualTo(enriched.getSyscall().getSequence());
    assertThat(row.isNullAt(at(SyscallTable.SCHEMA, "fd_number")))
        .isEqualTo(enriched.getSyscall().getFd() == null);
    assertThat(row.getMap(at(SyscallTable.SCHEMA, "labels")).size())
        .isEqualTo(enriched.getLabels().size());
  }

  @Property(tries = 200, seed = "11")
  void aRowIsReadAsTheCallThatItWasMadeOf(@ForAll long seed) throws Exception {
    EnrichedSyscall enriched = RandomRecords.of(EnrichedSyscall.getClassSchema(), seed);
    RowData row = written(SyscallTable.SCHEMA, SyscallTable.row(enriched));
    assertThat(SyscallRecords.of(row)).isEqualTo(enriched);
  }

  @Property(tries = 100, seed = "10")
  void anEventFitsTheColumnsOfItsTable(@ForAll long seed) throws Exception {
    Event event = RandomRecords.of(Event.getClassSchema(), seed);
    RowData row = written(EventTable.SCHEMA, EventTable.row(event));
    assertThat(text(EventTable.SCHEMA, row, "id")).isEqualTo(event.getId());
    assertThat(row.getLong(at(EventTable.SCHEMA, "version"))).isEqualTo(event.getVersion());
    assertThat(row.getArray(at(EventTable.SCHEMA, "tags")).size())
        .isEqualTo(event.getTags().size());
  }

  @Property(tries = 100, seed = "12")
  void aSampleFitsTheColumnsOfItsTable(@ForAll long seed) throws Exception {
    EnrichedMetric metric = RandomRecords.of(EnrichedMetric.getClassSchema(), seed);
    metric.getSample().setTimeMs(seed >> 20);
    RowData row = written(SampleTable.SCHEMA, SampleTable.row(metric));
    assertThat(text(SampleTable.SCHEMA, row, "metric")).isEqualTo(metric.getSample().getName());
    assertThat(row.getDouble(at(SampleTable.SCHEMA, "value")))
        .isEqualTo(metric.getSample().getValue());
  }

  @Test
  void aWindowFitsTheColumnsOfItsTable() throws Exception {
    WindowAggregate window =
        WindowAggregate.of(3_600_000, new long[] {1, 2, 3}, new double[] {5, 1, 3}, 0, 3);
    SeriesId id = new SeriesId(1, 2);
    Schema schema = AggregateTable.SCHEMA;
    RowData row =
        written(schema, AggregateTable.row(window, "m", Map.of("cpu", "0"), "counter", id));
    assertThat(row.getTimestamp(at(schema, "time"), 6))
        .isEqualTo(TimestampData.fromEpochMillis(3_600_000));
    assertThat(text(schema, row, "series")).isEqualTo("00000000000000010000000000000002");
    assertThat(row.getLong(at(schema, "count"))).isEqualTo(3);
    assertThat(row.getDouble(at(schema, "increase"))).isEqualTo(3);
    assertThat(row.getLong(at(schema, "resets"))).isEqualTo(1);
    assertThat(row.getDouble(at(schema, "last"))).isEqualTo(3);
  }

  @Test
  void wordsAreWrittenInLowerCaseAndTimesInUtc() throws Exception {
    RowData row = written(EventTable.SCHEMA, EventTable.row(TestRecords.event("e1", 1)));
    assertThat(text(EventTable.SCHEMA, row, "kind")).isEqualTo("security");
    assertThat(text(EventTable.SCHEMA, row, "status")).isEqualTo("triggered");
    assertThat(row.getTimestamp(at(EventTable.SCHEMA, "time"), 6))
        .isEqualTo(TimestampData.fromEpochMillis(TestRecords.TIME_MS));
  }

  /** Iceberg requires the values of the columns that identify a row. */
  @Test
  void whatIdentifiesAnEventIsWhatTheTableCallsItsIdentity() {
    assertThat(EventTable.SCHEMA.identifierFieldNames())
        .containsExactlyInAnyOrderElementsOf(EventTable.KEY);
  }

  private static RowData written(Schema schema, RowData row) throws Exception {
    RowType type = FlinkSchemaUtil.convert(schema);
    assertThat(row.getArity()).isEqualTo(type.getFieldCount());
    for (int i = 0; i < type.getFieldCount(); i++) {
      if (!type.getTypeAt(i).isNullable()) {
        assertThat(row.isNullAt(i)).as(type.getFieldNames().get(i)).isFalse();
      }
    }
    RowDataSerializer serializer = InternalTypeInfo.of(type).toRowSerializer();
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(row, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }

  private static int at(Schema schema, String column) {
    return schema.columns().indexOf(schema.findField(column));
  }

  private static String text(Schema schema, RowData row, String column) {
    return row.getString(at(schema, column)).toString();
  }
}
