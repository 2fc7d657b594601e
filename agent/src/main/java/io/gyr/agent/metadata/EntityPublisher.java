package io.gyr.agent.metadata;

import io.gyr.agent.RecordKind;
import io.gyr.agent.RecordSink;
import io.gyr.schemas.record.Entity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Publishes the host and its containers: all of them in each round, a container also at first
 * sight, so that its name is there before most of its records. For one thread.
 */
public final class EntityPublisher {
  private final HostIdentity host;
  private final Path root;
  private final ContainerDetails details;
  private final RecordSink sink;
  private final SpecificDatumWriter<Entity> writer =
      new SpecificDatumWriter<>(Entity.getClassSchema());
  private final Set<String> published = new HashSet<>();

  /**
   * Makes a publisher.
   *
   * @param root normally /
   */
  public EntityPublisher(HostIdentity host, Path root, RecordSink sink) {
    this.host = host;
    this.root = root;
    this.details = new ContainerDetails(root);
    this.sink = sink;
  }

  /** Publishes everything. */
  public void publishAll(Set<String> containerIds) {
    offer("host", host.id(), host.labels(root));
    published.clear();
    publishNew(containerIds);
  }

  /** Publishes the containers that were not there the last time. */
  public void publishNew(Set<String> containerIds) {
    published.retainAll(containerIds);
    for (String id : containerIds) {
      if (published.add(id)) {
        offer("container", id, details.labels(id));
      }
    }
  }

  private void offer(String kind, String id, Map<String, String> labels) {
    Instant now = Instant.now();
    long timeNanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    Entity entity = new Entity(kind, host.id(), id, timeNanos, labels);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      writer.write(entity, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] body = bytes.toByteArray();
    sink.offer(RecordKind.ENTITY, body, 0, body.length);
  }
}
