package io.gyr.sinks.cassandra.chunk;

import io.gyr.jobs.runtime.JobSettings;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Writes chunks and series to Cassandra. Writing again changes nothing. */
public final class ChunkSink implements Sink<ChunkRow> {
  private static final long serialVersionUID = 1L;

  /** Name of the stage in counters. */
  public static final String STAGE = "cassandra";

  private final JobSettings settings;

  /** A sink to the Cassandra of {@code settings}. */
  public ChunkSink(JobSettings settings) {
    this.settings = settings;
  }

  @Override
  public SinkWriter<ChunkRow> createWriter(WriterInitContext context) {
    return new ChunkSinkWriter(settings, context);
  }
}
