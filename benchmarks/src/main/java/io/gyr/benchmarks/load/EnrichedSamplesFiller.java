package io.gyr.benchmarks.load;

import io.gyr.schemas.Topic;
import io.gyr.schemas.record.EnrichedMetric;
import io.gyr.schemas.record.MetricKind;
import io.gyr.schemas.record.MetricSample;
import io.gyr.schemas.registry.SchemaRegistry;
import io.gyr.schemas.wire.RecordEncoder;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.chunk.ExposedSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Fills gyr.metrics.enriched as the enrichment job would, with {@link ExposedSeries} of fifty hosts
 * scraped every ten seconds.
 */
public final class EnrichedSamplesFiller implements AutoCloseable {
  private static final int HOSTS = 50;

  private final SchemaRegistry registry;
  private final KafkaProducer<byte[], byte[]> producer;
  private final int steps;
  private final List<EnrichedMetric> series = new ArrayList<>();
  private final List<double[]> values = new ArrayList<>();
  private final List<byte[]> keys = new ArrayList<>();

  /** A filler of {@code steps} samples of each of {@code count} series. */
  public EnrichedSamplesFiller(String bootstrap, String registryUrl, int count, int steps) {
    this.steps = steps;
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
    for (int i = 0; i < count; i++) {
      series.add(series(i));
      values.add(ExposedSeries.values(i, steps));
      MetricSample sample = series.get(i).getSample();
      keys.add(SeriesId.of(sample.getName(), new TreeMap<>(sample.getLabels())).bytes());
    }
  }

  private static EnrichedMetric series(int number) {
    boolean counter = ExposedSeries.kind(number).isCounter();
    String host = "0123456789abcdef0123456789ab%04d".formatted(number % HOSTS);
    String node = "node-" + number % HOSTS;
    MetricSample sample =
        MetricSample.newBuilder()
            .setHostId(host)
            .setAgentEpochNs(1)
            .setSequence(0)
            .setTimeMs(0)
            .setName("node_metric_number_" + number / HOSTS + (counter ? "_total" : ""))
            .setKind(counter ? MetricKind.COUNTER : MetricKind.GAUGE)
            .setLabels(Map.of("job", "node", "instance", node, "mode", "mode-" + number % 7))
            .setValue(0)
            .build();
    return new EnrichedMetric(
        sample,
        Map.of(
            "host.id",
            host,
            "host.name",
            node,
            "k8s.cluster.name",
            "production",
            "k8s.node.name",
            node + ".example.com",
            "cloud.region",
            "benchmark-1"));
  }

  /** Sends all samples, the first of them at {@code startMs}; returns their bytes. */
  public long fill(long startMs) {
    int id = registry.register(Topic.METRICS_ENRICHED.subject(), Topic.METRICS_ENRICHED.schema());
    RecordEncoder<EnrichedMetric> encoder =
        new RecordEncoder<>(Topic.METRICS_ENRICHED.schema(), id);
    long bytes = 0;
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < series.size(); i++) {
        MetricSample sample = series.get(i).getSample();
        sample.setSequence(sample.getSequence() + 1);
        sample.setTimeMs(startMs + step * ExposedSeries.STEP_MS);
        sample.setValue(values.get(i)[step]);
        byte[] value = encoder.encode(series.get(i));
        bytes += value.length;
        producer.send(new ProducerRecord<>(Topic.METRICS_ENRICHED.topicName(), keys.get(i), value));
      }
    }
    producer.flush();
    return bytes;
  }

  @Override
  public void close() {
    producer.close();
  }
}
