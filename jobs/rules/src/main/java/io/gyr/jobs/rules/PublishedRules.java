package io.gyr.jobs.rules;

import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.schemas.Topic;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The rule files that are published when a job begins without state. It must know them before it
 * judges the first record: the stream of changes comes beside that of the records, and whatever
 * overtook it would be judged by no rule, or by rules of long ago.
 */
@FunctionalInterface
interface PublishedRules extends Serializable {
  /**
   * What a topic holds.
   *
   * @param newest key to its newest record
   * @param end offset behind the last record that was looked at
   */
  record Published(Map<String, RawRecord> newest, long end) {}

  /** What {@link Topic#CONTROL}, which has one partition, has of rule files now. */
  Published read(JobSettings settings);

  /** Reads the topic as far as it goes now. */
  static Published ofTopic(JobSettings settings) {
    Map<String, RawRecord> newest = new TreeMap<>();
    TopicPartition partition = new TopicPartition(Topic.CONTROL.topicName(), 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                settings.kafkaBootstrap(),
                "client.id",
                "gyr-rules-published",
                "default.api.timeout.ms",
                30_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          take(record, newest);
        }
      }
      return new Published(newest, consumer.position(partition));
    }
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> record, Map<String, RawRecord> newest) {
    if (!Detect.isRuleFile(record.key())) {
      return;
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      newest.remove(key);
    } else {
      newest.put(
          key,
          new RawRecord(
              record.topic(), record.partition(), record.offset(), record.key(), record.value()));
    }
  }
}
