package io.gyr.api.ingest;

import io.gyr.component.StageMetrics;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.MetricSample;
import io.gyr.schemas.wire.RecordDecoder;
import io.gyr.sinks.cassandra.chunk.Retentions;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A batch without a broker, and what it sent. */
public final class SentSamples {
  /** What now is for the batch, milliseconds since 1970. */
  public static final long NOW_MS = 1_800_000_000_000L;

  private static final int SCHEMA_ID = 7;

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

  /** The batch. */
  public final SampleBatch batch = batch(null);

  /** A batch that fills up a past that is kept as by default. */
  public final SampleBatch backfill = batch(new Retentions(List.of()));

  private SampleBatch batch(@Nullable Retentions pastKept) {
    StageMetrics metrics = new StageMetrics(new PrometheusRegistry(), "test");
    return new SampleBatch(producer, SCHEMA_ID, metrics, NOW_MS, pastKept);
  }

  /** The records in the order in which they were sent. */
  public List<MetricSample> records() {
    RecordDecoder<MetricSample> decoder =
        new RecordDecoder<>(Topic.METRICS.schema(), id -> Topic.METRICS.schema());
    return producer.history().stream().map(record -> decoder.decode(record.value())).toList();
  }

  /** The Kafka keys in the same order. */
  public List<byte[]> keys() {
    return producer.history().stream().map(record -> record.key()).toList();
  }
}
