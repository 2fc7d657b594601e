package io.gyr.jobs.rollup;

import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.fixture.RandomRecords;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.EnrichedMetric;
import io.gyr.schemas.record.MetricKind;
import io.gyr.schemas.record.MetricSample;
import io.gyr.schemas.wire.AvroCursor;
import io.gyr.schemas.wire.RecordDecoder;
import io.gyr.timeseries.chunk.ExposedSeries;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * Records of gyr.metrics.enriched as fast as they can be made: {@link ExposedSeries} of 50 hosts
 * with labels as a Kubernetes node has them, one scrape after the other. The bytes of a series are
 * made once; for each sample its time and value are put into a copy.
 */
final class EnrichedSamples implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of the first scrape; a multiple of a day. */
  static final long START_MS = 1_790_000_000_000L / 86_400_000 * 86_400_000;

  private static final int HOSTS = 50;

  /** As many as are kept of each series; then its values begin again. */
  private static final int VALUES = 720;

  private final int series;
  private final byte[][] templates;
  private final int[] timeAt;
  private final int[] valueAt;
  private final double[][] values;

  EnrichedSamples(int series, int schemaId) {
    this.series = series;
    templates = new byte[series][];
    timeAt = new int[series];
    valueAt = new int[series];
    values = new double[series][];
    for (int i = 0; i < series; i++) {
      templates[i] = RandomRecords.bytes(record(i), schemaId);
      AvroCursor cursor = new AvroCursor();
      cursor.reset(templates[i], RecordDecoder.HEADER_BYTES, templates[i].length).skipString();
      cursor.readLong();
      cursor.readLong();
      timeAt[i] = cursor.position();
      cursor.readLong();
      cursor.skipString();
      cursor.readLong();
      for (long count = cursor.readBlockCount(); count != 0; count = cursor.readBlockCount()) {
        for (long label = 0; label < 2 * count; label++) {
          cursor.skipString();
        }
      }
      valueAt[i] = cursor.position();
      values[i] = ExposedSeries.values(i, VALUES);
    }
  }

  private static EnrichedMetric record(int series) {
    String host = "0123456789abcdef0123456789ab%04d".formatted(series % HOSTS);
    int metric = series / HOSTS;
    MetricSample sample =
        MetricSample.newBuilder()
            .setHostId(host)
            .setAgentEpochNs(START_MS * 1_000_000)
            .setSequence(1L << 32)
            .setTimeMs(START_MS)
            .setName("node_metric_of_some_length_" + metric / 4 + "_total")
            .setKind(ExposedSeries.kind(series).isCounter() ? MetricKind.COUNTER : MetricKind.GAUGE)
            .setLabels(
                new TreeMap<>(Map.of("cpu", "" + metric % 4, "job", "node", "mode", "system")))
            .setValue(0)
            .build();
    TreeMap<String, String> labels = new TreeMap<>();
    labels.put("host.id", host);
    labels.put("host.name", "node-" + series % HOSTS);
    labels.put("k8s.cluster.name", "production");
    labels.put("k8s.node.name", "node-" + series % HOSTS + ".example.com");
    labels.put("cloud.region", "eu-central-1");
    labels.put("os.type", "linux");
    return new EnrichedMetric(sample, labels);
  }

  /** When a sample was taken. */
  long timeMs(long number) {
    return START_MS + number / series * ExposedSeries.STEP_MS;
  }

  /** The record of a sample; {@code number} counts all samples of all series. */
  RawRecord record(long number) {
    int at = (int) (number % series);
    byte[] value = templates[at].clone();
    long time = timeMs(number) << 1;
    for (int i = timeAt[at]; ; i++) {
      if (time < 0x80) {
        value[i] = (byte) time;
        break;
      }
      value[i] = (byte) (time | 0x80);
      time >>>= 7;
    }
    long bits = Double.doubleToRawLongBits(values[at][(int) (number / series % values[at].length)]);
    for (int i = 0; i < Double.BYTES; i++) {
      value[valueAt[at] + i] = (byte) (bits >>> 8 * i);
    }
    return new RawRecord(Topic.METRICS_ENRICHED.topicName(), 0, number, null, value);
  }
}
