package io.gyr.jobs.rollup;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.fixture.RunningJob;
import io.gyr.jobs.runtime.fixture.SharedKafka;
import io.gyr.schemas.SampleOrigin;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.EnrichedMetric;
import io.gyr.schemas.record.MetricKind;
import io.gyr.schemas.record.MetricSample;
import io.gyr.sinks.cassandra.CassandraSession;
import io.gyr.sinks.cassandra.chunk.AggregateReader;
import io.gyr.sinks.cassandra.chunk.ChunkReader;
import io.gyr.sinks.cassandra.chunk.ChunkTables;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.sinks.cassandra.chunk.SeriesPeriod;
import io.gyr.sinks.cassandra.chunk.SeriesReader;
import io.gyr.standalone.SharedComponents;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.index.LabelMatcher;
import io.gyr.timeseries.index.LabelMatcher.Operator;
import io.gyr.timeseries.rollup.WindowAggregate;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thirty days through the whole job into the real store. */
class BackfillIT {
  private static final long MINUTE_MS = 60_000;
  private static final long DAY_MS = 1440 * MINUTE_MS;
  private static final long NOW_MS = System.currentTimeMillis() / MINUTE_MS * MINUTE_MS;
  private static final long STEP_MS = 5 * MINUTE_MS;
  private static final long FROM_MS = NOW_MS - 30 * DAY_MS;

  /** Old enough that nothing of it is in a span that is still in state. */
  private static final long TO_MS = NOW_MS - DAY_MS;

  @TempDir Path dir;
  private final String metric = "m_" + UUID.randomUUID().toString().replace('-', '_');
  private final SeriesId id = SeriesId.of(metric, new TreeMap<>(Map.of("host_id", "")));
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
    // Old samples of other tests would be its time, and what is imported later than that not past.
    kafka.skip(Topic.METRICS_ENRICHED, RollupJob.NAME);
  }

  @AfterEach
  void disconnect() {
    cassandra.close();
    kafka.close();
  }

  /** Imported whole, and again, with a job that was killed in between. */
  @Test
  void everyResolutionHasWhatIsKeptOfThirtyDaysAndImportingAgainChangesNothing() throws Exception {
    long written;
    Map<Long, WindowAggregate> days;
    try (RunningJob job = RunningJob.start(RollupJob.NAME, settings, RollupJob::build)) {
      send();
      await().atMost(180, SECONDS).until(() -> samplesOf(Resolution.ONE_DAY) == sent());
      days = windows(Resolution.ONE_DAY);
      written = writtenMicros();
      assertThat(samplesOf(Resolution.ONE_HOUR)).isEqualTo(sent());
      // Chunks of which the last window is not older than they are kept.
      assertThat(windows(Resolution.TEN_MINUTES).keySet())
          .allMatch(startMs -> startMs >= NOW_MS - 17 * DAY_MS)
          .anyMatch(startMs -> startMs <= NOW_MS - 14 * DAY_MS + 10 * MINUTE_MS);
      assertThat(windows(Resolution.ONE_MINUTE).keySet())
          .allMatch(startMs -> startMs >= NOW_MS - 3 * DAY_MS)
          .anyMatch(startMs -> startMs <= NOW_MS - 2 * DAY_MS + 5 * MINUTE_MS);
    }
    assertThat(secondsLeft())
        .allMatch(seconds -> seconds > 0 && seconds <= 16 * 86_400)
        .anyMatch(seconds -> seconds < 3 * 86_400);
    try (RunningJob job = RunningJob.start(RollupJob.NAME, settings, RollupJob::build)) {
      send();
      await().atMost(180, SECONDS).until(() -> writtenMicros() > written);
      assertThat(windows(Resolution.ONE_DAY)).isEqualTo(days);
      assertThat(samplesOf(Resolution.ONE_HOUR)).isEqualTo(sent());
    }
    LabelMatcher name = new LabelMatcher("__name__", Operator.EQUAL, metric);
    for (long at = FROM_MS; at < TO_MS; at += DAY_MS) {
      SeriesReader reader = new SeriesReader(cassandra, SeriesPeriod.FOUR_WEEKS, at);
      reader.refresh();
      assertThat(reader.index().count(List.of(name))).isEqualTo(1);
    }
  }

  private static long sent() {
    return (TO_MS - FROM_MS) / STEP_MS;
  }

  private void send() {
    for (long at = FROM_MS; at < TO_MS; at += STEP_MS) {
      MetricSample sample =
          MetricSample.newBuilder()
              .setHostId("")
              .setAgentEpochNs(0)
              .setSequence(SampleOrigin.BACKFILL.sequence())
              .setTimeMs(at)
              .setName(metric)
              .setKind(MetricKind.COUNTER)
              .setLabels(Map.of())
              .setValue(at - FROM_MS)
              .build();
      kafka.sendLater(Topic.METRICS_ENRICHED, metric, new EnrichedMetric(sample, Map.of()));
    }
  }

  private Map<Long, WindowAggregate> windows(Resolution resolution) throws Exception {
    Map<Long, WindowAggregate> windows = new TreeMap<>();
    new AggregateReader(new ChunkReader(cassandra))
        .read(
            resolution,
            metric,
            List.of(id),
            FROM_MS - DAY_MS,
            NOW_MS,
            false,
            (series, columns, from, to) -> {
              for (int i = from; i < to; i++) {
                windows.put(columns.get(i).startMs(), columns.get(i));
              }
            });
    return windows;
  }

  private long samplesOf(Resolution resolution) throws Exception {
    return windows(resolution).values().stream().mapToLong(WindowAggregate::count).sum();
  }

  /** When the newest chunk of days, which the series' own task writes each time, was written. */
  private long writtenMicros() {
    return cassandra
        .execute(
            "SELECT writetime(chunk) FROM gyr.rollups_1d WHERE series = ? ALLOW FILTERING",
            ByteBuffer.wrap(id.bytes()))
        .all()
        .stream()
        .mapToLong(row -> row.getLong(0))
        .max()
        .orElse(0);
  }

  /** How long the chunks of ten minutes stay. */
  private List<Integer> secondsLeft() {
    return cassandra
        .execute(
            "SELECT ttl(chunk) FROM gyr.rollups_10m WHERE series = ? ALLOW FILTERING",
            ByteBuffer.wrap(id.bytes()))
        .all()
        .stream()
        .map(row -> row.getInt(0))
        .toList();
  }
}
