package io.gyr.jobs.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.component.Settings;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.sinks.cassandra.chunk.ChunkRow;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.chunk.SampleDecoder;
import io.gyr.timeseries.rollup.WindowAggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackfillTest {
  private static final long MINUTE_MS = 60_000;
  private static final long HOUR_MS = 60 * MINUTE_MS;
  private static final long DAY_MS = 24 * HOUR_MS;

  /** The first of 112 days that one chunk of days covers. */
  private static final long START_MS = Resolution.ONE_DAY.spanStartMs(1_800_000_000_000L);

  /** On the 50th of them at noon. */
  private static final long NOW_MS = START_MS + 50 * DAY_MS + 12 * HOUR_MS;

  private static final SeriesId A = SeriesId.of("a", Map.of());

  @BeforeEach
  void clear() {
    ChunksInMemory.clear();
  }

  private static JobSettings settings(String retention) {
    return Settings.read(
        JobSettings.class,
        Map.of(
            "kafka.bootstrap", "127.0.0.1:1",
            "registry.url", "http://127.0.0.1:1",
            "job.checkpoint_dir", "file:/nowhere",
            "metrics.retention", retention));
  }

  /** The operator as Flink runs it, at {@link #NOW_MS} by the clock and in event time. */
  private static final class Importing
      extends KeyedOneInputStreamOperatorTestHarness<SeriesId, SeriesSample, ImportedChunk> {
    Importing(String retention) throws Exception {
      super(
          new KeyedProcessOperator<>(
              new Backfill(settings(retention), unused -> new ChunksInMemory())),
          SeriesSample::series,
          SeriesIdSerializer.TYPE);
    }

    static Importing begin(OperatorSubtaskState state) throws Exception {
      Importing importing = new Importing("");
      importing.initializeState(state);
      return importing.at(NOW_MS);
    }

    static Importing begin(String retention) throws Exception {
      return new Importing(retention).at(NOW_MS);
    }

    private Importing at(long nowMs) throws Exception {
      open();
      setProcessingTime(nowMs);
      processWatermark(nowMs);
      return this;
    }

    void send(long timeMs, double value) throws Exception {
      processElement(sample(timeMs, value), 0);
    }

    void quiet() throws Exception {
      setProcessingTime(getProcessingTime() + Backfill.QUIET_MS);
      setProcessingTime(getProcessingTime() + Backfill.QUIET_MS);
    }
  }

  private static SeriesSample sample(long timeMs, double value) {
    Introduction introduction = new Introduction("agent-1", "a", "gauge", Map.of("cpu", "0"));
    return new SeriesSample(A, timeMs, value, null, introduction);
  }

  /** What {@link BuildChunks} does with what is not final. */
  private static void merge(Importing importing, ChunksHarness chunks) throws Exception {
    for (ImportedChunk imported : importing.extractOutputValues()) {
      chunks.processElement(imported);
    }
    importing.getOutput().clear();
    store(chunks);
  }

  private static void store(ChunksHarness chunks) {
    for (ChunkRow row : chunks.extractOutputValues()) {
      ChunksInMemory.write(row);
    }
    chunks.getOutput().clear();
  }

  private static ChunksHarness chunks() throws Exception {
    ChunksHarness chunks = new ChunksHarness(settings(""));
    chunks.open();
    chunks.processWatermark(NOW_MS);
    return chunks;
  }

  private static Map<Long, WindowAggregate> expected(
      TreeMap<Long, Double> samples, Resolution resolution) {
    long windowMs = resolution.window().toMillis();
    Map<Long, List<Long>> times = new TreeMap<>();
    for (long time : samples.keySet()) {
      times.computeIfAbsent(time / windowMs * windowMs, start -> new ArrayList<>()).add(time);
    }
    Map<Long, WindowAggregate> expected = new TreeMap<>();
    times.forEach(
        (start, all) -> {
          long keptMs = resolution.retention().toMillis();
          long endMs = resolution.spanStartMs(start) + resolution.span().toMillis();
          if (endMs + keptMs >= NOW_MS + HOUR_MS) {
            long[] at = all.stream().mapToLong(Long::longValue).toArray();
            double[] values = all.stream().mapToDouble(samples::get).toArray();
            expected.put(start, WindowAggregate.of(start, at, values, 0, at.length));
          }
        });
    return expected;
  }

  private static void assertStored(TreeMap<Long, Double> samples) throws Exception {
    for (Resolution resolution : SpanRows.COARSE) {
      assertThat(ChunksInMemory.windows(resolution, A))
          .as(resolution.toString())
          .isEqualTo(expected(samples, resolution));
    }
  }

  @Test
  void fortyDaysAreStoredInWhatIsKeptOfThemAndASecondImportChangesNothing() throws Exception {
    TreeMap<Long, Double> samples = new TreeMap<>();
    try (Importing importing = Importing.begin("");
        ChunksHarness chunks = chunks()) {
      for (long at = NOW_MS - 40 * DAY_MS; at < NOW_MS - 9 * HOUR_MS; at += MINUTE_MS) {
        samples.put(at, (double) (at / 7 % 1000));
        importing.send(at, at / 7 % 1000);
      }
      assertThat(ChunksInMemory.writes).isZero();
      importing.quiet();
      merge(importing, chunks);
      assertStored(samples);
      assertThat(ChunksInMemory.introductions).isEqualTo(17 + 2);

      Map<String, Integer> before = ChunksInMemory.hashes();
      int writes = ChunksInMemory.writes;
      for (Map.Entry<Long, Double> sample : samples.entrySet()) {
        importing.send(sample.getKey(), sample.getValue());
      }
      importing.quiet();
      merge(importing, chunks);
      assertThat(ChunksInMemory.hashes()).isEqualTo(before);
      assertThat(ChunksInMemory.writes).isEqualTo(writes);
    }
  }

  @Test
  void aChunkStaysAsLongAsIfItHadBeenWrittenThen() throws Exception {
    long at = NOW_MS - 13 * DAY_MS;
    try (Importing importing = Importing.begin("")) {
      importing.send(at, 1);
      importing.quiet();
    }
    long spanMs = Resolution.TEN_MINUTES.spanStartMs(at);
    long goneMs = spanMs + Resolution.TEN_MINUTES.span().plusDays(14).toMillis();
    int seconds = ChunksInMemory.SECONDS.get(ChunksInMemory.key(Resolution.TEN_MINUTES, A, spanMs));
    assertThat(seconds)
        .isBetween((int) ((goneMs - NOW_MS) / 1000) - 60, (int) ((goneMs - NOW_MS) / 1000));
    assertThat(ChunksInMemory.windows(Resolution.ONE_MINUTE, A)).isEmpty();
  }

  /** The job writes its chunks from its state, in which the import must be from then on. */
  @Test
  void whatTheSeriesWritesAfterwardsHasTheImportToo() throws Exception {
    TreeMap<Long, Double> samples = new TreeMap<>();
    try (Importing importing = Importing.begin("");
        ChunksHarness chunks = chunks()) {
      long middleMs = NOW_MS - 10 * HOUR_MS;
      for (long at = middleMs; at < NOW_MS; at += MINUTE_MS) {
        if (at >= NOW_MS - 8 * HOUR_MS) {
          samples.put(at, 3.0);
          chunks.processElement(sample(at, 3), 0);
        }
      }
      chunks.processWatermark(NOW_MS + 1);
      store(chunks);
      for (long at = NOW_MS - 3 * DAY_MS; at < NOW_MS - 10 * HOUR_MS; at += MINUTE_MS) {
        samples.put(at, 2.0);
        importing.send(at, 2);
      }
      importing.quiet();
      merge(importing, chunks);
      for (long at = NOW_MS; at < NOW_MS + 2 * HOUR_MS; at += MINUTE_MS) {
        samples.put(at, 4.0);
        chunks.processElement(sample(at, 4), 0);
      }
      chunks.processWatermark(NOW_MS + 3 * HOUR_MS);
      store(chunks);
    }
    for (Resolution resolution : SpanRows.COARSE) {
      assertThat(ChunksInMemory.windows(resolution, A))
          .as(resolution.toString())
          .containsAllEntriesOf(expected(samples, resolution));
    }
  }

  /** In a checkpoint are some; the records behind it come again, after a while. */
  @Property(tries = 20, seed = "5")
  void aRestartLosesNothingAndDoublesNothing(@ForAll long seed) throws Exception {
    ChunksInMemory.clear();
    Random random = new Random(seed);
    List<Long> times = new ArrayList<>();
    TreeMap<Long, Double> samples = new TreeMap<>();
    for (long at = NOW_MS - 5 * DAY_MS; at < NOW_MS - 9 * HOUR_MS; ) {
      times.add(at);
      samples.put(at, (double) (at / 7 % 100));
      at += 1 + random.nextInt(4 * (int) MINUTE_MS);
    }
    int checkpoint = random.nextInt(times.size());
    int killed = checkpoint + random.nextInt(times.size() - checkpoint);
    OperatorSubtaskState state;
    try (ChunksHarness chunks = chunks()) {
      try (Importing importing = Importing.begin("")) {
        for (int i = 0; i < checkpoint; i++) {
          importing.send(times.get(i), samples.get(times.get(i)));
        }
        if (random.nextBoolean()) {
          importing.quiet();
          merge(importing, chunks);
        }
        state = importing.snapshot(1, 1);
        for (int i = checkpoint; i < killed; i++) {
          importing.send(times.get(i), samples.get(times.get(i)));
        }
        if (random.nextBoolean()) {
          importing.quiet();
          merge(importing, chunks);
        }
      }
      try (Importing importing = Importing.begin(state)) {
        // Longer than a series may be quiet, but for the restart.
        importing.setProcessingTime(NOW_MS + 5 * Backfill.QUIET_MS);
        importing.setProcessingTime(NOW_MS + 6 * Backfill.QUIET_MS - 1);
        for (int i = checkpoint; i < times.size(); i++) {
          importing.send(times.get(i), samples.get(times.get(i)));
        }
        importing.quiet();
        merge(importing, chunks);
      }
      assertStored(samples);
    }
  }

  @Test
  void ofMoreThanFitTheDaysBeforeTheLastAreWrittenAtOnce() throws Exception {
    TreeMap<Long, Double> samples = new TreeMap<>();
    try (Importing importing = Importing.begin("");
        ChunksHarness chunks = chunks()) {
      long at = NOW_MS - 20 * DAY_MS;
      for (int i = 0; i < 3 * Backfill.MOST_SAMPLES; i++, at += 7_500) {
        samples.put(at, (double) i);
        importing.send(at, i);
        merge(importing, chunks);
      }
      assertThat(ChunksInMemory.writes).isPositive();
      importing.quiet();
      merge(importing, chunks);
      assertStored(samples);
    }
  }

  /**
   * Where single samples are still kept, those that are stored and the imported ones are joined.
   */
  @Test
  void singleSamplesAreWrittenAsLongAsTheyAreKept() throws Exception {
    long spanMs = Resolution.FULL.spanStartMs(NOW_MS - 20 * HOUR_MS);
    try (Importing importing = Importing.begin("a full=2d")) {
      importing.send(spanMs + 1, 1);
      importing.send(spanMs + 3, 3);
      importing.quiet();
    }
    try (Importing importing = Importing.begin("a full=2d");
        ChunksHarness chunks = chunks()) {
      importing.send(spanMs + 2, 2);
      importing.send(spanMs + 3, 4);
      importing.quiet();
      merge(importing, chunks);
    }
    byte[] chunk = ChunksInMemory.CHUNKS.get(ChunksInMemory.key(Resolution.FULL, A, spanMs));
    SampleDecoder decoder = new SampleDecoder();
    double[] values = new double[decoder.open(chunk)];
    decoder.read(new long[values.length], values, 0);
    assertThat(values).containsExactly(1, 2, 4);
    assertThat(ChunksInMemory.windows(Resolution.ONE_DAY, A).values())
        .extracting(WindowAggregate::count)
        .containsExactly(3L);
  }

  @Test
  void aSeriesThatIsLongQuietLeavesNothing() throws Exception {
    try (Importing importing = Importing.begin("")) {
      importing.send(NOW_MS - DAY_MS, 1);
      importing.quiet();
      assertThat(importing.numKeyedStateEntries()).isEqualTo(1);
      importing.setProcessingTime(NOW_MS + 2 * Backfill.KEPT_MS);
      assertThat(importing.numKeyedStateEntries()).isZero();
      assertThat(importing.numProcessingTimeTimers()).isZero();
    }
  }
}
