package io.gyr.agent.shipping;

import io.gyr.agent.RecordKind;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A real broker in a child process that keeps its directory and its port when it is restarted. */
final class Broker implements AutoCloseable {
  private final Path directory;
  private final int port = freePort();
  private final int controllerPort = freePort();
  private ChildProcess process;

  Broker(Path directory) throws IOException {
    this.directory = directory;
  }

  String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** Starts the process without waiting for it. */
  void launch() throws IOException {
    process =
        new ChildProcess(
            directory.resolveSibling("broker.log"),
            "384m",
            BrokerMain.class,
            directory.toString(),
            Integer.toString(port),
            Integer.toString(controllerPort));
  }

  /** Starts it for the first time, with the topics of the agent. */
  void start() throws Exception {
    launch();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      List<NewTopic> topics = new ArrayList<>();
      for (RecordKind kind : RecordKind.values()) {
        topics.add(new NewTopic(kind.topic().topicName(), 4, (short) 1));
      }
      admin.createTopics(topics).all().get();
    }
  }

  /**
   * Replaces a topic by an empty one of the same name; returns as soon as Kafka says it is made.
   */
  void makeAnew(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      admin.deleteTopics(List.of(topic)).all().get();
      admin.createTopics(List.of(new NewTopic(topic, 4, (short) 1))).all().get();
    }
  }

  void kill() throws InterruptedException {
    process.kill();
  }

  /** All that a topic holds now. */
  List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrap(), "fetch.max.bytes", 20 << 20);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(500)).forEach(records::add);
      }
    }
    return records;
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null) {
      process.close();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
