package io.gyr.jobs.rules;

import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.Schemas;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.Control;
import io.gyr.schemas.wire.MalformedRecordException;
import io.gyr.schemas.wire.RecordDecoder;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rule files that are published when a job begins without state. It must know them before it
 * judges the first record: the stream of changes comes beside that of the records, and whatever
 * overtook it would be judged by no rule.
 */
@FunctionalInterface
interface PublishedRules extends Serializable {
  /** Key in gyr.control to version and content. */
  Map<String, Tuple2<String, String>> read(JobSettings settings, Schemas schemas);

  /** Reads {@link Topic#CONTROL} as far as it goes now. */
  static Map<String, Tuple2<String, String>> ofTopic(JobSettings settings, Schemas schemas) {
    Logger log = LoggerFactory.getLogger(PublishedRules.class);
    RecordDecoder<Control> decoder = schemas.decoder(Topic.CONTROL);
    Map<String, Tuple2<String, String>> files = new TreeMap<>();
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
      List<TopicPartition> partitions = new ArrayList<>();
      consumer
          .partitionsFor(Topic.CONTROL.topicName())
          .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          try {
            take(record, decoder, files);
          } catch (MalformedRecordException e) {
            // It comes again in the stream of changes, and is refused and kept there.
            log.warn("{}: {}", record.offset(), e.getMessage());
          }
        }
      }
    }
    return files;
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> record,
      RecordDecoder<Control> decoder,
      Map<String, Tuple2<String, String>> files) {
    if (!Detect.isRuleFile(record.key())) {
      return;
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      files.remove(key);
    } else {
      Control control = decoder.decode(record.value());
      files.put(key, Tuple2.of(control.getVersion(), control.getContent()));
    }
  }
}
