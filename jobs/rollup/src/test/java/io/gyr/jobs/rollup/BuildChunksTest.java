package io.gyr.jobs.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.component.Settings;
import io.gyr.jobs.runtime.DeadLetters;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.RawRecord;
import io.gyr.jobs.runtime.fixture.FakeRegistry;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.DeadLetter;
import io.gyr.schemas.wire.RecordDecoder;
import io.gyr.sinks.cassandra.chunk.ChunkRow;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.chunk.HistogramDecoder;
import io.gyr.timeseries.chunk.SampleDecoder;
import io.gyr.timeseries.chunk.WindowDecoder;
import io.gyr.timeseries.column.MalformedChunkException;
import io.gyr.timeseries.histogram.HistogramLayout;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.histogram.NativeHistogram.ResetHint;
import io.gyr.timeseries.histogram.Spans;
import io.gyr.timeseries.rollup.AggregateColumns;
import io.gyr.timeseries.rollup.HistogramAggregate;
import io.gyr.timeseries.rollup.HistogramWindow;
import io.gyr.timeseries.rollup.StaleMarker;
import io.gyr.timeseries.rollup.WindowAggregate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildChunksTest {
  private static final long FLUSH_MS = 15_000;
  private static final long HOUR_MS = 3_600_000;
  private static final long START_MS = 1_800_000_000_000L / (24 * HOUR_MS) * (24 * HOUR_MS);
  private static final long SPREAD_MS = BuildChunks.SPREAD_MS;

  /** What is in the store: chunks by table, series and span; the last write wins. */
  private final Map<String, ChunkRow> stored = new HashMap<>();

  private int introductions;

  private static ChunksHarness chunks() throws Exception {
    return chunks(Map.of());
  }

  private static ChunksHarness chunks(Map<String, String> others) throws Exception {
    Map<String, String> settings = new HashMap<>(others);
    settings.put("kafka.bootstrap", "127.0.0.1:1");
    settings.putIfAbsent("registry.url", "http://127.0.0.1:1");
    settings.put("job.checkpoint_dir", "file:/nowhere");
    return new ChunksHarness(Settings.read(JobSettings.class, settings));
  }

  @Test
  void newSamplesCanBeReadAfterAMinute() throws Exception {
    try (var chunks = chunks()) {
      chunks.open();
      chunks.setProcessingTime(1_000_000);
      chunks.processElement(sample("a", START_MS + 10_000, 1), 0);
      chunks.processElement(sample("a", START_MS + 20_000, 2), 0);
      chunks.setProcessingTime(1_000_000 + FLUSH_MS);
      store(chunks);
      assertThat(samples(Resolution.OPEN, "a"))
          .isEqualTo(Map.of(START_MS + 10_000, 1.0, START_MS + 20_000, 2.0));
      assertThat(introductions).isEqualTo(2);

      chunks.processElement(sample("a", START_MS + 20_000, 2), 0);
      chunks.setProcessingTime(1_000_000 + 3 * FLUSH_MS);
      assertThat(chunks.extractOutputValues()).isEmpty();
    }
  }

  @Test
  void aSpanThatIsOverIsWrittenWholeWithItsAggregates() throws Exception {
    try (var chunks = chunks()) {
      chunks.open();
      for (int i = 0; i < 1000; i++) {
        chunks.processElement(sample("a", START_MS + i * 10_000L, i), 0);
      }
      chunks.processWatermark(START_MS + 2 * HOUR_MS + SPREAD_MS);
      store(chunks);
      assertThat(samples(Resolution.FULL, "a")).hasSize(720);
      assertThat(windows(Resolution.ONE_MINUTE, "a")).hasSize(120);
      assertThat(windows(Resolution.TEN_MINUTES, "a")).hasSize(12);
      assertThat(windows(Resolution.ONE_HOUR, "a")).hasSize(2);
      WindowAggregate day = windows(Resolution.ONE_DAY, "a").get(START_MS);
      assertThat(day.count()).isEqualTo(720);
      assertThat(day.increase()).isEqualTo(719);

      chunks.processElement(sample("a", START_MS + 5_000, 7), 0);
      chunks.setProcessingTime(FLUSH_MS);
      store(chunks);
      assertThat(samples(Resolution.FULL, "a")).hasSize(721).containsEntry(START_MS + 5_000, 7.0);
      assertThat(windows(Resolution.ONE_DAY, "a").get(START_MS).count()).isEqualTo(721);
      assertThat(windows(Resolution.ONE_DAY, "a").get(START_MS).resets()).isEqualTo(1);
    }
  }

  @Test
  void stateIsForgottenWhenNothingCanBeCorrectedAnyMore() throws Exception {
    try (var chunks = chunks()) {
      chunks.open();
      chunks.processElement(sample("a", START_MS, 1), 0);
      chunks.processWatermark(START_MS + 9 * HOUR_MS);
      store(chunks);
      assertThat(chunks.numEventTimeTimers()).as("to forget what is left").isEqualTo(1);
      int left = chunks.numKeyedStateEntries();
      chunks.processElement(sample("a", START_MS + 500 * 24 * HOUR_MS, 1), 0);
      chunks.processWatermark(START_MS + 501 * 24 * HOUR_MS);
      assertThat(chunks.numKeyedStateEntries()).isEqualTo(left);
    }
  }

  /** The chunks of days are kept for the longest time, 112 days and those of lateness. */
  @Test
  void aSeriesOfLongAgoLeavesNothing() throws Exception {
    try (var chunks = chunks()) {
      chunks.open();
      chunks.processElement(sample("a", START_MS, 1), 0);
      chunks.processWatermark(START_MS + 9 * HOUR_MS);
      chunks.processElement(sample("a", START_MS + 500 * 24 * HOUR_MS, 1), 0);
      chunks.processWatermark(START_MS + 501 * 24 * HOUR_MS);
      assertThat(chunks.numKeyedStateEntries()).isEqualTo(1);
      chunks.processElement(sample("b", START_MS + 900 * 24 * HOUR_MS, 1), 0);
      chunks.processWatermark(START_MS + 901 * 24 * HOUR_MS);
      assertThat(chunks.numKeyedStateEntries()).as("b, and nothing of a").isEqualTo(1);
      chunks.processWatermark(START_MS + 1013 * 24 * HOUR_MS);
      assertThat(chunks.numKeyedStateEntries()).isZero();
      assertThat(chunks.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void aSeriesThatReturnsGoesOnWithItsHoursAndDays() throws Exception {
    try (var chunks = chunks()) {
      chunks.open();
      long firstMs = Windows.startOf(START_MS, Resolution.ONE_DAY.span().toMillis());
      long hourMs = Windows.startOf(firstMs, Resolution.ONE_HOUR.span().toMillis());
      long laterMs = hourMs + 13 * 24 * HOUR_MS;
      chunks.processElement(sample("a", hourMs, 1), 0);
      chunks.processWatermark(laterMs);
      chunks.processElement(sample("a", laterMs, 2), 0);
      chunks.processWatermark(laterMs + 3 * HOUR_MS);
      store(chunks);
      assertThat(windows(Resolution.ONE_HOUR, "a")).containsOnlyKeys(hourMs, laterMs);
      assertThat(windows(Resolution.ONE_DAY, "a")).hasSize(2);
    }
  }

  /** What is not over goes on after the next start, so its aggregates must be there then. */
  @Test
  void drainingForgetsNoAggregates() throws Exception {
    OperatorSubtaskState state;
    try (var chunks = chunks()) {
      chunks.open();
      chunks.processElement(sample("a", START_MS, 1), 0);
      chunks.processWatermark(START_MS + 9 * HOUR_MS);
      chunks.processWatermark(Long.MAX_VALUE);
      state = chunks.snapshot(1, 1);
      store(chunks);
    }
    try (var chunks = chunks()) {
      chunks.initializeState(state);
      chunks.open();
      chunks.processElement(sample("a", START_MS + 10 * HOUR_MS, 2), 0);
      chunks.processWatermark(START_MS + 13 * HOUR_MS);
      store(chunks);
      assertThat(windows(Resolution.ONE_HOUR, "a"))
          .containsOnlyKeys(START_MS, START_MS + 10 * HOUR_MS);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "metrics.max_series, the store has 2",
    "metrics.max_series_per_agent, agent agent-1 has 2",
    "metrics.max_series_per_team, team 0 has 2",
  })
  void newSeriesBeyondTheLimitAreRefusedAndThoseOfBeforeGoOn(String limit, String full)
      throws Exception {
    try (FakeRegistry registry = new FakeRegistry();
        var chunks =
            chunks(
                Map.of(
                    "registry.url",
                    registry.settings().registryUrl(),
                    "metrics.team_label",
                    "cpu",
                    limit,
                    "2"))) {
      chunks.open();
      for (int i = 0; i < 3; i++) {
        for (String name : List.of("a", "b", "c", "d")) {
          chunks.processElement(sample(name, START_MS + i * 10_000, i), 0);
        }
      }
      List<RawRecord> letters = new ArrayList<>();
      chunks.getSideOutput(DeadLetters.TAG).forEach(letter -> letters.add(letter.getValue()));
      assertThat(letters).hasSize(1);
      RecordDecoder<DeadLetter> decoder =
          new RecordDecoder<>(Topic.DEAD_LETTER.schema(), id -> Topic.DEAD_LETTER.schema());
      DeadLetter letter = decoder.decode(letters.get(0).value());
      assertThat(letter.getReason()).isEqualTo("too_many_series");
      assertThat(letter.getDetail()).contains("series c {cpu=0}", full, limit);

      chunks.processWatermark(START_MS + 2 * HOUR_MS + SPREAD_MS);
      store(chunks);
      assertThat(samples(Resolution.FULL, "a")).hasSize(3);
      assertThat(samples(Resolution.FULL, "b")).hasSize(3);
      assertThat(samples(Resolution.FULL, "c")).isEmpty();

      // Eight hours later nothing is in use any more.
      chunks.processWatermark(START_MS + 9 * HOUR_MS);
      chunks.processElement(sample("c", START_MS + 9 * HOUR_MS, 1), 0);
      chunks.processWatermark(START_MS + 13 * HOUR_MS);
      store(chunks);
      assertThat(samples(Resolution.FULL, "c")).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metrics.max_series",
        "metrics.max_series_per_agent",
        "metrics.max_series_per_team"
      })
  void seriesThatAreInTheStateOfARestartedTaskAreCountedAndGoOn(String limit) throws Exception {
    Map<String, String> two = Map.of("metrics.team_label", "cpu", limit, "2");
    OperatorSubtaskState state;
    try (var chunks = chunks(two)) {
      chunks.open();
      chunks.processElement(sample("a", START_MS, 1), 0);
      chunks.processElement(sample("b", START_MS, 1), 0);
      state = chunks.snapshot(1, 1);
    }
    try (FakeRegistry registry = new FakeRegistry()) {
      Map<String, String> one =
          Map.of(
              "registry.url",
              registry.settings().registryUrl(),
              "metrics.team_label",
              "cpu",
              limit,
              "1");
      try (var chunks = chunks(one)) {
        chunks.initializeState(state);
        chunks.open();
        chunks.processElement(sample("a", START_MS + 10_000, 2), 0);
        chunks.processElement(sample("b", START_MS + 10_000, 2), 0);
        chunks.processElement(sample("c", START_MS + 10_000, 2), 0);
        chunks.processWatermark(START_MS + 2 * HOUR_MS + SPREAD_MS);
        store(chunks);
        assertThat(samples(Resolution.FULL, "a")).hasSize(2);
        assertThat(samples(Resolution.FULL, "b")).hasSize(2);
        assertThat(samples(Resolution.FULL, "c")).isEmpty();
      }
    }
  }

  /** Also after a restart, and when the series ends with a plain stale marker. */
  @Test
  void histogramsBecomeChunksOfTheirOwnKind() throws Exception {
    HistogramLayout layout =
        new HistogramLayout(
            3, 0, Spans.of(new int[] {1}, new int[] {2}), Spans.NONE, new double[0]);
    List<NativeHistogram> sent = new ArrayList<>();
    OperatorSubtaskState state;
    try (var chunks = chunks()) {
      chunks.open();
      for (int i = 0; i < 60; i++) {
        double[] buckets = {i, 2 * i};
        sent.add(new NativeHistogram(layout, ResetHint.UNKNOWN, 3 * i, 0, i / 3.0, buckets));
        if (i < 30) {
          chunks.processElement(histogram(START_MS + i * 10_000L, sent.get(i)), 0);
        }
      }
      state = chunks.snapshot(1, 1);
    }
    try (var chunks = chunks()) {
      chunks.initializeState(state);
      chunks.open();
      for (int i = 59; i >= 20; i--) {
        chunks.processElement(histogram(START_MS + i * 10_000L, sent.get(i)), 0);
      }
      chunks.processElement(sample("a", START_MS + 600_000, StaleMarker.VALUE), 0);
      chunks.processElement(sample("a", START_MS + 610_000, 1), 0); // No place for a number.
      chunks.processWatermark(START_MS + 2 * HOUR_MS + SPREAD_MS);
      store(chunks);
    }
    HistogramDecoder decoder = new HistogramDecoder();
    int count = decoder.open(ByteBuffer.wrap(chunk(Resolution.FULL)));
    NativeHistogram[] found = new NativeHistogram[count];
    decoder.read(new long[count], found, 0);
    assertThat(count).isEqualTo(61);
    assertThat(List.of(found).subList(0, 60)).isEqualTo(sent);
    assertThat(StaleMarker.is(found[60].sum())).isTrue();
    assertThat(histogramWindows(Resolution.ONE_MINUTE)).hasSize(11);
    HistogramWindow day = histogramWindows(Resolution.ONE_DAY).get(0);
    HistogramAggregate aggregate = day.aggregate();
    assertThat(day.stale()).isTrue();
    assertThat(aggregate.count()).isEqualTo(60);
    assertThat(aggregate.first()).isEqualTo(sent.get(0));
    assertThat(aggregate.last()).isEqualTo(sent.get(59));
    assertThat(aggregate.sum().bucket(1)).isEqualTo(59 * 60);
    assertThat(aggregate.correction()).isNull();
  }

  /** Numbers in the first span, histograms in the second: a chunk of aggregates has both. */
  @Test
  void aSeriesMayBecomeOneOfHistograms() throws Exception {
    HistogramLayout layout = new HistogramLayout(3, 0, Spans.NONE, Spans.NONE, new double[0]);
    try (var chunks = chunks()) {
      chunks.open();
      for (int i = 0; i < 1440; i++) {
        long timeMs = START_MS + i * 10_000L;
        NativeHistogram histogram =
            new NativeHistogram(layout, ResetHint.UNKNOWN, i, i, 0, new double[0]);
        chunks.processElement(i < 720 ? sample("a", timeMs, i) : histogram(timeMs, histogram), 0);
      }
      chunks.processWatermark(START_MS + 4 * HOUR_MS + SPREAD_MS);
      chunks.processElement(sample("a", START_MS, -1), 0); // A late correction.
      chunks.setProcessingTime(HOUR_MS);
      store(chunks);
    }
    WindowAggregate numbers = windows(Resolution.ONE_DAY, "a").get(START_MS);
    assertThat(numbers.count()).isEqualTo(720);
    assertThat(numbers.first()).isEqualTo(-1);
    assertThat(histogramWindows(Resolution.ONE_HOUR)).hasSize(2);
    assertThat(windows(Resolution.ONE_HOUR, "a")).hasSize(2);
    HistogramAggregate histograms = histogramWindows(Resolution.ONE_DAY).get(0).aggregate();
    assertThat(histograms.last().count() - histograms.first().count()).isEqualTo(719);
  }

  private byte[] chunk(Resolution resolution) {
    return stored.values().stream()
        .filter(row -> row.table.equals(resolution.name()))
        .findFirst()
        .orElseThrow()
        .chunk;
  }

  private List<HistogramWindow> histogramWindows(Resolution resolution)
      throws MalformedChunkException {
    List<HistogramWindow> windows = new ArrayList<>();
    new WindowDecoder(true)
        .read(ByteBuffer.wrap(chunk(resolution)), new AggregateColumns(), windows);
    return windows;
  }

  private static SeriesSample histogram(long timeMs, NativeHistogram histogram) {
    SeriesSample sample = sample("a", timeMs, histogram.sum());
    return new SeriesSample(
        sample.series(), timeMs, sample.value(), histogram, sample.introduction());
  }

  @Property(tries = 60, seed = "8")
  void orderDuplicatesAndRestartsDoNotChangeWhatIsStored(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    List<SeriesSample> sent = new ArrayList<>();
    Map<String, TreeMap<Long, Double>> truth = new HashMap<>();
    for (int i = 0; i < 400; i++) {
      long timeMs = START_MS + random.nextInt((int) (5 * HOUR_MS / 10_000)) * 10_000L;
      SeriesSample sample = sample(random.nextBoolean() ? "a" : "b", timeMs, timeMs / 7 % 1000);
      sent.add(sample);
      truth
          .computeIfAbsent(sample.introduction().metric(), unseen -> new TreeMap<>())
          .put(timeMs, sample.value());
    }
    sent.addAll(sent.subList(random.nextInt(400), 400));
    Collections.shuffle(sent, random);
    int restart = random.nextInt(sent.size());
    OperatorSubtaskState state;
    stored.clear();
    try (var chunks = chunks()) {
      chunks.open();
      send(chunks, sent.subList(0, restart), random);
      state = chunks.snapshot(1, 1);
    }
    try (var chunks = chunks()) {
      chunks.initializeState(state);
      chunks.open();
      send(chunks, sent.subList(Math.max(0, restart - 20), sent.size()), random);
      chunks.processWatermark(START_MS + 6 * HOUR_MS + SPREAD_MS);
      chunks.setProcessingTime(HOUR_MS);
      store(chunks);
    }
    for (Map.Entry<String, TreeMap<Long, Double>> series : truth.entrySet()) {
      String name = series.getKey();
      assertThat(samples(Resolution.FULL, name)).isEqualTo(series.getValue());
      for (Resolution resolution : Resolution.values()) {
        if (!resolution.window().isZero()) {
          assertThat(windows(resolution, name))
              .isEqualTo(aggregates(series.getValue(), resolution.window().toMillis()));
        }
      }
    }
  }

  private void send(ChunksHarness chunks, List<SeriesSample> samples, Random random)
      throws Exception {
    long watermark = 0;
    long now = 0;
    for (SeriesSample sample : samples) {
      chunks.processElement(sample, 0);
      if (random.nextInt(30) == 0) {
        watermark = Math.max(watermark, START_MS + random.nextInt((int) (6 * HOUR_MS)));
        chunks.processWatermark(watermark);
      }
      if (random.nextInt(30) == 0) {
        now += random.nextInt(100_000);
        chunks.setProcessingTime(now);
      }
    }
    store(chunks);
  }

  /** Whole numbers, so that sums are exact in any order. */
  private static Map<Long, WindowAggregate> aggregates(
      TreeMap<Long, Double> samples, long windowMs) {
    Map<Long, WindowAggregate> aggregates = new TreeMap<>();
    long[] times = samples.keySet().stream().mapToLong(Long::longValue).toArray();
    double[] values = samples.values().stream().mapToDouble(Double::doubleValue).toArray();
    int from = 0;
    for (int i = 1; i <= times.length; i++) {
      if (i == times.length || times[i] / windowMs != times[from] / windowMs) {
        long start = times[from] / windowMs * windowMs;
        aggregates.put(start, WindowAggregate.of(start, times, values, from, i));
        from = i;
      }
    }
    return aggregates;
  }

  private static SeriesSample sample(String name, long timeMs, double value) {
    Introduction introduction = new Introduction("agent-1", name, "gauge", Map.of("cpu", "0"));
    return new SeriesSample(SeriesId.of(name, Map.of()), timeMs, value, null, introduction);
  }

  private void store(ChunksHarness chunks) {
    for (ChunkRow row : chunks.extractOutputValues()) {
      if (row.introduces) {
        introductions++;
      } else {
        stored.put(row.table + " " + row.metric + " " + row.timeMs, row);
      }
    }
    chunks.getOutput().clear();
  }

  private Map<Long, Double> samples(Resolution resolution, String name)
      throws MalformedChunkException {
    Map<Long, Double> found = new TreeMap<>();
    SampleDecoder decoder = new SampleDecoder();
    for (ChunkRow row : stored.values()) {
      if (row.table.equals(resolution.name()) && row.metric.equals(name)) {
        int count = decoder.open(row.chunk);
        long[] times = new long[count];
        double[] values = new double[count];
        decoder.read(times, values, 0);
        for (int i = 0; i < count; i++) {
          assertThat(resolution.spanStartMs(times[i])).isEqualTo(row.timeMs);
          assertThat(found.put(times[i], values[i])).isNull();
        }
      }
    }
    return found;
  }

  private Map<Long, WindowAggregate> windows(Resolution resolution, String name)
      throws MalformedChunkException {
    Map<Long, WindowAggregate> found = new TreeMap<>();
    for (ChunkRow row : stored.values()) {
      if (row.table.equals(resolution.name()) && row.metric.equals(name)) {
        AggregateColumns columns = new AggregateColumns();
        new WindowDecoder(true).read(ByteBuffer.wrap(row.chunk), columns, new ArrayList<>());
        for (int i = 0; i < columns.size(); i++) {
          WindowAggregate window = columns.get(i);
          assertThat(resolution.spanStartMs(window.startMs())).isEqualTo(row.timeMs);
          assertThat(found.put(window.startMs(), window)).isNull();
        }
      }
    }
    return found;
  }
}
