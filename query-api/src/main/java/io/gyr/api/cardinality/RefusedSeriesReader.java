package io.gyr.api.cardinality;

import io.gyr.api.http.ApiError;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.DeadLetter;
import io.gyr.schemas.registry.SchemaRegistry;
import io.gyr.schemas.registry.SchemaRegistryException;
import io.gyr.schemas.wire.MalformedRecordException;
import io.gyr.schemas.wire.RecordDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
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
 * Finds the refused series among the newest dead letters. People ask for them seldom, so the end of
 * the topic is read anew for each question. Thread-safe.
 */
public final class RefusedSeriesReader {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedSeriesReader.class);
  private static final String REASON = "too_many_series";
  private static final long PATIENCE_NS = Duration.ofSeconds(5).toNanos();

  /** Of each partition; letters may be large. */
  private static final long MOST_LETTERS = 2_000;

  private final String bootstrap;
  private final SchemaRegistry registry;

  /** Reads from the brokers at {@code bootstrap}. */
  public RefusedSeriesReader(String bootstrap, SchemaRegistry registry) {
    this.bootstrap = bootstrap;
    this.registry = registry;
  }

  /**
   * Those refused since a time, the newest first.
   *
   * @param sinceMs milliseconds since 1970
   * @throws ApiError 503 if the brokers do not answer in time
   */
  public List<RefusedSeries> since(long sinceMs) {
    RecordDecoder<DeadLetter> decoder =
        new RecordDecoder<>(Topic.DEAD_LETTER.schema(), registry::schema);
    List<RefusedSeries> refused = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE_NS;
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      Map<TopicPartition, Long> ends = newest(consumer);
      while (!ends.isEmpty()) {
        if (System.nanoTime() > deadline) {
          throw unavailable();
        }
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          if (record.timestamp() >= sinceMs) {
            take(record, decoder, refused);
          }
        }
        ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
      }
    } catch (KafkaException | SchemaRegistryException e) {
      LOG.warn("{} cannot be read: {}", Topic.DEAD_LETTER.topicName(), e.getMessage());
      throw unavailable();
    }
    refused.removeIf(series -> series.timeMs() < sinceMs);
    refused.sort(Comparator.comparingLong(RefusedSeries::timeMs).reversed());
    return refused;
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "client.id",
            "gyr-query-api-refused-series",
            "allow.auto.create.topics",
            false,
            "default.api.timeout.ms",
            5_000,
            "request.timeout.ms",
            4_000),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  /** Goes to the newest letters of each partition; returns the ends of those that have some. */
  private static Map<TopicPartition, Long> newest(KafkaConsumer<String, byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topic.DEAD_LETTER.topicName()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
    consumer
        .beginningOffsets(partitions)
        .forEach(
            (partition, first) -> {
              long end = ends.getOrDefault(partition, first);
              consumer.seek(partition, Math.max(first, end - MOST_LETTERS));
            });
    ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
    return ends;
  }

  private static ApiError unavailable() {
    return ApiError.unavailable(
        "The refused series cannot be read", "Send the same request again in a moment");
  }

  private static void take(
      ConsumerRecord<String, byte[]> record,
      RecordDecoder<DeadLetter> decoder,
      List<RefusedSeries> refused) {
    try {
      DeadLetter letter = decoder.decode(record.value());
      if (letter.getReason().equals(REASON)) {
        refused.add(new RefusedSeries(letter.getTimeMs(), letter.getDetail()));
      }
    } catch (MalformedRecordException e) {
      LOG.warn("Dead letter {} is left out: {}", record.offset(), e.getMessage());
    }
  }
}
