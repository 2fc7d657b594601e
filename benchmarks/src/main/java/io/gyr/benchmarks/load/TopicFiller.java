package io.gyr.benchmarks.load;

import io.gyr.schemas.Topic;
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
 * Fills gyr.syscalls as agents would: the records of a host have rising sequences and one key. The
 * calls are those of the agent's recording without those that are there because a rule must fire on
 * them; of those, one in {@code every} records comes in between, so that the load has events too.
 */
public final class TopicFiller {
  private static final int HOSTS = 8;

  private final List<Syscall> ordinary;
  private final List<Syscall> all;
  private final int every;

  /** A filler that takes one record in {@code every} from the whole recording. */
  public TopicFiller(int every) throws IOException {
    this.every = every;
    all = RecordedCalls.all();
    ordinary = all.stream().filter(TopicFiller::isOrdinary).toList();
  }

  /** Libraries that a program loads: what most calls of most hosts are. */
  static boolean isOrdinary(Syscall call) {
    return call.getFd() != null
        && call.getType().startsWith("open")
        && call.getFd().getName().contains("/lib/");
  }

  /** Sends {@code count} records and returns their bytes once the broker has all. */
  public long fill(String bootstrap, String registryUrl, long count) {
    int id =
        new SchemaRegistry(registryUrl).register(Topic.SYSCALLS.subject(), Topic.SYSCALLS.schema());
    RecordEncoder<Syscall> encoder = new RecordEncoder<>(Topic.SYSCALLS.schema(), id);
    long epoch = System.currentTimeMillis() * 1_000_000;
    long bytes = 0;
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "compression.type",
                "lz4",
                "linger.ms",
                "50",
                "batch.size",
                Integer.toString(256 << 10)),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (long i = 0; i < count; i++) {
        List<Syscall> from = i % every == 0 ? all : ordinary;
        Syscall call = from.get((int) (i / (i % every == 0 ? every : 1) % from.size()));
        String host = "benchmark-host-" + i % HOSTS;
        call.setHostId(host);
        call.setAgentEpochNs(epoch);
        call.setSequence(i);
        call.setTimeNs(epoch + i * 1_000);
        byte[] value = encoder.encode(call);
        bytes += value.length;
        producer.send(
            new ProducerRecord<>(
                Topic.SYSCALLS.topicName(), host.getBytes(StandardCharsets.UTF_8), value));
      }
      producer.flush();
    }
    return bytes;
  }
}
