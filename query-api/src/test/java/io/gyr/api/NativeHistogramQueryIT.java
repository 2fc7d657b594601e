package io.gyr.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyr.api.protobuf.ProtobufReader;
import io.gyr.api.protobuf.ProtobufWriter;
import io.gyr.timeseries.histogram.HistogramLayout;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.histogram.NativeHistogram.ResetHint;
import io.gyr.timeseries.histogram.Spans;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xerial.snappy.Snappy;

/** Native histograms out of a real store. */
@Timeout(180)
class NativeHistogramQueryIT {
  private static final String METRIC = "h_" + UUID.randomUUID().toString().replace('-', '_');
  private static final String WIDE = METRIC + "_wide";
  private static final int WIDE_SERIES = 12;
  private static final long STEP = 10_000;
  private static final int COUNT = 700;

  /** So that all are in one span of two hours or the one before. */
  private static final long NOW = System.currentTimeMillis() / 60_000 * 60_000;

  private static final HistogramLayout LAYOUT =
      new HistogramLayout(
          0, 0.25, Spans.of(new int[] {0, 1}, new int[] {1, 1}), Spans.NONE, new double[0]);

  private static RunningApi api;

  @BeforeAll
  static void start(@TempDir Path directory) {
    api = new RunningApi(directory);
    long[] times = new long[COUNT];
    NativeHistogram[] narrow = new NativeHistogram[COUNT];
    NativeHistogram[] wide = new NativeHistogram[COUNT];
    for (int i = 0; i < COUNT; i++) {
      times[i] = NOW - (COUNT - 1 - i) * STEP;
      narrow[i] =
          new NativeHistogram(
              LAYOUT, ResetHint.UNKNOWN, 4.0 * i, i, 2.0 * i, new double[] {i, 2 * i});
      wide[i] = wide();
    }
    try (TestMetrics metrics = new TestMetrics()) {
      metrics.write(METRIC, Map.of("n", "x"), times, narrow);
      for (int i = 0; i < WIDE_SERIES; i++) {
        metrics.write(WIDE, Map.of("n", "v" + i), times, wide);
      }
    }
    await()
        .until(
            () ->
                api.get("/api/v1/series", "match[]", WIDE).body().path("data").size()
                    == WIDE_SERIES);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static NativeHistogram wide() {
    double[] ones = new double[1000];
    Arrays.fill(ones, 1);
    HistogramLayout layout =
        new HistogramLayout(
            8, 0, Spans.of(new int[] {0}, new int[] {1000}), Spans.NONE, new double[0]);
    return new NativeHistogram(layout, ResetHint.UNKNOWN, 1000, 0, 1, ones);
  }

  private static JsonNode result(String query) {
    RunningApi.Answer answer =
        api.get(
            "/api/v1/query",
            "query",
            query.replace("M", METRIC),
            "time",
            Long.toString(NOW / 1000));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body().path("data").path("result");
  }

  @ParameterizedTest
  @CsvSource({
    "histogram_count(M), 2796",
    "histogram_sum(M), 1398",
    "histogram_avg(M), 0.5",
    "histogram_count(rate(M[5m])), 0.4",
    "'histogram_fraction(0, 1, M)', 0.5",
    "count_over_time(M[1h]), 360",
    "count(M_wide), 12",
  })
  void expressions(String query, String expected) {
    JsonNode result = result(query);
    assertThat(result).as(query).hasSize(1);
    assertThat(result.path(0).path("value").path(1).asText()).isEqualTo(expected);
  }

  @Test
  void histogramsAreJsonAsInPrometheus() {
    JsonNode sample = result("M").path(0);
    assertThat(sample.path("histogram").toString())
        .isEqualTo(
            "["
                + NOW / 1000
                + ",{\"count\":\"2796\",\"sum\":\"1398\",\"buckets\":[[3,\"-0.25\",\"0.25\",\"699\"],"
                + "[0,\"0.5\",\"1\",\"699\"],[0,\"2\",\"4\",\"1398\"]]}]");
    assertThat(sample.has("value")).isFalse();
    JsonNode range =
        api.get(
                "/api/v1/query_range",
                "query",
                METRIC,
                "start",
                Long.toString(NOW / 1000 - 3600),
                "end",
                Long.toString(NOW / 1000),
                "step",
                "10")
            .body();
    assertThat(range.at("/data/result/0/histograms")).hasSize(361);
    assertThat(range.at("/data/result/0/histograms/360/1/count").asText()).isEqualTo("2796");
    assertThat(range.at("/data/result/0").has("values")).isFalse();
  }

  /** Together they are twice what is read at a time. */
  @Test
  void widestHistogramsOfManySeriesAreReadAFewAtATime() {
    JsonNode result = result("histogram_count(sum_over_time(M_wide[2h]))");
    assertThat(result).hasSize(WIDE_SERIES);
    for (JsonNode series : result) {
      assertThat(series.path("value").path(1).asText()).isEqualTo("700000");
    }
  }

  @Test
  void aSeriesThatIsTooLargeForMemoryIsRefused() {
    String metric = METRIC + "_endless";
    long[] times = new long[4_200];
    NativeHistogram[] histograms = new NativeHistogram[times.length];
    Arrays.fill(histograms, wide());
    for (int i = 0; i < times.length; i++) {
      times[i] = NOW - (times.length - i) * 4_000L;
    }
    try (TestMetrics metrics = new TestMetrics()) {
      metrics.write(metric, Map.of("n", "x"), times, histograms);
    }
    await()
        .until(() -> api.get("/api/v1/series", "match[]", metric).body().path("data").size() == 1);
    RunningApi.Answer answer =
        api.get(
            "/api/v1/query",
            "query",
            "count_over_time(" + metric + "[5h])",
            "time",
            Long.toString(NOW / 1000));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("errorType").asText()).isEqualTo("execution");
    assertThat(answer.body().path("error").asText())
        .startsWith("the native histograms of {")
        .endsWith("do not fit into memory at once: ask for a shorter time");
  }

  @Test
  void remoteReadGivesThem() throws Exception {
    ProtobufWriter name = new ProtobufWriter().varint(1, 0).string(2, "__name__").string(3, METRIC);
    ProtobufWriter query =
        new ProtobufWriter().varint(1, NOW - 2 * STEP).varint(2, NOW).message(3, name);
    RunningApi.Answer answer =
        api.send(
            api.request("/api/v1/read")
                .POST(
                    BodyPublishers.ofByteArray(
                        Snappy.compress(new ProtobufWriter().message(1, query).toBytes()))));
    assertThat(answer.status()).isEqualTo(200);
    ProtobufReader response = new ProtobufReader(Snappy.uncompress(answer.response().body()));
    ProtobufReader part = new ProtobufReader();
    response.next();
    response.message(part);
    part.next();
    part.message(response);
    int histograms = 0;
    while (response.next()) {
      assertThat(response.field()).isIn(1, 4);
      histograms += response.field() == 4 ? 1 : 0;
      response.skip();
    }
    assertThat(histograms).isEqualTo(3);
  }
}
