package io.gyr.api.records;

import io.gyr.api.http.ApiError;
import io.gyr.schemas.Topic;
import io.gyr.schemas.registry.SchemaRegistry;
import io.gyr.schemas.registry.SchemaRegistryException;
import io.gyr.schemas.wire.RecordEncoder;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records to one topic and waits until the brokers have them. Thread-safe.
 *
 * @param <T> the generated record class
 */
public final class RecordTopic<T extends SpecificRecord> {
  private static final Logger LOG = LoggerFactory.getLogger(RecordTopic.class);
  private static final long TIMEOUT_S = 12;

  private final Topic topic;
  private final Producer<String, byte[]> producer;
  private final SchemaRegistry registry;

  /** Writes through {@code producer}, which the caller closes. */
  public RecordTopic(Topic topic, Producer<String, byte[]> producer, SchemaRegistry registry) {
    this.topic = topic;
    this.producer = producer;
    this.registry = registry;
  }

  /**
   * Writes one record; null withdraws the key from a compacted topic.
   *
   * @throws ApiError 503 if it is not certain that the brokers have it
   */
  public void publish(String key, @Nullable T record) {
    try {
      byte[] value = record == null ? null : encode(record);
      producer
          .send(new ProducerRecord<>(topic.topicName(), key, value))
          .get(TIMEOUT_S, TimeUnit.SECONDS);
    } catch (SchemaRegistryException | ExecutionException | TimeoutException | KafkaException e) {
      LOG.warn("Record {} was not published to {}: {}", key, topic.topicName(), e.toString());
      throw ApiError.unavailable(
          "The change could not be published", "Send the same request again in a moment");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiError.unavailable("The server is stopping", "Try again in a moment");
    }
  }

  /** The registry's client remembers the id; an encoder of its own keeps threads apart. */
  private byte[] encode(T record) {
    int id = registry.register(topic.subject(), topic.schema());
    return new RecordEncoder<T>(topic.schema(), id).encode(record);
  }
}
