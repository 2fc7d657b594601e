package io.gyr.jobs.delivery;

import io.gyr.jobs.runtime.DeadLetters;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.Schemas;
import io.gyr.jobs.runtime.StageCounters;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.Event;
import io.gyr.schemas.wire.MalformedRecordException;
import io.gyr.schemas.wire.RecordDecoder;
import io.gyr.sinks.iceberg.EventTable;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;

/** Events as rows. The table keeps one row per event, so a replay needs no care here. */
@SuppressWarnings("NullAway.Init") // The transient fields are set when the task opens.
final class EventRows extends ProcessFunction<RawRecord, RowData> {
  private static final long serialVersionUID = 1L;
  private static final String STAGE = "iceberg events";

  private final JobSettings settings;
  private transient StageCounters counters;
  private transient DeadLetters deadLetters;
  private transient RecordDecoder<Event> decoder;

  EventRows(JobSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    Schemas schemas = new Schemas(settings);
    counters = new StageCounters(getRuntimeContext().getMetricGroup(), STAGE);
    deadLetters = new DeadLetters(schemas, STAGE);
    decoder = schemas.decoder(Topic.EVENTS);
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<RowData> out) {
    counters.in();
    try {
      byte[] value = record.value();
      if (value == null) {
        throw new MalformedRecordException("no value", null);
      }
      Event event = decoder.decode(value);
      out.collect(EventTable.row(event));
      counters.out();
      counters.leftAt(event.getTimeNs());
    } catch (MalformedRecordException e) {
      counters.deadLettered("malformed");
      context.output(
          DeadLetters.TAG, deadLetters.letter(record, "malformed", String.valueOf(e.getMessage())));
    }
  }
}
