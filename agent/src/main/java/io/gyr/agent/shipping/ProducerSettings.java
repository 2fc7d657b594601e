package io.gyr.agent.shipping;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** How the agent talks to Kafka. */
public final class ProducerSettings {
  private ProducerSettings() {}

  /**
   * Settings under which one host's records stay in order and the queue is what bounds waiting.
   *
   * <p>One request at a time on its way to a broker: a partition that was only just made may refuse
   * the first request (its broker does not lead it yet) and take the second, because a broker takes
   * any first sequence of a producer that it does not know; the first can then never be written
   * (KAFKA-15591, open in 4.2). A batch that has no answer for two minutes is given up all the
   * same, for the shipper to send it again with a new producer.
   *
   * @param bootstrap broker addresses, host:port separated by commas
   * @param clientId name that the broker logs
   */
  public static Map<String, Object> of(String bootstrap, String clientId) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    // Twice the in-flight bound of the shipper, so that send never waits for memory.
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2 * Shipper.MAX_IN_FLIGHT_BYTES);
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 120_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    // The same thread keeps the queue within its cap, so a send may not hold it up for long.
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 500L);
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, 24 * 3_600_000L);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
    return settings;
  }
}
