package io.gyr.benchmarks.load;

import io.gyr.schemas.Topic;
import io.gyr.schemas.record.Control;
import io.gyr.schemas.record.EnrichedSyscall;
import io.gyr.schemas.record.Syscall;
import io.gyr.schemas.registry.SchemaRegistry;
import io.gyr.schemas.wire.RecordEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Fills gyr.syscalls.enriched as the enrichment job would, from the agent's recording: mostly the
 * files that programs open, one record in so many from the whole of it, alerts included.
 */
public final class EnrichedFiller implements AutoCloseable {
  private static final int HOSTS = 8;

  private final List<Syscall> all;
  private final List<Syscall> ordinary;
  private final int every;
  private final SchemaRegistry registry;
  private final KafkaProducer<byte[], byte[]> producer;
  private final long epoch = System.currentTimeMillis() * 1_000_000;
  private long sequence;

  /** A filler that takes one record in {@code every} from the whole recording. */
  public EnrichedFiller(String bootstrap, String registryUrl, int every) throws IOException {
    this.every = every;
    all = RecordedCalls.all();
    ordinary = all.stream().filter(TopicFiller::isOrdinary).toList();
    registry = new SchemaRegistry(registryUrl);
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "compression.type",
                "lz4",
                "linger.ms",
                "50",
                "batch.size",
                Integer.toString(128 << 10)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Publishes a rule file. */
  public void publish(String name, String content) {
    send(
        Topic.CONTROL,
        "rules/" + name,
        new RecordEncoder<Control>(Topic.CONTROL.schema(), id(Topic.CONTROL))
            .encode(new Control("rules", name, "benchmark", System.currentTimeMillis(), content)));
    producer.flush();
  }

  /** Sends {@code count} records and returns their bytes once the broker has all. */
  public long fill(long count) {
    RecordEncoder<EnrichedSyscall> encoder =
        new RecordEncoder<>(Topic.SYSCALLS_ENRICHED.schema(), id(Topic.SYSCALLS_ENRICHED));
    long bytes = 0;
    for (long i = 0; i < count; i++) {
      sequence++;
      List<Syscall> from = sequence % every == 0 ? all : ordinary;
      Syscall call = from.get((int) (sequence / (sequence % every == 0 ? every : 1) % from.size()));
      String host = "benchmark-host-" + sequence % HOSTS;
      call.setHostId(host);
      call.setAgentEpochNs(epoch);
      call.setSequence(sequence);
      call.setTimeNs(epoch + sequence * 1_000);
      byte[] value =
          encoder.encode(
              new EnrichedSyscall(
                  call, Map.of("host.id", host, "host.name", host, "cloud.region", "benchmark-1")));
      bytes += value.length;
      send(Topic.SYSCALLS_ENRICHED, host, value);
    }
    producer.flush();
    return bytes;
  }

  private int id(Topic topic) {
    return registry.register(topic.subject(), topic.schema());
  }

  private void send(Topic topic, String key, byte[] value) {
    producer.send(
        new ProducerRecord<>(topic.topicName(), key.getBytes(StandardCharsets.UTF_8), value));
  }

  @Override
  public void close() {
    producer.close();
  }
}
