package io.gyr.schemas.registry;

import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/**
 * Confluent's Schema Registry client, behind the two calls that Gyr needs. The client is the copy
 * inside Flink's SQL connector, the only one on Maven Central; {@code
 * io.confluent:kafka-schema-registry-client} could take its place in this file. Answers are cached.
 * Thread-safe.
 */
public final class SchemaRegistry {
  private static final int CACHED_SCHEMAS = 1000;

  private final String url;
  private final SchemaRegistryClient client;

  /** A client of the registry at {@code url}; connects with the first call. */
  public SchemaRegistry(String url) {
    this.url = url;
    Map<String, Object> timeouts =
        Map.of("http.connect.timeout.ms", 5_000, "http.read.timeout.ms", 10_000);
    this.client = new CachedSchemaRegistryClient(url, CACHED_SCHEMAS, timeouts);
  }

  /**
   * Id of {@code schema} under {@code subject}, registering it when it is new.
   *
   * @throws SchemaRegistryException if the schema breaks the subject's compatibility (not
   *     retriable) or the registry does not answer (retriable)
   */
  public int register(String subject, Schema schema) {
    try {
      return client.register(subject, new AvroSchema(schema.toString()));
    } catch (IOException | RestClientException e) {
      throw failure("register " + subject, e);
    }
  }

  /**
   * The schema that was registered as {@code id}.
   *
   * @throws SchemaRegistryException if there is none (not retriable) or the registry does not
   *     answer (retriable)
   */
  public Schema schema(int id) {
    try {
      return new Schema.Parser().parse(client.getSchemaById(id).canonicalString());
    } catch (IOException | RestClientException e) {
      throw failure("schema " + id, e);
    }
  }

  private SchemaRegistryException failure(String what, Exception e) {
    boolean retriable = !(e instanceof RestClientException rest) || rest.getStatus() >= 500;
    return new SchemaRegistryException(
        "schema registry " + url + ": " + what + ": " + e.getMessage(), e, retriable);
  }
}
