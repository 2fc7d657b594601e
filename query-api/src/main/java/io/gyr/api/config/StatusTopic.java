package io.gyr.api.config;

import io.gyr.api.http.ApiError;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.Status;
import io.gyr.schemas.registry.SchemaRegistry;
import io.gyr.schemas.registry.SchemaRegistryException;
import io.gyr.schemas.wire.MalformedRecordException;
import io.gyr.schemas.wire.RecordDecoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What jobs said of their configuration, on {@link Topic#STATUS}. The topic is compacted and small,
 * and people ask for it seldom, so it is read anew for each question. Thread-safe.
 */
public final class StatusTopic {
  private static final Logger LOG = LoggerFactory.getLogger(StatusTopic.class);
  private static final long PATIENCE_NS = Duration.ofSeconds(5).toNanos();

  private final String bootstrap;
  private final SchemaRegistry registry;

  /** Reads from the brokers at {@code bootstrap}. */
  public StatusTopic(String bootstrap, SchemaRegistry registry) {
    this.bootstrap = bootstrap;
    this.registry = registry;
  }

  /**
   * The last status of each kind/name.
   *
   * @throws ApiError 503 if the brokers do not answer
   */
  public Map<String, Status> read() {
    RecordDecoder<Status> decoder = new RecordDecoder<>(Topic.STATUS.schema(), registry::schema);
    Map<String, Status> statuses = new HashMap<>();
    long deadline = System.nanoTime() + PATIENCE_NS;
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "client.id",
                "gyr-query-api-status",
                "allow.auto.create.topics",
                false,
                "default.api.timeout.ms",
                5_000,
                "request.timeout.ms",
                4_000),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(Topic.STATUS.topicName(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        if (System.nanoTime() > deadline) {
          throw unavailable();
        }
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          take(record, decoder, statuses);
        }
      }
    } catch (KafkaException | SchemaRegistryException e) {
      LOG.warn("{} cannot be read: {}", Topic.STATUS.topicName(), e.getMessage());
      throw unavailable();
    }
    return statuses;
  }

  private static ApiError unavailable() {
    return ApiError.unavailable(
        "What became of the rules cannot be read", "Send the same request again in a moment");
  }

  private static void take(
      ConsumerRecord<String, byte[]> record,
      RecordDecoder<Status> decoder,
      Map<String, Status> statuses) {
    if (record.value() == null) {
      statuses.remove(record.key());
      return;
    }
    try {
      statuses.put(record.key(), decoder.decode(record.value()));
    } catch (MalformedRecordException e) {
      LOG.warn("Status {} is left out: {}", record.key(), e.getMessage());
    }
  }
}
