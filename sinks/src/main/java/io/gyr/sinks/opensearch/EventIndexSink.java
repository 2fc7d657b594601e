package io.gyr.sinks.opensearch;

import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import java.io.IOException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Indexes the records of gyr.events. A replay of the topic changes nothing. */
public final class EventIndexSink implements Sink<RawRecord> {
  private static final long serialVersionUID = 1L;

  /** Name of the stage in counters and dead letters. */
  public static final String STAGE = "opensearch";

  private final JobSettings settings;

  /** A sink to the OpenSearch of {@code settings}. */
  public EventIndexSink(JobSettings settings) {
    this.settings = settings;
  }

  @Override
  public SinkWriter<RawRecord> createWriter(WriterInitContext context) throws IOException {
    return new EventIndexWriter(settings, context);
  }
}
