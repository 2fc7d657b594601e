package io.gyr.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyr.api.RunningApi.Answer;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Grafana asks a data source of type Prometheus, in its order: from saving the data source to
 * a dashboard that has opened. Answers must have every member that it reads, of the right type, and
 * none that Prometheus does not have, but for {@code resolutions}.
 */
@TestMethodOrder(OrderAnnotation.class)
class GrafanaIT {
  private static final String NAME = "m_" + UUID.randomUUID().toString().replace('-', '_');
  private static final String REQUESTS = NAME + "_requests_total";
  private static final String SECONDS = NAME + "_seconds_bucket";
  private static final long NOW = System.currentTimeMillis() / 60_000 * 60_000 - 120_000;
  private static final int SAMPLES = 360;
  private static RunningApi api;

  @BeforeAll
  static void start(@TempDir Path directory) {
    api = new RunningApi(directory);
    try (TestMetrics metrics = new TestMetrics()) {
      for (String code : List.of("200", "500")) {
        write(metrics, REQUESTS, Map.of("code", code, "job", "api"), code.equals("200") ? 50 : 1);
      }
      for (String le : List.of("0.1", "1", "+Inf")) {
        write(metrics, SECONDS, Map.of("le", le, "job", "api"), le.equals("0.1") ? 9 : 10);
      }
    }
    await().until(() -> ask("label/__name__/values").toString().contains(SECONDS));
  }

  private static void write(
      TestMetrics metrics, String metric, Map<String, String> labels, int increase) {
    long[] times = new long[SAMPLES];
    double[] values = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      times[i] = NOW - (SAMPLES - 1 - i) * 15_000L;
      values[i] = i * (double) increase;
    }
    metrics.write(metric, "counter", labels, times, values, 0);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static JsonNode ask(String route, String... parameters) {
    return data(api.get("/api/v1/" + route, parameters));
  }

