package io.gyr.benchmarks.account;

import io.gyr.schemas.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads whole topics, from the oldest record to the newest of the moment. */
final class Topics {
  private final String bootstrap;

  Topics(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /**
   * Gives all records of {@code topic} to {@code reader}; the order holds within a partition.
   *
   * @throws IllegalStateException if the broker gives nothing for a minute
   */
  void read(Topic topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.topicName()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> left = new HashMap<>(consumer.endOffsets(partitions));
      left.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
      long lastProgress = System.nanoTime();
      while (!left.isEmpty()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
          lastProgress = System.nanoTime();
          reader.accept(record);
        }
        left.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        if (System.nanoTime() - lastProgress > Duration.ofMinutes(1).toNanos()) {
          throw new IllegalStateException(topic.topicName() + " stands still before " + left);
        }
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "enable.auto.commit",
            "false",
            "max.poll.records",
            "5000",
            "max.partition.fetch.bytes",
            Integer.toString(4 << 20)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
