package io.gyr.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyr.timeseries.histogram.HistogramLayout;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.histogram.NativeHistogram.ResetHint;
import io.gyr.timeseries.histogram.Spans;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries that cross the border of full resolution, over a real store. */
class PrometheusRollupIT {
  private static final String METRIC = "m_" + UUID.randomUUID().toString().replace('-', '_');
  private static final long HOUR = 3_600_000L;
  private static final long NOW = System.currentTimeMillis() / HOUR * HOUR;
  private static final int HOURS = 60;
  private static RunningApi api;

  @BeforeAll
  static void start(@TempDir Path directory) {
    api = new RunningApi(directory);
    long[] times = new long[HOURS * 360];
    double[] values = new double[times.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = NOW - HOURS * HOUR + i * 10_000L + 5_000;
      values[i] = 2 * i;
    }
    try (TestMetrics metrics = new TestMetrics()) {
      // What would be gone from the table of single samples never gets there.
      metrics.write(METRIC, "counter", Map.of("n", "x"), times, values, NOW - 6 * HOUR);
      metrics.writeHistograms(
          METRIC + "_histogram", Map.of("n", "x"), times, counters(times.length), NOW - 6 * HOUR);
    }
    await()
        .until(() -> api.get("/api/v1/series", "match[]", METRIC).body().path("data").size() == 1);
  }

  /** One observation more in each. */
  private static NativeHistogram[] counters(int count) {
    Spans spans = Spans.of(new int[] {1}, new int[] {2});
    HistogramLayout layout = new HistogramLayout(3, 0, spans, Spans.NONE, new double[0]);
    NativeHistogram[] histograms = new NativeHistogram[count];
    for (int i = 0; i < count; i++) {
      double[] buckets = {(i + 1) / 2, i / 2};
      histograms[i] = new NativeHistogram(layout, ResetHint.UNKNOWN, i, 0, 1.1 * i, buckets);
    }
    return histograms;
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static JsonNode range(String query, long fromMs, long toMs, String step) {
    return api.get(
            "/api/v1/query_range",
            "query",
            query.replace("M", METRIC).replace("H", METRIC + "_histogram"),
            "start",
            Long.toString(fromMs / 1000),
            "end",
            Long.toString(toMs / 1000),
            "step",
            step)
        .body();
  }

  @Test
  void nothingIsMissingAndNothingCountedTwiceAtTheBorder() {
    for (String step : List.of("1h", "90m", "10m")) {
      JsonNode body = range("increase(M[1h])", NOW - (HOURS - 6) * HOUR, NOW, step);
      JsonNode values = body.path("data").path("result").path(0).path("values");
      long expected =
          (HOURS - 6) * 60 / (step.equals("1h") ? 60 : step.equals("90m") ? 90 : 10) + 1;
      assertThat(values).as(body.toString()).hasSize((int) expected);
      for (JsonNode point : values) {
        assertThat(point.path(1).asDouble()).as(step + " " + point).isBetween(719.9, 720.1);
      }
    }
    JsonNode count = range("count_over_time(M[2h])", NOW - 48 * HOUR, NOW, "2h");
    for (JsonNode point : count.path("data").path("result").path(0).path("values")) {
      assertThat(point.path(1).asText()).isEqualTo("720");
    }
  }

  @Test
  void theAnswerTellsWhatItWasReadFrom() {
    JsonNode parts = range("M", NOW - 50 * HOUR, NOW, "90s").path("data").path("resolutions");
    List<Integer> windows = new ArrayList<>();
    double end = 0;
    for (JsonNode part : parts) {
      windows.add(part.path("windowSeconds").asInt());
      assertThat(part.path("from").asDouble()).isGreaterThan(end);
      end = part.path("to").asDouble();
    }
    assertThat(windows).containsExactly(600, 60, 0);
    JsonNode hours = range("rate(M[1h])", NOW - 50 * HOUR, NOW, "1h");
    JsonNode oldest = hours.path("data").path("resolutions").path(0);
    assertThat(oldest.path("windowSeconds").asInt()).isEqualTo(3600);
    // Up to the last full hour before the border.
    assertThat(oldest.path("to").asDouble() * 1000).isGreaterThan(NOW - 8.0 * HOUR);
    assertThat(hours.path("infos").toString()).doesNotContain("needs every sample");
  }

  @Test
  void whatCannotBeRightSaysSo() {
    JsonNode body = range("stddev_over_time(M[30m])", NOW - 12 * HOUR, NOW, "10m");
    assertThat(body.path("infos").path(0).asText())
        .startsWith("PromQL info: stddev_over_time needs every sample; before ");
    JsonNode recent = range("stddev_over_time(M[30m])", NOW - HOUR, NOW, "10m");
    assertThat(recent.has("infos")).isFalse();
  }

  @Test
  void quantilesAreWithinOnePercent() {
    JsonNode body = range("quantile_over_time(0.25, M[2h])", NOW - 48 * HOUR, NOW, "1h");
    assertThat(body.has("infos")).isFalse();
    JsonNode values = body.path("data").path("result").path(0).path("values");
    assertThat(values).hasSize(49);
    for (JsonNode point : values) {
      double hours = (point.path(0).asDouble() * 1000 - NOW) / HOUR + HOURS;
      double exact = (hours - 1.5) * 720;
      assertThat(point.path(1).asDouble()).as("%s", point).isBetween(exact * 0.99, exact * 1.01);
    }
  }

  @Test
  void histogramsAreRolledUpToo() {
    JsonNode rates = range("histogram_count(increase(H[1h]))", NOW - 50 * HOUR, NOW, "1h");
    JsonNode values = rates.path("data").path("result").path(0).path("values");
    assertThat(values).as(rates.toString()).hasSize(51);
    for (JsonNode point : values) {
      assertThat(point.path(1).asDouble()).as("%s", point).isBetween(359.9, 360.1);
    }
    JsonNode counts = range("count_over_time(H[1h])", NOW - 50 * HOUR, NOW, "1h");
    for (JsonNode point : counts.path("data").path("result").path(0).path("values")) {
      assertThat(point.path(1).asText()).isEqualTo("360");
    }
    JsonNode plain = range("H", NOW - 50 * HOUR, NOW, "1h");
    assertThat(plain.path("data").path("result").path(0).path("histograms")).hasSize(51);
  }

  @Test
  void aSelectionHasNoGaps() {
    JsonNode body = range("M", NOW - 55 * HOUR, NOW - HOUR, "17m");
    JsonNode values = body.path("data").path("result").path(0).path("values");
    assertThat(values).hasSize((54 * 60) / 17 + 1);
    for (JsonNode point : values) {
      double exact = 2 * ((point.path(0).asDouble() * 1000 - (NOW - HOURS * HOUR)) / 10_000);
      // A window of ten minutes is 120 wide.
      assertThat(point.path(1).asDouble()).isBetween(exact - 124, exact + 4);
    }
  }
}
