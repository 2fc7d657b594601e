package io.gyr.api;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Makes the producers for what the API publishes. They send a broker one request at a time: a
 * partition that was only just made may refuse a request and take the next one, which then keeps
 * the first out until it fails (KAFKA-15591).
 */
final class KafkaProducers {
  private static final int MAX_REQUEST_BYTES = 2 << 20;
  private static final int TIMEOUT_MS = 10_000;
  private static final int SAMPLES_BATCH_BYTES = 128 << 10;
  private static final long SAMPLES_BUFFER_BYTES = 16L << 20;

  private KafkaProducers() {}

  /**
   * The producer for what is rare, small and not to be lost. Does not connect before the first
   * record.
   */
  static Producer<String, byte[]> create(String bootstrap) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    settings.put("max.in.flight.requests.per.connection", 1);
    settings.put("compression.type", "lz4");
    settings.put("client.id", "gyr-query-api");
    settings.put("max.request.size", MAX_REQUEST_BYTES);
    settings.put("max.block.ms", TIMEOUT_MS);
    settings.put("delivery.timeout.ms", TIMEOUT_MS);
    settings.put("request.timeout.ms", TIMEOUT_MS / 2);
    settings.put("linger.ms", 0);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /**
   * The producer for samples: many small records, each request waiting for its own. Does not
   * connect before the first record.
   */
  static Producer<byte[], byte[]> forSamples(String bootstrap) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    settings.put("max.in.flight.requests.per.connection", 1);
    settings.put("compression.type", "lz4");
    settings.put("client.id", "gyr-query-api-samples");
    settings.put("batch.size", SAMPLES_BATCH_BYTES);
    settings.put("buffer.memory", SAMPLES_BUFFER_BYTES);
    settings.put("max.block.ms", TIMEOUT_MS);
    // Senders give up after 30 s, and should learn before that what became of their samples.
    settings.put("delivery.timeout.ms", 2 * TIMEOUT_MS);
    settings.put("request.timeout.ms", TIMEOUT_MS);
    settings.put("linger.ms", 5);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
