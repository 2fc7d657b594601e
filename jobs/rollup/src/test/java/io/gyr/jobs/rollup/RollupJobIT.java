package io.gyr.jobs.rollup;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.fixture.RunningJob;
import io.gyr.jobs.runtime.fixture.SharedKafka;
import io.gyr.jobs.runtime.fixture.TestRecords;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.MetricSample;
import io.gyr.sinks.cassandra.CassandraSession;
import io.gyr.sinks.cassandra.MetricTables;
import io.gyr.sinks.cassandra.chunk.ChunkReader;
import io.gyr.sinks.cassandra.chunk.ChunkTables;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.sinks.cassandra.chunk.SeriesPeriod;
import io.gyr.sinks.cassandra.chunk.SeriesReader;
import io.gyr.standalone.SharedComponents;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.chunk.AggregateDecoder;
import io.gyr.timeseries.chunk.SampleDecoder;
import io.gyr.timeseries.index.LabelMatcher;
import io.gyr.timeseries.index.LabelMatcher.Operator;
import io.gyr.timeseries.rollup.AggregateColumns;
import io.gyr.timeseries.rollup.WindowAggregate;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollupJobIT {
  private static final long START_MS = TestRecords.TIME_MS;
  @TempDir Path dir;
  private final String host = UUID.randomUUID().toString();
  private final String metric = "m_" + host.replace('-', '_');
  private SharedKafka kafka;
  private JobSettings settings;
  private CqlSession cassandra;

  @BeforeEach
  void connect() {
    kafka = new SharedKafka(dir);
    String contact = SharedComponents.get().cassandraContact();
    settings = kafka.settings(Map.of("cassandra.contact", contact));
    cassandra = CassandraSession.open(contact, "datacenter1");
    MetricTables.create(cassandra);
    ChunkTables.create(cassandra);
  }

  @AfterEach
  void disconnect() {
    cassandra.close();
    kafka.close();
  }

  @Test
  void samplesAndMinutesAreStoredAndAReplayChangesNothing() throws Exception {
    Map<String, String> labels = Map.of("cpu", "0");
    for (int i = 0; i < 12; i++) {
      send(i, labels, START_MS + i * 10_000, i);
    }
    // Every other sample of the first minute, once more.
    send(12, labels, START_MS, 0);
    RecordMetadata garbage =
        kafka.sendBytes(Topic.METRICS_ENRICHED, null, metric, new byte[] {1, 2, 3});
    send(13, labels, START_MS + 300_000, 1);

    try (RunningJob job = RunningJob.start(RollupJob.NAME, settings, RollupJob::build)) {
      await().atMost(40, SECONDS).until(() -> timeGoesOn(labels) && minutes(labels).size() >= 2);
      await().atMost(10, SECONDS).until(() -> samples(labels).size() == 13);
      await().atMost(10, SECONDS).until(() -> !kafka.deadLettersOf(garbage).isEmpty());
    }
    List<String> samples = samples(labels);
    List<String> minutes = minutes(labels);
    List<String> series = series();
    assertThat(minutes)
        .containsExactly(
            START_MS + " 6 15.0 0.0 5.0 0.0 5.0 5.0 0",
            START_MS + 60_000 + " 6 51.0 6.0 11.0 6.0 11.0 5.0 0");
    assertThat(series).hasSize(1);
    assertThat(series.get(0)).contains("gauge", "cpu=0", "host_name=web-1");

    kafka.forgetOffsets(RollupJob.NAME);
    send(14, labels, START_MS + 301_000, 1);
    try (RunningJob job = RunningJob.start(RollupJob.NAME, settings, RollupJob::build)) {
      await().atMost(40, SECONDS).until(() -> samples(labels).size() == 14);
    }
    assertThat(samples(labels)).containsAll(samples);
    assertThat(minutes(labels)).isEqualTo(minutes);
    assertThat(series()).isEqualTo(series);
  }

  @Test
  void chunksOfAllResolutionsAreStoredAndTheSeriesIsFound() throws Exception {
    Map<String, String> labels = Map.of("cpu", "1");
    long oldMs = (START_MS / 600_000 - 15) * 600_000;
    for (int i = 0; i < 12; i++) {
      send(i, labels, oldMs + i * 10_000, i);
    }
    send(12, labels, oldMs, 0);
    try (RunningJob job = RunningJob.start(RollupJob.NAME, settings, RollupJob::build)) {
      await()
          .atMost(60, SECONDS)
          .until(() -> timeGoesOn(labels) && !chunks(labels, Resolution.ONE_DAY, oldMs).isEmpty());
      RecordMetadata late = send(14, labels, START_MS - 24 * 3_600_000L, 1);
      await().atMost(10, SECONDS).until(() -> !kafka.deadLettersOf(late).isEmpty());
    }

    SampleDecoder decoder = new SampleDecoder();
    assertThat(chunks(labels, Resolution.FULL, oldMs)).hasSize(1);
    int count = decoder.open(chunks(labels, Resolution.FULL, oldMs).get(0));
    long[] times = new long[count];
    double[] values = new double[count];
    decoder.read(times, values, 0);
    assertThat(values).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    assertThat(times[11]).isEqualTo(oldMs + 110_000);

    AggregateColumns day = new AggregateColumns();
    new AggregateDecoder()
        .read(ByteBuffer.wrap(chunks(labels, Resolution.ONE_DAY, oldMs).get(0)), day);
    WindowAggregate last = day.get(day.size() - 1);
    assertThat(last.count()).isEqualTo(12);
    assertThat(last.increase()).isEqualTo(11);

    SeriesReader reader = new SeriesReader(cassandra, SeriesPeriod.DAY, oldMs);
    reader.refresh();
    LabelMatcher name = new LabelMatcher("__name__", Operator.EQUAL, metric);
    assertThat(reader.index().labelValues("host_name", List.of(name), 10)).containsExactly("web-1");
  }

  private List<byte[]> chunks(Map<String, String> labels, Resolution resolution, long timeMs)
      throws Exception {
    List<byte[]> found = new ArrayList<>();
    ByteBuffer id = id(labels);
    SeriesId series = new SeriesId(id.getLong(0), id.getLong(8));
    new ChunkReader(cassandra)
        .read(
            resolution,
            metric,
            List.of(series),
            timeMs,
            timeMs,
            (chunkSeries, spanStartMs, chunk) -> {
              byte[] bytes = new byte[chunk.remaining()];
              chunk.get(bytes);
              found.add(bytes);
            });
    return found;
  }

  /**
   * Says the latest sample once more, which changes nothing but shows that its partition lives:
   * where all partitions are silent, event time stands still.
   */
  private boolean timeGoesOn(Map<String, String> labels) {
    send(13, labels, START_MS + 300_000, 1);
    return true;
  }

  private RecordMetadata send(
      long sequence, Map<String, String> labels, long timeMs, double value) {
    MetricSample sample = TestRecords.sample(host, sequence, metric, labels, timeMs, value);
    return kafka.send(Topic.METRICS_ENRICHED, metric + labels, TestRecords.enriched(sample));
  }

  private ByteBuffer id(Map<String, String> labels) {
    TreeMap<String, String> identity = new TreeMap<>(labels);
    identity.put("host_id", host);
    return ByteBuffer.wrap(SeriesId.of(metric, identity).bytes());
  }

  private List<String> samples(Map<String, String> labels) {
    return cassandra
        .execute("SELECT time, value FROM gyr.samples WHERE series = ? ALLOW FILTERING", id(labels))
        .map(row -> row.getInstant(0).toEpochMilli() + " " + row.getDouble(1))
        .all()
        .stream()
        .sorted()
        .toList();
  }

  private List<String> minutes(Map<String, String> labels) {
    return cassandra
        .execute(
            "SELECT time, count, sum, min, max, first, last, increase, resets"
                + " FROM gyr.rollup_1m WHERE series = ? ALLOW FILTERING",
            id(labels))
        .map(RollupJobIT::text)
        .all()
        .stream()
        .sorted()
        .toList();
  }

  private static String text(Row row) {
    StringBuilder text = new StringBuilder().append(row.getInstant(0).toEpochMilli());
    for (int i = 1; i < 9; i++) {
      text.append(' ').append(row.getObject(i));
    }
    return text.toString();
  }

  private List<String> series() {
    return cassandra
        .execute("SELECT kind, labels FROM gyr.series WHERE name = ?", metric)
        .map(row -> row.getString(0) + " " + row.getMap(1, String.class, String.class))
        .all();
  }
}
