package io.gyr.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyr.api.RunningApi.Answer;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Prometheus's clients ask, over a real store. */
class PrometheusApiIT {
  private static final String METRIC = "m_" + UUID.randomUUID().toString().replace('-', '_');
  private static final String OTHER = METRIC + "_other";
  private static final long NOW = System.currentTimeMillis() / 60_000 * 60_000 - 120_000;
  private static RunningApi api;

  @BeforeAll
  static void start(@TempDir Path directory) {
    api = new RunningApi(directory);
    try (TestMetrics metrics = new TestMetrics()) {
      long[] times = new long[5 * 360];
      double[] values = new double[times.length];
      for (int series = 0; series < 3; series++) {
        for (int i = 0; i < times.length; i++) {
          times[i] = NOW - (times.length - 1 - i) * 10_000L;
          values[i] = i * (series + 1);
        }
        Map<String, String> labels = Map.of("n", "v" + series, "job", "te\"st");
        metrics.write(METRIC, "counter", labels, times, values, 0);
      }
      java.util.Arrays.fill(values, 0.25);
      metrics.write(OTHER, "gauge", Map.of("n", "v0"), times, values, 0);
    }
    await().until(() -> names().contains(OTHER));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static List<String> names() {
    return texts(api.get("/api/v1/label/__name__/values").body().path("data"));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static String seconds(long ms) {
    return Long.toString(ms / 1000);
  }

  @Test
  void aSelectionHasTheNewestSamples() {
    JsonNode body =
        api.get("/api/v1/query", "query", METRIC + "{n=\"v1\"}", "time", seconds(NOW)).body();
    assertThat(body.path("status").asText()).isEqualTo("success");
    JsonNode data = body.path("data");
    assertThat(data.path("resultType").asText()).isEqualTo("vector");
    assertThat(data.path("result").toString())
        .isEqualTo(
            "[{\"metric\":{\"__name__\":\""
                + METRIC
                + "\",\"job\":\"te\\\"st\",\"n\":\"v1\"},\"value\":["
                + NOW / 1000
                + ",\"3598\"]}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "round(10 * sum(rate(M[5m]))) | 6",
        "count({job='te\"st', n=~'v.*', __name__=~'M.*'}) | 3",
        "count({__name__=~'M(_other)?'}) | 4",
        "sum by (n) (M_other) | 0.25",
        "count_over_time(M{n='v0'}[1h]) | 360",
        "max(max_over_time(M[10m])) | 5397",
        "M{n='v0'} offset 1h | 1439",
        "absent(M_nothing) | 1",
      })
  void expressions(String query, String expected) {
    Answer answer =
        api.get("/api/v1/query", "query", query.replace("M", METRIC), "time", seconds(NOW));
    JsonNode result = answer.body().path("data").path("result");
    assertThat(result).as(answer.body().toString()).hasSize(1);
    assertThat(result.path(0).path("value").path(1).asText()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/query_range", "/prometheus/api/v1/query_range"})
  void rangesByGetAndPostAreTheSame(String path) {
    String[] parameters = {
      "query", METRIC, "start", seconds(NOW - 3_600_000), "end", seconds(NOW), "step", "1m"
    };
    JsonNode data = api.get(path, parameters).body().path("data");
    assertThat(data.path("resultType").asText()).isEqualTo("matrix");
    assertThat(data.path("result")).hasSize(3);
    JsonNode first = data.path("result").path(0);
    assertThat(first.path("values")).hasSize(61);
    assertThat(first.path("values").path(60).toString()).isEqualTo("[" + NOW / 1000 + ",\"1799\"]");
    assertThat(post(path, parameters).body().path("data")).isEqualTo(data);
  }

  private static Answer post(String path, String... parameters) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < parameters.length; i += 2) {
      form.append(URLEncoder.encode(parameters[i], StandardCharsets.UTF_8))
          .append('=')
          .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8))
          .append('&');
    }
    return api.send(
        api.request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form.toString())));
  }

  @Test
  void aLabelBrowserFindsItsWay() {
    String far = "32503680000";
    assertThat(names()).contains(METRIC, OTHER);
    Answer values = api.get("/api/v1/label/n/values", "match[]", METRIC, "end", far);
    assertThat(texts(values.body().path("data"))).containsExactly("v0", "v1", "v2");
    Answer names = post("/api/v1/labels", "match[]", OTHER);
    assertThat(texts(names.body().path("data"))).containsExactly("__name__", "n");
    Answer series = post("/api/v1/series", "match[]", METRIC + "{n!=\"v0\"}", "match[]", OTHER);
    assertThat(series.body().path("data")).hasSize(3);
    Answer few = api.get("/api/v1/label/n/values", "match[]", METRIC, "limit", "2");
    assertThat(texts(few.body().path("data"))).containsExactly("v0", "v1");
    assertThat(texts(few.body().path("warnings")))
        .containsExactly("results truncated due to limit");
    JsonNode metadata = api.get("/api/v1/metadata", "metric", METRIC).body().path("data");
    assertThat(metadata.path(METRIC).path(0).path("type").asText()).isEqualTo("counter");
  }

  /** Grafana's health check, at its very time. */
  @Test
  void onePlusOneIsTwo() {
    JsonNode data = post("/api/v1/query", "query", "1+1", "time", "4").body().path("data");
    assertThat(data.path("result").toString()).isEqualTo("[4,\"2\"]");
    JsonNode build = api.get("/api/v1/status/buildinfo").body().path("data");
    assertThat(build.path("version").asText()).isEqualTo("3.5.0");
    assertThat(build.path("features")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "query | query=sum( | 400 | bad_data | invalid parameter \"query\": 1:5: parse error: unclosed",
        "query | query=up&time=x | 400 | bad_data | invalid parameter \"time\": cannot parse \"x\" to a valid",
        "query_range | query=up&start=5&end=1&step=1 | 400 | bad_data | invalid parameter \"end\": end timestamp",
        "query_range | query=up&start=1&end=5&step=0 | 400 | bad_data | invalid parameter \"step\": zero or neg",
        "query_range | query=up&start=0&end=11001&step=1 | 400 | bad_data | exceeded maximum resolution of 11,000",
        "query_range | query=up[5m]&start=0&end=1&step=1 | 400 | bad_data | invalid parameter \"query\": invalid expr",
        "query | query=up&limit=-1 | 400 | bad_data | invalid parameter \"limit\": limit must be non-negative",
        "series | a=b | 400 | bad_data | no match[] parameter provided",
        "series | match[]={a=~\".*\"} | 400 | bad_data | invalid parameter \"match[]\": match[] must contain",
        "query | query={a=~\"((x{99}){99}){99}\"} | 400 | bad_data | invalid parameter \"query\": 1:2: parse error: regular expression is too",
        "query | query=vector(1)*on()group_left()(vector(1)or label_replace(vector(2),\"a\",\"b\",\"\",\"\")) | 422 | execution | found dup",
      })
  void errorsAreThoseOfPrometheus(
      String route, String form, int status, String type, String message) {
    List<String> parameters = new ArrayList<>();
    for (String pair : form.split("&")) {
      parameters.addAll(List.of(pair.split("=", 2)));
    }
    for (Answer answer :
        List.of(
            api.get("/api/v1/" + route, parameters.toArray(String[]::new)),
            post("/api/v1/" + route, parameters.toArray(String[]::new)))) {
      assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
      assertThat(answer.body().path("status").asText()).isEqualTo("error");
      assertThat(answer.body().path("errorType").asText()).isEqualTo(type);
      assertThat(answer.body().path("error").asText()).startsWith(message);
    }
  }

  @Test
  void aQueryOfTenMegabytesIsRefused() {
    Answer answer = post("/api/v1/query", "query", "1" + "+1".repeat(5 << 20));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body().path("errorType").asText()).isEqualTo("bad_data");
    Answer shorter = post("/api/v1/query", "query", " ".repeat(1_100_000) + "1");
    assertThat(shorter.status()).isEqualTo(400);
    assertThat(shorter.body().path("error").asText()).contains("at most 1048576 are allowed");
  }

  @Test
  void theTokenMayBeThePassword() {
    for (String path : List.of("/api/v1/labels", "/prometheus/api/v1/labels")) {
      assertThat(api.send(api.bare(path)).status()).isEqualTo(401);
      assertThat(basic(path, "wrong")).isEqualTo(401);
      assertThat(basic(path, api.token())).isEqualTo(200);
    }
  }

  private static int basic(String path, String password) {
    byte[] pair = ("any:" + password).getBytes(StandardCharsets.UTF_8);
    String header = "Basic " + Base64.getEncoder().encodeToString(pair);
    return api.send(api.bare(path).header("Authorization", header)).status();
  }

  @Test
  void answersAreCompressedForWhoAsks() throws Exception {
    HttpResponse<byte[]> answer =
        java.net.http.HttpClient.newHttpClient()
            .send(
                api.request("/api/v1/query", "query", METRIC + "[5h]", "time", seconds(NOW))
                    .header("Accept-Encoding", "gzip")
                    .build(),
                BodyHandlers.ofByteArray());
    assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(answer.body().length).isLessThan(60_000);
  }

  @Test
  void timesMayBeTexts() {
    String time = Instant.ofEpochMilli(NOW).toString();
    JsonNode data = api.get("/api/v1/query", "query", OTHER, "time", time).body().path("data");
    assertThat(data.path("result").path(0).path("value").path(1).asText()).isEqualTo("0.25");
  }

  @Test
  void itIsReadyWhenTheStoreIs() {
    assertThat(api.send(api.bare("/-/healthy")).status()).isEqualTo(200);
    assertThat(api.send(api.bare("/prometheus/-/ready")).status()).isEqualTo(200);
  }
}
