package io.gyr.jobs.rules;

import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.schemas.Topic;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The changes of rule files, in the order of their offsets. For one thread at a time. */
interface ControlFeed extends AutoCloseable {

  /** Makes a feed where the job runs. */
  @FunctionalInterface
  interface Factory extends Serializable {
    /** A feed with the addresses of {@code settings}. */
    ControlFeed open(JobSettings settings);
  }

  /**
   * What is published now.
   *
   * @param newest key of each rule file to its newest record
   * @param end offset behind the last record that was looked at
   */
  record Published(Map<String, RawRecord> newest, long end) {}

  /** Reads all that there is; {@link #poll} goes on behind it. */
  Published published();

  /** Lets {@link #poll} go on at an offset. */
  void seek(long offset);

  /** The next records, perhaps none after a short wait. */
  List<RawRecord> poll();

  @Override
  void close();

  /** {@link Topic#CONTROL}, which has one partition. */
  static ControlFeed ofTopic(JobSettings settings) {
    return new OfTopic(settings);
  }

  /** Reads the topic without a group: every task needs all of it, from where its state stands. */
  final class OfTopic implements ControlFeed {
    private static final Duration WAIT = Duration.ofMillis(200);

    private final TopicPartition partition = new TopicPartition(Topic.CONTROL.topicName(), 0);
    private final KafkaConsumer<byte[], byte[]> consumer;

    private OfTopic(JobSettings settings) {
      consumer =
          new KafkaConsumer<>(
              Map.of(
                  "bootstrap.servers",
                  settings.kafkaBootstrap(),
                  "client.id",
                  "gyr-rules-" + Topic.CONTROL.topicName(),
                  "auto.offset.reset",
                  "earliest",
                  "enable.auto.commit",
                  false,
                  "default.api.timeout.ms",
                  30_000),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer());
      consumer.assign(List.of(partition));
    }

    @Override
    public Published published() {
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      Map<String, RawRecord> newest = new TreeMap<>();
      while (consumer.position(partition) < end) {
        for (RawRecord record : poll()) {
          byte[] key = record.key();
          if (key != null && Detect.isRuleFile(key)) {
            String name = new String(key, StandardCharsets.UTF_8);
            if (record.value() == null) {
              newest.remove(name);
            } else {
              newest.put(name, record);
            }
          }
        }
      }
      return new Published(newest, consumer.position(partition));
    }

    @Override
    public void seek(long offset) {
      consumer.seek(partition, offset);
    }

    @Override
    public List<RawRecord> poll() {
      List<RawRecord> records = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
        records.add(
            new RawRecord(
                record.topic(), record.partition(), record.offset(), record.key(), record.value()));
      }
      return records;
    }

    @Override
    public void close() {
      consumer.close();
    }
  }
}
