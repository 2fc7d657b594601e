package io.gyr.jobs.rollup;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import io.gyr.jobs.runtime.JobEnvironment;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.fixture.RunningJob;
import io.gyr.jobs.runtime.fixture.SharedKafka;
import io.gyr.jobs.runtime.fixture.TestRecords;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.MetricSample;
import io.gyr.sinks.cassandra.CassandraSession;
import io.gyr.sinks.cassandra.chunk.ChunkReader;
import io.gyr.sinks.cassandra.chunk.ChunkRow;
import io.gyr.sinks.cassandra.chunk.ChunkSink;
import io.gyr.sinks.cassandra.chunk.ChunkTables;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.sinks.cassandra.chunk.SeriesPeriod;
import io.gyr.sinks.cassandra.chunk.SeriesReader;
import io.gyr.standalone.SharedComponents;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.chunk.SampleDecoder;
import io.gyr.timeseries.chunk.WindowDecoder;
import io.gyr.timeseries.index.LabelMatcher;
import io.gyr.timeseries.index.LabelMatcher.Operator;
import io.gyr.timeseries.rollup.AggregateColumns;
import io.gyr.timeseries.rollup.WindowAggregate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
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
    ChunkTables.create(cassandra);
  }

  @AfterEach
  void disconnect() {
    cassandra.close();
    kafka.close();
  }

  @Test
  void chunksOfAllResolutionsAreStoredAndTheSeriesIsFound() throws Exception {
    Map<String, String> labels = Map.of("cpu", "1");
    long oldMs = (START_MS / 600_000 - 15) * 600_000;
    for (int i = 0; i < 12; i++) {
      send(i, labels, oldMs + i * 10_000, i);
    }
    send(12, labels, oldMs, 0);
    RecordMetadata garbage =
        kafka.sendBytes(Topic.METRICS_ENRICHED, null, metric, new byte[] {1, 2, 3});
    try (RunningJob job = RunningJob.start(RollupJob.NAME, settings, RollupJob::build)) {
      await()
          .atMost(60, SECONDS)
          .until(() -> timeGoesOn(labels) && !chunks(labels, Resolution.ONE_DAY, oldMs).isEmpty());
      RecordMetadata late = send(14, labels, START_MS - 24 * 3_600_000L, 1);
      await().atMost(10, SECONDS).until(() -> !kafka.deadLettersOf(late).isEmpty());
      await().atMost(10, SECONDS).until(() -> !kafka.deadLettersOf(garbage).isEmpty());
    }

    assertThat(samples(labels, oldMs)).isEqualTo(counted(oldMs, 12));
    WindowAggregate last = lastDay(labels, oldMs);
    assertThat(last.count()).isEqualTo(12);
    assertThat(last.increase()).isEqualTo(11);

    SeriesReader reader = new SeriesReader(cassandra, SeriesPeriod.DAY, oldMs);
    reader.refresh();
    LabelMatcher name = new LabelMatcher("__name__", Operator.EQUAL, metric);
    assertThat(reader.index().labelValues("host_name", List.of(name), 10)).containsExactly("web-1");
  }

  /** The job is cancelled twice in the middle of a span, the second time it loses its state. */
  @Test
  void aJobThatIsKilledLosesNothingAndDoublesNothing() throws Exception {
    Map<String, String> labels = Map.of("cpu", "2");
    long oldMs = (START_MS / 600_000 - 15) * 600_000;
    RecordMetadata last = send(0, labels, oldMs, 0);
    for (int i = 1; i < 20; i++) {
      last = send(i, labels, oldMs + i * 10_000, i);
    }
    long half = last.offset();
    int partition = last.partition();
    try (RunningJob job = RunningJob.start(RollupJob.NAME, settings, RollupJob::build)) {
      await().atMost(60, SECONDS).until(() -> committed(partition) > half);
      for (int i = 20; i < 40; i++) {
        send(i, labels, oldMs + i * 10_000, i);
      }
    }
    for (int i = 35; i < 60; i++) {
      send(i, labels, oldMs + i * 10_000, i);
    }
    Configuration fromCheckpoint = new Configuration();
    fromCheckpoint.set(StateRecoveryOptions.SAVEPOINT_PATH, newestCheckpoint());
    try (RunningJob job =
        RunningJob.start(
            RollupJob.NAME,
            settings,
            (environment, known) -> {
              environment.configure(fromCheckpoint);
              RollupJob.build(environment, known);
            })) {
      // Where other tests took event time along, the samples are late: up to a minute more.
      await().atMost(120, SECONDS).until(() -> timeGoesOn(labels) && ofTheDay(labels, oldMs) == 60);
    }
    assertThat(samples(labels, oldMs)).isEqualTo(counted(oldMs, 60));
    WindowAggregate day = lastDay(labels, oldMs);
    assertThat(day.count()).isEqualTo(60);
    long firstWritten = writtenMicros(labels);

    kafka.forgetOffsets(RollupJob.NAME);
    try (RunningJob job = RunningJob.start(RollupJob.NAME, settings, RollupJob::build)) {
      await()
          .atMost(120, SECONDS)
          .until(
              () ->
                  timeGoesOn(labels)
                      && writtenMicros(labels) > firstWritten
                      && ofTheDay(labels, oldMs) == 60);
    }
    assertThat(samples(labels, oldMs)).isEqualTo(counted(oldMs, 60));
    assertThat(lastDay(labels, oldMs)).isEqualTo(day);
  }

  /** It would be refused after each restart, too, and hold up all series for good. */
  @Test
  void aChunkThatIsTooLargeForCassandraIsLeftOutAndTheOthersAreWritten() throws Exception {
    Map<String, String> large = Map.of("size", "large");
    Map<String, String> small = Map.of("size", "small");
    long spanMs = Resolution.FULL.spanStartMs(START_MS);
    StreamExecutionEnvironment environment = JobEnvironment.of(settings, "large chunk");
    environment.setParallelism(1);
    Configuration once = new Configuration();
    once.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    environment.configure(once);
    environment
        .fromData(
            TypeInformation.of(ChunkRow.class),
            ChunkRow.chunk(Resolution.FULL, metric, id(large).array(), spanMs, new byte[9 << 20]),
            ChunkRow.chunk(Resolution.FULL, metric, id(small).array(), spanMs, new byte[5 << 20]))
        .sinkTo(new ChunkSink(settings));
    environment.execute();

    assertThat(chunks(large, Resolution.FULL, spanMs)).isEmpty();
    assertThat(chunks(small, Resolution.FULL, spanMs)).containsExactly(new byte[5 << 20]);
  }

  private static Map<Long, Double> counted(long startMs, int count) {
    Map<Long, Double> samples = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      samples.put(startMs + i * 10_000L, (double) i);
    }
    return samples;
  }

  private Map<Long, Double> samples(Map<String, String> labels, long timeMs) throws Exception {
    assertThat(chunks(labels, Resolution.FULL, timeMs)).hasSize(1);
    SampleDecoder decoder = new SampleDecoder();
    int count = decoder.open(chunks(labels, Resolution.FULL, timeMs).get(0));
    long[] times = new long[count];
    double[] values = new double[count];
    decoder.read(times, values, 0);
    Map<Long, Double> samples = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      assertThat(samples.put(times[i], values[i])).isNull();
    }
    return samples;
  }

  private WindowAggregate lastDay(Map<String, String> labels, long timeMs) throws Exception {
    AggregateColumns days = new AggregateColumns();
    byte[] chunk = chunks(labels, Resolution.ONE_DAY, timeMs).get(0);
    new WindowDecoder(false).read(ByteBuffer.wrap(chunk), days, new ArrayList<>());
    return days.get(days.size() - 1);
  }

  private long ofTheDay(Map<String, String> labels, long timeMs) throws Exception {
    return chunks(labels, Resolution.ONE_DAY, timeMs).isEmpty()
        ? 0
        : lastDay(labels, timeMs).count();
  }

  /** When the day's chunk, the last that a span writes, was written. */
  private long writtenMicros(Map<String, String> labels) {
    return cassandra
        .execute(
            "SELECT writetime(chunk) FROM gyr.rollups_1d WHERE series = ? ALLOW FILTERING",
            id(labels))
        .one()
        .getLong(0);
  }

  private long committed(int partition) throws Exception {
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", settings.kafkaBootstrap()))) {
      OffsetAndMetadata offset =
          admin
              .listConsumerGroupOffsets("gyr-" + RollupJob.NAME)
              .partitionsToOffsetAndMetadata()
              .get()
              .get(new TopicPartition(Topic.METRICS_ENRICHED.topicName(), partition));
      return offset == null ? -1 : offset.offset();
    }
  }

  private String newestCheckpoint() throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .map(file -> file.getParent().toUri().toString())
          .orElseThrow();
    }
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
}
