package io.gyr.sinks.cassandra;

import io.gyr.jobs.runtime.JobSettings;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Writes rows to Cassandra. Writing a row again changes nothing. */
public final class MetricSink implements Sink<MetricRow> {
  private static final long serialVersionUID = 1L;

  /** Name of the stage in counters. */
  public static final String STAGE = "cassandra";

  private final JobSettings settings;

  /** A sink to the Cassandra of {@code settings}. */
  public MetricSink(JobSettings settings) {
    this.settings = settings;
  }

  @Override
  public SinkWriter<MetricRow> createWriter(WriterInitContext context) {
    return new MetricWriter(settings, context);
  }
}
