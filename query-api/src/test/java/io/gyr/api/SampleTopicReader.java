package io.gyr.api;

import io.gyr.schemas.Topic;
import io.gyr.schemas.record.MetricSample;
import io.gyr.schemas.registry.SchemaRegistry;
import io.gyr.schemas.wire.MalformedRecordException;
import io.gyr.schemas.wire.RecordDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is in the topic of metrics, from where it ended when the reader was made. */
final class SampleTopicReader implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer =
      new KafkaConsumer<>(
          Map.of("bootstrap.servers", Backends.kafkaBootstrap()),
          new ByteArrayDeserializer(),
          new ByteArrayDeserializer());
  private final RecordDecoder<MetricSample> decoder =
      new RecordDecoder<>(
          Topic.METRICS.schema(), new SchemaRegistry(Backends.registryUrl())::schema);
  private final List<MetricSample> samples = new ArrayList<>();

  SampleTopicReader() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topic.METRICS.topicName()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /** All samples so far that are wanted, up to what is in the topic now. */
  List<MetricSample> read(Predicate<MetricSample> wanted) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
        try {
          samples.add(decoder.decode(record.value()));
        } catch (MalformedRecordException e) {
          // Tests of others send what is no sample into the same topic.
        }
      }
    }
    return samples.stream().filter(wanted).toList();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
