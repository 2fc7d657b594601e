package io.gyr.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyr.api.RunningApi.Answer;
import io.gyr.promql.source.SampleBits;
import io.gyr.schemas.record.Histogram;
import io.gyr.schemas.record.MetricKind;
import io.gyr.schemas.record.MetricSample;
import io.gyr.timeseries.histogram.HistogramLayout;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.histogram.NativeHistogram.ResetHint;
import io.gyr.timeseries.histogram.Spans;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recording and alerting rules, from the file to the samples in Kafka. */
@Timeout(180)
class PrometheusRulesIT {
  private static final String FILES = "/api/v2/prometheus-rules/";
  private static RunningApi api;
  private static SampleTopicReader topic;

  private final String run = "r" + UUID.randomUUID().toString().replace("-", "");
  private final String rules =
      """
      groups:
      - name: first
        interval: 1s
        labels: {run: %1$s}
        rules:
        - {record: %1$s_a, expr: vector(7)}
        - {record: %1$s_b, expr: '%1$s_a * 2'}
        - {record: %1$s_c, expr: '"text"'}
      - name: second
        interval: 1s
        rules:
        - alert: Always
          expr: vector(2) > 1
          keep_firing_for: 1m
          labels: {run: %1$s}
          annotations: {summary: "it is {{ $value }}"}
      """
          .formatted(run);

  @BeforeAll
  static void start(@TempDir Path directory) {
    Map<String, String> settings = Backends.settings(directory);
    settings.put("rules.query_offset_ms", "0");
    api = new RunningApi(settings);
    topic = new SampleTopicReader();
  }

