package io.gyr.standalone.components;

import io.gyr.standalone.StandaloneSettings;
import io.gyr.standalone.process.Component;
import io.gyr.standalone.process.Java;
import io.gyr.standalone.process.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** One Kafka node, broker and controller in one (KRaft). Creates the topics when it is up. */
public final class KafkaBroker implements Component {
  private final StandaloneSettings settings;

  /** A broker with the ports and folders of {@code settings}. */
  public KafkaBroker(StandaloneSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public List<String> after() {
    return List.of();
  }

  private Path properties() {
    return settings.conf().resolve("kafka.properties");
  }

  @Override
  public void prepare() throws IOException {
    Path data = settings.data("kafka");
    String controller = "127.0.0.1:" + settings.kafkaControllerPort();
    Files.createDirectories(data);
    Files.writeString(
        properties(),
        String.join(
            "\n",
            "process.roles=broker,controller",
            "node.id=1",
            "controller.quorum.voters=1@" + controller,
            "listeners=PLAINTEXT://" + settings.kafkaBootstrap() + ",CONTROLLER://" + controller,
            "advertised.listeners=PLAINTEXT://" + settings.kafkaBootstrap(),
            "controller.listener.names=CONTROLLER",
            "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "inter.broker.listener.name=PLAINTEXT",
            "log.dirs=" + data,
            "auto.create.topics.enable=false",
            "offsets.topic.replication.factor=1",
            "offsets.topic.num.partitions=4",
            "transaction.state.log.replication.factor=1",
            "transaction.state.log.min.isr=1",
            "group.initial.rebalance.delay.ms=0",
            "log.cleaner.dedupe.buffer.size=16777216",
            "num.network.threads=2",
            "num.io.threads=2",
            ""));
    Path meta = data.resolve("meta.properties");
    if (!Files.exists(meta)) {
      // The same file that `kafka-storage format` writes, without a JVM of its own for it.
      Files.writeString(
          meta,
          "version=1\ncluster.id="
              + Uuid.randomUuid()
              + "\nnode.id=1\ndirectory.id="
              + Uuid.randomUuid()
              + "\n");
    }
  }

  @Override
  public List<String> command() {
    try {
      return Java.component(
          "-Xmx384m",
          "-Dgyr.dir=" + settings.dir(),
          "-Dlog4j2.level=WARN",
          "-cp",
          Java.classPath(settings.home(), "standalone/components/kafka"),
          "kafka.Kafka",
          properties().toString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable String notReady() {
    String closed = Probe.tcp(settings.kafkaPort());
    return closed != null ? closed : Topics.notAnswering(settings.kafkaBootstrap());
  }

  @Override
  public void started() throws IOException {
    Topics.create(settings.kafkaBootstrap());
  }

  @Override
  public int graceSeconds() {
    return 20;
  }

  @Override
  public String url() {
    return settings.kafkaBootstrap();
  }
}
