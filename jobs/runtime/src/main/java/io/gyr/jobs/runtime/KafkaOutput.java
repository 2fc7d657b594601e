package io.gyr.jobs.runtime;

import io.gyr.schemas.Topic;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records into a topic, at least once: effects are made exact by the readers, who know a record by
 * its identity, and not by Kafka transactions.
 */
public final class KafkaOutput {
  private KafkaOutput() {}

  /** Writes the keys and values of {@code records} to {@code topic}; their place is ignored. */
  public static void to(DataStream<RawRecord> records, JobSettings settings, Topic topic) {
    to(records, settings, topic, topic.topicName());
  }

  /**
   * The same for a job that writes to one topic from several places.
   *
   * @param uid tells this place from the others, in the job's state
   */
  public static void to(
      DataStream<RawRecord> records, JobSettings settings, Topic topic, String uid) {
    KafkaSink<RawRecord> sink =
        KafkaSink.<RawRecord>builder()
            .setBootstrapServers(settings.kafkaBootstrap())
            .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
            .setRecordSerializer(new AsIs(topic.topicName()))
            .setProperty("linger.ms", "10")
            .setProperty("batch.size", Integer.toString(256 << 10))
            .setProperty("compression.type", "lz4")
            .setProperty("max.request.size", Integer.toString(2 << 20))
            // A partition that was only just made may refuse a request and take the next one, which
            // then keeps the first out for good (KAFKA-15591).
            .setProperty("max.in.flight.requests.per.connection", "1")
            .setProperty("delivery.timeout.ms", "2147483647")
            .build();
    records.sinkTo(sink).name("to " + topic.topicName()).uid("sink " + uid);
  }

  private static final class AsIs implements KafkaRecordSerializationSchema<RawRecord> {
    private static final long serialVersionUID = 1L;
    private final String topic;

    AsIs(String topic) {
      this.topic = topic;
    }

    @Override
    public @Nullable ProducerRecord<byte[], byte[]> serialize(
        RawRecord record, KafkaSinkContext context, @Nullable Long timestamp) {
      return new ProducerRecord<>(topic, record.key(), record.value());
    }
  }
}
