package io.gyr.jobs.runtime;

import io.gyr.schemas.Topic;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters of a sink, which has no side output. What was sent is safe after {@link #flush},
 * which belongs into the sink's own flush. For one writer's thread.
 */
public final class DeadLetterProducer implements AutoCloseable {
  private final DeadLetters letters;
  private final KafkaProducer<byte[], byte[]> producer;
  private volatile @Nullable Exception failure;

  /** Connects to the Kafka of {@code settings}. */
  public DeadLetterProducer(JobSettings settings, Schemas schemas, String stage) {
    letters = new DeadLetters(schemas, stage);
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                settings.kafkaBootstrap(),
                "client.id",
                "dead letters of " + stage,
                "max.in.flight.requests.per.connection",
                1, // As in KafkaOutput.
                "max.request.size",
                2 << 20),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Sends {@code record} to the dead letters; {@code reason} is short and stable. */
  public void send(RawRecord record, String reason, String detail) {
    RawRecord letter = letters.letter(record, reason, detail);
    producer.send(
        new ProducerRecord<>(Topic.DEAD_LETTER.topicName(), letter.key(), letter.value()),
        (metadata, refusal) -> {
          if (refusal != null) {
            failure = refusal;
          }
        });
  }

  /**
   * Returns when the broker has all that was sent.
   *
   * @throws IllegalStateException if it did not take one; the sink begins again from its checkpoint
   */
  public void flush() {
    producer.flush();
    Exception refusal = failure;
    if (refusal != null) {
      throw new IllegalStateException("a dead letter did not reach Kafka", refusal);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
