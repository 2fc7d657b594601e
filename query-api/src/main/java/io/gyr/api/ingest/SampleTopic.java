package io.gyr.api.ingest;

import io.gyr.api.http.ApiError;
import io.gyr.component.StageMetrics;
import io.gyr.schemas.Topic;
import io.gyr.schemas.registry.SchemaRegistry;
import io.gyr.schemas.registry.SchemaRegistryException;
import io.gyr.sinks.cassandra.chunk.Retentions;
import java.time.Clock;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** The topic of metrics, for samples that no agent took. Thread-safe. */
public final class SampleTopic {
  private final Producer<byte[], byte[]> producer;
  private final SchemaRegistry registry;
  private final StageMetrics metrics;
  private final Clock clock;
  private final Retentions retentions;

  /**
   * Writes through {@code producer}, which the caller closes.
   *
   * @param metrics counts samples in and out, and those that are refused as dropped
   * @param clock what now is, for samples that are too old or too new
   * @param retentions how long the jobs keep metrics
   */
  public SampleTopic(
      Producer<byte[], byte[]> producer,
      SchemaRegistry registry,
      StageMetrics metrics,
      Clock clock,
      Retentions retentions) {
    this.producer = producer;
    this.registry = registry;
    this.metrics = metrics;
    this.clock = clock;
    this.retentions = retentions;
  }

  /**
   * Begins what one request sends.
   *
   * @throws ApiError 503 if the registry does not answer
   */
  public SampleBatch begin() {
    return begin(null);
  }

  /**
   * The same of samples that fill up the past, and may be as old as anything is kept.
   *
   * @throws ApiError 503 if the registry does not answer
   */
  public SampleBatch beginBackfill() {
    return begin(retentions);
  }

  private SampleBatch begin(@Nullable Retentions pastKept) {
    try {
      int schemaId = registry.register(Topic.METRICS.subject(), Topic.METRICS.schema());
      return new SampleBatch(producer, schemaId, metrics, clock.millis(), pastKept);
    } catch (SchemaRegistryException e) {
      throw ApiError.unavailable(
          "The schema registry does not answer", "Send the same request again in a moment");
    }
  }
}
