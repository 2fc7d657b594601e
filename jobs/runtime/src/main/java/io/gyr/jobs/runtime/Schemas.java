package io.gyr.jobs.runtime;

import io.gyr.schemas.Topic;
import io.gyr.schemas.registry.SchemaRegistry;
import io.gyr.schemas.registry.SchemaRegistryException;
import io.gyr.schemas.wire.MalformedRecordException;
import io.gyr.schemas.wire.RecordDecoder;
import io.gyr.schemas.wire.RecordEncoder;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Encoders and decoders for the topics, made inside an operator when it opens. A registry that is
 * away fails the call, and with it the task, which Flink then starts again.
 */
public final class Schemas {
  private final SchemaRegistry registry;

  /** Connects to the registry of {@code settings} with the first use. */
  public Schemas(JobSettings settings) {
    this.registry = new SchemaRegistry(settings.registryUrl());
  }

  /** Id under which the registry knows today's schema of {@code topic}. */
  public int id(Topic topic) {
    return registry.register(topic.subject(), topic.schema());
  }

  /** An encoder for the values of {@code topic}. */
  public <T extends SpecificRecord> RecordEncoder<T> encoder(Topic topic) {
    return new RecordEncoder<>(topic.schema(), id(topic));
  }

  /** A decoder for the values of {@code topic}, in any version of their schema. */
  public <T extends SpecificRecord> RecordDecoder<T> decoder(Topic topic) {
    return new RecordDecoder<>(topic.schema(), this::writerSchema);
  }

  private Schema writerSchema(int id) {
    try {
      return registry.schema(id);
    } catch (SchemaRegistryException e) {
      if (e.retriable()) {
        throw e;
      }
      throw new MalformedRecordException("unknown schema id " + id, e);
    }
  }
}
