package io.gyr.api.ingest;

import io.gyr.api.http.ApiError;
import io.gyr.component.StageMetrics;
import io.gyr.schemas.Topic;
import io.gyr.schemas.registry.SchemaRegistry;
import io.gyr.schemas.registry.SchemaRegistryException;
import java.time.Clock;
import org.apache.kafka.clients.producer.Producer;

/** The topic of metrics, for samples that no agent took. Thread-safe. */
public final class SampleTopic {
  private final Producer<byte[], byte[]> producer;
  private final SchemaRegistry registry;
  private final StageMetrics metrics;
  private final Clock clock;

  /**
   * Writes through {@code producer}, which the caller closes.
   *
   * @param metrics counts samples in and out, and those that are refused as dropped
   * @param clock what now is, for samples that are too old or too new
   */
  public SampleTopic(
      Producer<byte[], byte[]> producer,
      SchemaRegistry registry,
      StageMetrics metrics,
      Clock clock) {
    this.producer = producer;
    this.registry = registry;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Begins what one request sends.
   *
   * @throws ApiError 503 if the registry does not answer
   */
  public SampleBatch begin() {
    try {
      int schemaId = registry.register(Topic.METRICS.subject(), Topic.METRICS.schema());
      return new SampleBatch(producer, schemaId, metrics, clock.millis());
    } catch (SchemaRegistryException e) {
      throw ApiError.unavailable(
          "The schema registry does not answer", "Send the same request again in a moment");
    }
  }
}
