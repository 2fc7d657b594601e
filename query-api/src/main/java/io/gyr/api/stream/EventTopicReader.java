package io.gyr.api.stream;

import io.gyr.component.StageMetrics;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.Event;
import io.gyr.schemas.registry.SchemaRegistry;
import io.gyr.schemas.registry.SchemaRegistryException;
import io.gyr.schemas.wire.MalformedRecordException;
import io.gyr.schemas.wire.RecordDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@link Topic#EVENTS} into the live feed. Each process reads every partition by itself, from
 * where the topic ends when it starts; there is no group and nothing is committed, because what was
 * missed is in the index. Partitions that come later are read from their begin.
 */
public final class EventTopicReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventTopicReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration LIST_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
  private static final long LOOK_FOR_PARTITIONS_NS = Duration.ofSeconds(2).toNanos();
  private static final long PAUSE_AFTER_ERROR_MS = 1_000;
  private static final double NS_PER_S = 1e9;

  private final Consumer<String, byte[]> consumer;
  private final RecordDecoder<Event> decoder;
  private final LiveFeed feed;
  private final StageMetrics metrics;
  private final Thread thread;
  private volatile boolean stopping;
  private volatile @Nullable String failure = "not connected yet";
  private boolean first = true;
  private long lookedNs;

  /** Starts to read from the brokers at {@code bootstrap}; does not wait for them. */
  public EventTopicReader(
      String bootstrap, SchemaRegistry registry, LiveFeed feed, StageMetrics metrics) {
    decoder = new RecordDecoder<>(Topic.EVENTS.schema(), registry::schema);
    this.feed = feed;
    this.metrics = metrics;
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("enable.auto.commit", false);
    settings.put("allow.auto.create.topics", false);
    settings.put("auto.offset.reset", "latest");
    settings.put("client.id", "gyr-query-api");
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    thread = new Thread(this::run, "event-topic-reader");
    thread.setDaemon(true);
    thread.start();
  }

  /** Null while the topic is read, else what is wrong. */
  public @Nullable String check() {
    return failure;
  }

  private void run() {
    while (!stopping) {
      try {
        assign();
        if (consumer.assignment().isEmpty()) {
          Thread.sleep(POLL.toMillis());
        } else {
          consumer.poll(POLL).forEach(this::accept);
        }
        failure = null;
      } catch (WakeupException e) {
        LOG.debug("Stops reading");
      } catch (InterruptedException e) {
        break;
      } catch (KafkaException e) {
        pause(e);
      }
    }
    consumer.close();
  }

  private void assign() {
    if (!first && System.nanoTime() - lookedNs < LOOK_FOR_PARTITIONS_NS) {
      return;
    }
    lookedNs = System.nanoTime();
    List<PartitionInfo> partitions =
        consumer.listTopics(LIST_TIMEOUT).getOrDefault(Topic.EVENTS.topicName(), List.of());
    Set<TopicPartition> assigned = consumer.assignment();
    List<TopicPartition> all = new ArrayList<>(assigned);
    List<TopicPartition> added = new ArrayList<>();
    for (PartitionInfo info : partitions) {
      TopicPartition partition = new TopicPartition(info.topic(), info.partition());
      if (!assigned.contains(partition)) {
        added.add(partition);
      }
    }
    if (!added.isEmpty()) {
      all.addAll(added);
      consumer.assign(all);
      if (first) {
        consumer.seekToEnd(added);
        // Asking makes the seek happen now and not at the first record.
        added.forEach(consumer::position);
      } else {
        consumer.seekToBeginning(added);
      }
    }
    first = false;
  }

  private void accept(ConsumerRecord<String, byte[]> record) {
    metrics.in().inc();
    if (record.value() == null) {
      metrics.dropped("withdrawn").inc();
      return;
    }
    try {
      Event event = decoder.decode(record.value());
      if (event.getAggregatedInto() != null) {
        // One of a flood: the summary tells of it.
        metrics.dropped("aggregated").inc();
        return;
      }
      feed.add(EventRecord.read(event));
      metrics.out().inc();
      metrics.lagSeconds(System.currentTimeMillis() / 1e3 - event.getTimeNs() / NS_PER_S);
    } catch (MalformedRecordException e) {
      drop(record, "malformed", e);
    } catch (SchemaRegistryException e) {
      drop(record, "unknown_schema", e);
    }
  }

  /** The sinks keep what is unusable as a dead letter; here it only cannot be shown. */
  private void drop(ConsumerRecord<String, byte[]> record, String reason, RuntimeException e) {
    metrics.dropped(reason).inc();
    LOG.warn(
        "Record {} of {}-{} is not shown: {}",
        record.offset(),
        record.topic(),
        record.partition(),
        e.getMessage());
  }

  private void pause(KafkaException e) {
    String message = "topic " + Topic.EVENTS.topicName() + " cannot be read: " + e.getMessage();
    if (!message.equals(failure)) {
      LOG.warn(message);
    }
    failure = message;
    try {
      Thread.sleep(PAUSE_AFTER_ERROR_MS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopping = true;
    consumer.wakeup();
    thread.join(STOP_TIMEOUT.toMillis());
  }
}
