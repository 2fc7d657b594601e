package io.gyr.sinks.cassandra.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.gyr.sinks.cassandra.CassandraSession;
import io.gyr.standalone.SharedComponents;
import io.gyr.timeseries.SeriesId;
import io.gyr.timeseries.chunk.ExposedSeries;
import io.gyr.timeseries.chunk.HistogramEncoder;
import io.gyr.timeseries.chunk.SampleDecoder;
import io.gyr.timeseries.chunk.SampleEncoder;
import io.gyr.timeseries.column.MalformedChunkException;
import io.gyr.timeseries.histogram.HistogramLayout;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.histogram.NativeHistogram.ResetHint;
import io.gyr.timeseries.histogram.Spans;
import io.gyr.timeseries.index.LabelMatcher;
import io.gyr.timeseries.index.LabelMatcher.Operator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkStoreIT {
  private static final long NOW_MS = System.currentTimeMillis();
  private static CqlSession session;
  private final String metric = "m_" + UUID.randomUUID().toString().replace('-', '_');

  @BeforeAll
  static void connect() {
    session = CassandraSession.open(SharedComponents.get().cassandraContact(), "datacenter1");
    ChunkTables.create(session);
  }

  @AfterAll
  static void disconnect() {
    session.close();
  }

  @Test
  void theChunksOfTheSeriesAndTimesThatAreAskedForComeInOrder() throws Exception {
    ChunkWriter writer = new ChunkWriter(session, new Retentions(List.of()));
    long spanMs = Resolution.FULL.span().toMillis();
    long first = Resolution.FULL.spanStartMs(NOW_MS) - 4 * spanMs;
    List<SeriesId> series = series(500);
    for (int span = 0; span < 5; span++) {
      List<CompletionStage<?>> writes = new ArrayList<>();
      for (SeriesId id : series) {
        long start = first + span * spanMs;
        writes.add(writer.write(Resolution.FULL, metric, id, start, text(id + " " + start)));
      }
      awaitAll(writes);
    }

    ChunkReader reader = new ChunkReader(session);
    long from = first + spanMs + 1;
    long to = first + 3 * spanMs;
    assertThat(read(reader, series, from, to)).isEqualTo(expected(series, first, spanMs, 1, 3));
    List<SeriesId> few = series.subList(100, 120);
    assertThat(read(reader, few, from, to)).isEqualTo(expected(few, first, spanMs, 1, 3));
    assertThat(read(reader, few, to, to - 1)).isEmpty();
    assertThat(read(reader, List.of(SeriesId.of("unknown", Map.of())), from, to)).isEmpty();
  }

  private static Map<SeriesId, List<String>> expected(
      List<SeriesId> series, long first, long spanMs, int fromSpan, int toSpan) {
    Map<SeriesId, List<String>> expected = new HashMap<>();
    for (SeriesId id : series) {
      List<String> chunks = new ArrayList<>();
      for (int span = fromSpan; span <= toSpan; span++) {
        chunks.add(id + " " + (first + span * spanMs));
      }
      expected.put(id, chunks);
    }
    return expected;
  }

  private Map<SeriesId, List<String>> read(
      ChunkReader reader, List<SeriesId> series, long fromMs, long toMs) throws Exception {
    Map<SeriesId, List<String>> found = new HashMap<>();
    reader.read(
        Resolution.FULL,
        metric,
        series,
        fromMs,
        toMs,
        (id, spanStartMs, chunk) -> {
          byte[] bytes = new byte[chunk.remaining()];
          chunk.get(bytes);
          String text = new String(bytes, StandardCharsets.UTF_8);
          assertThat(text).endsWith(" " + spanStartMs);
          found.computeIfAbsent(id, unseen -> new ArrayList<>()).add(text);
        });
    return found;
  }

  @Test
  void aChunkTakesThePlaceOfTheOneBeforeIt() throws Exception {
    ChunkWriter writer = new ChunkWriter(session, new Retentions(List.of()));
    SeriesId id = series(1).get(0);
    int count = 700;
    long start = Resolution.FULL.spanStartMs(NOW_MS);
    double[] values = ExposedSeries.values(3, count);
    long[] times = ExposedSeries.times(3, count, 0);
    SampleEncoder encoder = new SampleEncoder();
    for (int samples = 100; samples <= count; samples += 100) {
      byte[] chunk = encoder.encode(times, values, samples);
      awaitAll(List.of(writer.write(Resolution.FULL, metric, id, start, chunk)));
    }
    List<double[]> found = new ArrayList<>();
    SampleDecoder decoder = new SampleDecoder();
    new ChunkReader(session)
        .read(
            Resolution.FULL,
            metric,
            List.of(id),
            start,
            start,
            (series, span, chunk) -> {
              try {
                double[] back = new double[decoder.open(chunk)];
                decoder.read(new long[back.length], back, 0);
                found.add(back);
              } catch (MalformedChunkException e) {
                throw new AssertionError(e);
              }
            });
    assertThat(found).containsExactly(values);
  }

  /** The span that goes on has pieces only, the one before has both, or pieces only. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void samplesOfPiecesAndOfWholeSpansAreReadOnceEach(int wholeSpans) throws Exception {
    ChunkWriter writer = new ChunkWriter(session, new Retentions(List.of()));
    SeriesId id = series(1).get(0);
    long spanMs = Resolution.FULL.span().toMillis();
    long open = Resolution.FULL.spanStartMs(NOW_MS);
    int perSpan = 720;
    long[] times = new long[3 * perSpan];
    double[] values = new double[3 * perSpan];
    for (int i = 0; i < times.length; i++) {
      times[i] = open - 2 * spanMs + i * 10_000L;
      values[i] = i;
    }
    SampleEncoder encoder = new SampleEncoder();
    List<CompletionStage<?>> writes = new ArrayList<>();
    for (Resolution resolution : List.of(Resolution.FULL, Resolution.OPEN)) {
      int perChunk = (int) (resolution.span().toMillis() / 10_000);
      int begin = resolution == Resolution.FULL ? 0 : perSpan;
      int end = resolution == Resolution.FULL ? wholeSpans * perSpan : times.length;
      for (int from = begin; from < end; from += perChunk) {
        int to = Math.min(end, from + perChunk);
        byte[] chunk =
            encoder.encode(
                java.util.Arrays.copyOfRange(times, from, to),
                java.util.Arrays.copyOfRange(values, from, to),
                to - from);
        writes.add(writer.write(resolution, metric, id, times[from], chunk));
      }
    }
    awaitAll(writes);
    SampleReader reader =
        new SampleReader(
            new ChunkReader(session),
            java.time.Clock.fixed(
                java.time.Instant.ofEpochMilli(NOW_MS), java.time.ZoneOffset.UTC));
    List<String> found = new ArrayList<>();
    reader.read(
        metric,
        List.of(id),
        times[100],
        times[2000],
        (series, timesBack, valuesBack, count) -> {
          assertThat(series).isEqualTo(id);
          assertThat(java.util.Arrays.copyOf(timesBack, count))
              .isEqualTo(java.util.Arrays.copyOfRange(times, 100, 2001));
          assertThat(java.util.Arrays.copyOf(valuesBack, count))
              .isEqualTo(java.util.Arrays.copyOfRange(values, 100, 2001));
          found.add("once");
        });
    assertThat(found).containsExactly("once");
  }

  @Test
  void histogramsOfPiecesAndOfWholeSpansAreReadOnceEach() throws Exception {
    ChunkWriter writer = new ChunkWriter(session, new Retentions(List.of()));
    SeriesId id = series(1).get(0);
    long open = Resolution.FULL.spanStartMs(NOW_MS);
    HistogramLayout layout =
        new HistogramLayout(
            3, 1e-6, Spans.of(new int[] {-1}, new int[] {2}), Spans.NONE, new double[0]);
    long[] times = new long[30];
    NativeHistogram[] histograms = new NativeHistogram[times.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = open + i * 10_000L;
      histograms[i] =
          new NativeHistogram(layout, ResetHint.UNKNOWN, 3 * i, i, i / 3.0, new double[] {i, i});
    }
    HistogramEncoder encoder = new HistogramEncoder();
    awaitAll(
        List.of(
            writer.write(Resolution.FULL, metric, id, open, encoder.encode(times, histograms, 20)),
            writer.write(
                Resolution.OPEN, metric, id, open, encoder.encode(times, histograms, 30))));
    List<NativeHistogram> found = new ArrayList<>();
    new SampleReader(
            new ChunkReader(session),
            java.time.Clock.fixed(java.time.Instant.ofEpochMilli(NOW_MS), java.time.ZoneOffset.UTC))
        .read(
            metric,
            List.of(id),
            times[5],
            times[25],
            new SampleReader.Visitor() {
              @Override
              public void visit(SeriesId series, long[] at, double[] values, int count) {
                throw new AssertionError("no samples were written");
              }

              @Override
              public void visitHistograms(SeriesId series, long[] at, NativeHistogram[] values) {
                assertThat(at).isEqualTo(java.util.Arrays.copyOfRange(times, 5, 26));
                found.addAll(List.of(values));
              }
            });
    assertThat(found).isEqualTo(List.of(histograms).subList(5, 26));
  }

  @Test
  void eachClassOfMetricsHasItsOwnRetention() throws Exception {
    Retentions.MetricClass shortLived =
        new Retentions.MetricClass(metric, Map.of(Resolution.ONE_HOUR, Duration.ofHours(5)));
    ChunkWriter writer = new ChunkWriter(session, new Retentions(List.of(shortLived)));
    SeriesId id = series(1).get(0);
    awaitAll(
        List.of(
            writer.write(Resolution.ONE_HOUR, metric, id, 0, text("short")),
            writer.write(Resolution.ONE_HOUR, metric + "2".repeat(2), id, 0, text("short")),
            writer.write(Resolution.ONE_HOUR, "other_" + metric, id, 0, text("default"))));
    assertThat(secondsLeft(metric, id)).isBetween(4 * 3600, 5 * 3600);
    assertThat(secondsLeft(metric + "22", id)).isBetween(4 * 3600, 5 * 3600);
    assertThat(secondsLeft("other_" + metric, id)).isGreaterThan(89 * 24 * 3600);
  }

  private static int secondsLeft(String name, SeriesId id) {
    return session
        .execute(
            "SELECT ttl(chunk) FROM gyr.rollups_1h WHERE span = ? AND bucket = ? AND metric = ?",
            java.time.Instant.EPOCH,
            Partitions.of(name).bucket(id),
            name)
        .one()
        .getInt(0);
  }

  @Test
  void seriesAreFoundByTheirLabelsSoonAfterTheyWereIntroduced() throws Exception {
    ChunkWriter writer = new ChunkWriter(session, new Retentions(List.of()));
    SeriesReader reader = new SeriesReader(session, SeriesPeriod.DAY, NOW_MS);
    LabelMatcher mine = new LabelMatcher("__name__", Operator.EQUAL, metric);
    introduce(writer, 0, 300);
    reader.refresh();
    assertThat(reader.index().labelValues("n", List.of(mine), 1000)).hasSize(300);
    introduce(writer, 200, 400);
    reader.refresh();
    assertThat(reader.index().labelValues("n", List.of(mine), 1000)).hasSize(400);
    assertThat(reader.index().count(List.of(mine))).isEqualTo(400);
  }

  private void introduce(ChunkWriter writer, int from, int to) throws Exception {
    List<CompletionStage<?>> writes = new ArrayList<>();
    for (int i = from; i < to; i++) {
      TreeMap<String, String> labels = new TreeMap<>(Map.of("n", "v" + i));
      SeriesId id = SeriesId.of(metric, labels);
      labels.put("__name__", metric);
      long introducedMs = System.currentTimeMillis();
      writes.add(writer.introduce(SeriesPeriod.DAY, NOW_MS, introducedMs, id, "gauge", labels));
    }
    awaitAll(writes);
  }

  private List<SeriesId> series(int count) {
    List<SeriesId> series = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      series.add(SeriesId.of(metric, Map.of("n", "v" + i)));
    }
    return series;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void awaitAll(List<? extends CompletionStage<?>> writes) throws Exception {
    for (CompletionStage<?> write : writes) {
      write.toCompletableFuture().get();
    }
  }
}