  @AfterAll
  static void stop() {
    topic.close();
    api.close();
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(90)).until(condition);
  }

  private List<MetricSample> samples(String name) {
    return topic.read(
        sample -> sample.getName().equals(name) && run.equals(sample.getLabels().get("run")));
  }

  private JsonNode groups(String... more) {
    String[] parameters = new String[more.length + 2];
    parameters[0] = "file[]";
    parameters[1] = run;
    System.arraycopy(more, 0, parameters, 2, more.length);
    return api.get("/api/v1/rules", parameters).body().path("data").path("groups");
  }

  @Test
  void rulesAreEvaluatedShownAndEnded() {
    Answer put = api.put(FILES + run, rules);
    assertThat(put.status()).isEqualTo(200);
    assertThat(
            api.get("/api/v2/prometheus-rules")
                .body()
                .path("prometheus-rules")
                .findValuesAsText("name"))
        .contains(run);
    assertThat(api.get(FILES + run).body().path("content").asText()).isEqualTo(rules);

    until(() -> samples(run + "_b").size() >= 2 && samples("ALERTS").size() >= 2);
    assertThat(samples(run + "_a")).allMatch(sample -> sample.getValue() == 7);
    assertThat(samples(run + "_b")).allMatch(sample -> sample.getValue() == 14);
    assertThat(samples("ALERTS"))
        .allMatch(sample -> sample.getLabels().get("alertstate").equals("firing"));
    assertThat(samples("ALERTS_FOR_STATE")).isNotEmpty();

    JsonNode first = groups().path(0);
    assertThat(first.path("name").asText()).isEqualTo("first");
    assertThat(first.path("interval").asInt()).isEqualTo(1);
    assertThat(first.path("lastEvaluation").asText()).matches("20.*Z");
    JsonNode recording = first.path("rules").path(0);
    assertThat(recording.path("type").asText()).isEqualTo("recording");
    assertThat(recording.path("health").asText()).isEqualTo("ok");
    assertThat(recording.path("labels").path("run").asText()).isEqualTo(run);
    assertThat(recording.has("lastError")).isFalse();
    JsonNode failing = first.path("rules").path(2);
    assertThat(failing.path("health").asText()).isEqualTo("err");
    assertThat(failing.path("lastError").asText())
        .isEqualTo("rule result is not a vector or scalar");

    JsonNode alerting = groups("type", "alert").path(0).path("rules").path(0);
    assertThat(alerting.path("state").asText()).isEqualTo("firing");
    assertThat(alerting.path("keepFiringFor").asInt()).isEqualTo(60);
    JsonNode alert = alerting.path("alerts").path(0);
    assertThat(alert.path("value").asText()).isEqualTo("2e+00");
    assertThat(alert.path("annotations").path("summary").asText()).isEqualTo("it is 2");
    assertThat(api.get("/prometheus/api/v1/alerts").body().path("data").path("alerts"))
        .contains(alert);

    assertThat(new String(api.get("/metrics").response().body(), StandardCharsets.UTF_8))
        .contains("gyr_rule_evaluations_total{rule_group=\"" + run + ";first\"}")
        .contains("gyr_rule_evaluation_failures_total{rule_group=\"" + run + ";first\"}");

    assertThat(api.delete(FILES + run).status()).isEqualTo(204);
    until(() -> samples(run + "_a").stream().anyMatch(s -> SampleBits.isStale(s.getValue())));
    until(() -> samples("ALERTS").stream().anyMatch(s -> SampleBits.isStale(s.getValue())));
    assertThat(groups()).isEmpty();
  }

  @Test
  void nativeHistogramsAreRecorded() {
    HistogramLayout layout =
        new HistogramLayout(
            0, 0.25, Spans.of(new int[] {0, 1}, new int[] {1, 1}), Spans.NONE, new double[0]);
    long now = System.currentTimeMillis();
    long[] times = {now - 10_000, now};
    NativeHistogram[] histograms = new NativeHistogram[times.length];
    Arrays.fill(
        histograms, new NativeHistogram(layout, ResetHint.UNKNOWN, 7, 2, 9.5, new double[] {1, 4}));
    try (TestMetrics metrics = new TestMetrics()) {
      for (String instance : List.of("a", "b")) {
        metrics.write(run + "_wait", Map.of("instance", instance), times, histograms);
      }
    }
    String rule = "{record: %1$s:sum, expr: sum(%1$s_wait), labels: {run: %1$s}}".formatted(run);
    String file = "groups: [{name: g, interval: 1s, rules: [" + rule + "]}]";
    assertThat(api.put(FILES + run, file).status()).isEqualTo(200);
    until(() -> samples(run + ":sum").stream().anyMatch(it -> count(it) == 14));
    MetricSample recorded =
        samples(run + ":sum").stream().filter(it -> count(it) == 14).findFirst().orElseThrow();
    Histogram histogram = recorded.getHistogram();
    assertThat(recorded.getKind()).isEqualTo(MetricKind.HISTOGRAM);
    assertThat(histogram.getSchema$()).isZero();
    assertThat(histogram.getSum()).isEqualTo(19);
    assertThat(histogram.getZeroCount()).isEqualTo(4);
    assertThat(histogram.getPositiveOffsets()).containsExactly(0, 1);
    assertThat(histogram.getPositiveCounts()).containsExactly(2.0, 8.0);
    assertThat(api.delete(FILES + run).status()).isEqualTo(204);
  }

  private static double count(MetricSample sample) {
    Histogram histogram = sample.getHistogram();
    return histogram == null ? 0 : histogram.getCount();
  }

  @Test
  void rulesAreFilteredAndPaged() {
    assertThat(api.put(FILES + run, rules).status()).isEqualTo(200);
    until(() -> groups().size() == 2);
    assertThat(groups("type", "record")).hasSize(1);
    assertThat(groups("rule_group[]", "second")).hasSize(1);
    assertThat(groups("rule_name[]", run + "_b").path(0).path("rules")).hasSize(1);
    assertThat(groups("match[]", "{run=\"" + run + "\"}")).hasSize(2);
    assertThat(groups("match[]", "{run=\"other\"}")).isEmpty();
    until(() -> !groups("type", "alert").findPath("alerts").isEmpty());
    assertThat(groups("exclude_alerts", "true", "type", "alert").findPath("alerts")).isEmpty();

    Answer page = api.get("/api/v1/rules", "group_limit", "1", "file[]", run);
    String token = page.body().path("data").path("groupNextToken").asText();
    assertThat(page.body().path("data").path("groups").findValuesAsText("name")).contains("first");
    JsonNode rest =
        api.get("/api/v1/rules", "group_limit", "1", "group_next_token", token, "file[]", run)
            .body()
            .path("data");
    assertThat(rest.path("groups").path(0).path("name").asText()).isEqualTo("second");
    assertThat(rest.has("groupNextToken")).isFalse();
    assertThat(api.delete(FILES + run).status()).isEqualTo(204);
  }

  @Test
  void wrongParametersAreRefused() {
    assertThat(error("type", "none"))
        .isEqualTo("invalid parameter \"type\": not supported value \"none\"");
    assertThat(error("group_limit", "0"))
        .isEqualTo("invalid parameter \"group_limit\": group_limit needs to be greater than 0");
    assertThat(error("group_next_token", "x"))
        .isEqualTo(
            "invalid parameter \"group_next_token\": group_limit needs to be present in order to"
                + " paginate over the groups");
    assertThat(error("group_limit", "1", "group_next_token", "x"))
        .isEqualTo(
            "invalid parameter \"group_next_token\": invalid group_next_token 'x'. were rule"
                + " groups changed?");
    assertThat(error("exclude_alerts", "maybe")).contains("strconv.ParseBool");
  }

  private static String error(String... parameters) {
    Answer answer = api.get("/api/v1/rules", parameters);
    assertThat(answer.status()).isEqualTo(400);
    return answer.body().path("error").asText();
  }

  @Test
  void filesThatDoNotLoadAreRefusedWithTheirPlace() {
    Answer answer = api.put(FILES + run, "groups: [{name: g, rules: [{record: r, expr: '1 +'}]}]");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.error())
        .contains("1:46: group \"g\", rule 1, \"r\": could not parse expression: 1:4: parse error");
    assertThat(api.get(FILES + run).status()).isEqualTo(404);
  }
}