  private static JsonNode post(String route, String... parameters) {
    List<String> form = new ArrayList<>();
    for (int i = 0; i < parameters.length; i += 2) {
      String value = URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8);
      form.add(URLEncoder.encode(parameters[i], StandardCharsets.UTF_8) + "=" + value);
    }
    return data(
        api.send(
            api.request("/api/v1/" + route)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(String.join("&", form)))));
  }

  private static JsonNode data(Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    assertThat(answer.response().headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(members(answer.body())).isEqualTo(Set.of("status", "data"));
    assertThat(answer.body().path("status").asText()).isEqualTo("success");
    return answer.body().path("data");
  }

  private static Set<String> members(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> texts(JsonNode array) {
    assertThat(array.isArray()).isTrue();
    List<String> texts = new ArrayList<>();
    for (JsonNode text : array) {
      assertThat(text.isTextual()).isTrue();
      texts.add(text.asText());
    }
    return texts;
  }

  /** {@code [seconds, "value"]}. */
  private static void point(JsonNode point) {
    assertThat(point).hasSize(2);
    assertThat(point.path(0).isNumber()).isTrue();
    assertThat(point.path(1).isTextual()).isTrue();
  }

  private static List<JsonNode> result(JsonNode data, String type, String values) {
    assertThat(members(data)).isEqualTo(Set.of("resultType", "result", "resolutions"));
    assertThat(data.path("resultType").asText()).isEqualTo(type);
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode series : data.path("result")) {
      assertThat(members(series)).isEqualTo(Set.of("metric", values));
      series.path("metric").forEach(label -> assertThat(label.isTextual()).isTrue());
      all.add(series);
    }
    return all;
  }

  private static String seconds(long ms) {
    return ms / 1000 + "." + String.format(java.util.Locale.ROOT, "%03d", ms % 1000);
  }

  @Test
  @Order(1)
  void theDataSourceIsTested() {
    JsonNode two = post("query", "query", "1+1", "time", "4");
    assertThat(members(two)).isEqualTo(Set.of("resultType", "result", "resolutions"));
    assertThat(two.path("resultType").asText()).isEqualTo("scalar");
    assertThat(two.path("result").toString()).isEqualTo("[4,\"2\"]");
    JsonNode build = ask("status/buildinfo");
    assertThat(members(build))
        .isEqualTo(Set.of("version", "revision", "branch", "buildUser", "buildDate", "goVersion"));
    build.forEach(text -> assertThat(text.isTextual()).isTrue());
  }

  @Test
  @Order(2)
  void theLabelBrowserOpens() {
    String[] range = {"start", seconds(NOW - 3_600_000), "end", seconds(NOW)};
    assertThat(texts(post("labels", range))).contains("__name__", "code", "job", "le");
    assertThat(texts(ask("label/__name__/values", range))).contains(REQUESTS, SECONDS);
    String[] ofMetric = {"match[]", REQUESTS, "start", range[1], "end", range[3]};
    assertThat(texts(post("labels", ofMetric))).containsExactly("__name__", "code", "job");
    assertThat(texts(ask("label/code/values", ofMetric))).containsExactly("200", "500");
    for (JsonNode series : List.of(post("series", ofMetric), ask("series", ofMetric))) {
      assertThat(series).hasSize(2);
      assertThat(members(series.path(0))).isEqualTo(Set.of("__name__", "code", "job"));
    }
    JsonNode metadata = ask("metadata", "limit", "1000000");
    JsonNode family = metadata.path(REQUESTS);
    assertThat(family).hasSize(1);
    assertThat(members(family.path(0))).isEqualTo(Set.of("type", "help", "unit"));
    assertThat(family.path(0).path("type").asText()).isEqualTo("counter");
  }

  /** {@code $__rate_interval} of a scrape interval of 15 s is a minute; steps are aligned. */
  @Test
  @Order(3)
  void panelsAreDrawn() {
    String[] range = {
      "start", seconds(NOW - 1_800_000), "end", seconds(NOW), "step", "15", "timeout", "60s"
    };
    List<JsonNode> rates =
        result(panel("sum by(code) (rate(" + REQUESTS + "[1m0s]))", range), "matrix", "values");
    Map<String, JsonNode> byCode = new TreeMap<>();
    rates.forEach(series -> byCode.put(series.path("metric").path("code").asText(), series));
    assertThat(byCode.keySet()).containsExactly("200", "500");
    JsonNode values = byCode.get("200").path("values");
    assertThat(values).hasSize(121);
    values.forEach(GrafanaIT::point);
    assertThat(values.path(120).path(0).asLong()).isEqualTo(NOW / 1000);
    assertThat(values.path(120).path(1).asDouble()).isBetween(3.33, 3.34);
    JsonNode quantile =
        panel("histogram_quantile(0.9, sum by (le) (rate(" + SECONDS + "[1m0s])))", range);
    assertThat(result(quantile, "matrix", "values")).hasSize(1);
    assertThat(result(panel(REQUESTS + "_nothing", range), "matrix", "values")).isEmpty();
  }

  private static JsonNode panel(String query, String... range) {
    List<String> parameters = new ArrayList<>(List.of("query", query));
    parameters.addAll(List.of(range));
    return post("query_range", parameters.toArray(String[]::new));
  }

  @Test
  @Order(4)
  void tablesAreFilled() {
    JsonNode table = post("query", "query", "topk(1, " + REQUESTS + ")", "time", seconds(NOW + 1));
    List<JsonNode> rows = result(table, "vector", "value");
    assertThat(rows).hasSize(1);
    point(rows.get(0).path("value"));
    assertThat(rows.get(0).path("metric").path("code").asText()).isEqualTo("200");
  }

  @Test
  @Order(5)
  void annotationsAndExemplarsAreAskedFor() {
    String query = "ALERTS{alertname=\"" + REQUESTS + "\",alertstate=\"firing\"}";
    String[] range = {"start", seconds(NOW - 1_800_000), "end", seconds(NOW), "step", "60"};
    assertThat(result(panel(query, range), "matrix", "values")).isEmpty();
    JsonNode exemplars =
        post("query_exemplars", "query", REQUESTS, "start", range[1], "end", range[3]);
    assertThat(exemplars.isArray()).isTrue();
  }

  @Test
  @Order(6)
  void alertingAsksForRules() {
    assertThat(ask("rules").path("groups").isArray()).isTrue();
    assertThat(ask("alerts").path("alerts").isArray()).isTrue();
    assertThat(members(ask("alertmanagers")))
        .isEqualTo(Set.of("activeAlertmanagers", "droppedAlertmanagers"));
    assertThat(members(ask("targets", "state", "active")))
        .isEqualTo(Set.of("activeTargets", "droppedTargets", "droppedTargetCounts"));
  }

  @Test
  @Order(7)
  void theQueryBuilderFormatsAndParses() {
    String query =
        "sum by(code)(rate(" + REQUESTS + "[1m]))/ignoring(code)group_left sum(" + SECONDS;
    JsonNode formatted = post("format_query", "query", query + ")");
    assertThat(formatted.asText()).startsWith("  sum by (code) (rate(" + REQUESTS).contains("\n/ ");
    JsonNode tree = post("parse_query", "query", query + ")");
    assertThat(members(tree)).isEqualTo(Set.of("type", "op", "lhs", "rhs", "bool", "matching"));
    assertThat(tree.path("matching").path("card").asText()).isEqualTo("many-to-one");
    JsonNode selector = tree.path("lhs").path("expr").path("args").path(0);
    assertThat(members(selector))
        .isEqualTo(
            Set.of("type", "name", "range", "offset", "matchers", "timestamp", "startOrEnd"));
    assertThat(selector.path("range").asLong()).isEqualTo(60_000);
  }
}
