package io.gyr.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyr.api.records.RecordTopic;
import io.gyr.api.remotewrite.WriteRequests;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.DeadLetter;
import io.gyr.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

/** What there is: metrics, targets and how many series, over real stores. */
class CatalogIT {
  private static final String RUN = UUID.randomUUID().toString().replace("-", "");
  private static final String JOB = "job-" + RUN;
  private static final String TOLD = "t_" + RUN + "_seconds";
  private static final String SILENT = "s_" + RUN;
  private static final long NOW = System.currentTimeMillis() / 15_000 * 15_000;
  private static RunningApi api;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    api = new RunningApi(directory);
    try (TestMetrics metrics = new TestMetrics()) {
      write(metrics, "up", "gauge", Map.of("job", JOB, "instance", "a:1"), NOW, 1);
      write(metrics, "up", "gauge", Map.of("job", JOB, "instance", "b:1"), NOW, 0);
      write(metrics, "up", "gauge", Map.of("job", JOB, "instance", "c:1"), NOW - 900_000, 1);
      write(
          metrics,
          "gyr_agent_queue_records",
          "gauge",
          Map.of("job", "gyr-agent", "instance", RUN, "host_id", RUN, "host_name", "web-1"),
          NOW,
          0);
      for (String le : List.of("1", "2", "+Inf")) {
        Map<String, String> labels = Map.of("job", JOB, "instance", "a:1", "le", le);
        write(metrics, TOLD + "_bucket", "counter", labels, NOW, 1);
      }
      write(metrics, SILENT, "gauge", Map.of("job", JOB, "instance", "b:1"), NOW, 1);
    }
    byte[] told =
        WriteRequests.v1(List.of())
            .message(3, WriteRequests.metadata(TOLD, 3, "How long it \"took\"", "seconds"))
            .toBytes();
    RunningApi.Answer answer =
        api.send(
            api.request("/api/v1/write")
                .header("Content-Type", "application/x-protobuf")
                .POST(BodyPublishers.ofByteArray(Snappy.compress(told))));
    assertThat(answer.status()).isEqualTo(204);
    await().until(() -> data("label/__name__/values").toString().contains(SILENT));
  }

  private static void write(
      TestMetrics metrics,
      String metric,
      String kind,
      Map<String, String> labels,
      long lastMs,
      double value) {
    long[] times = {lastMs - 30_000, lastMs - 15_000, lastMs};
    metrics.write(metric, kind, labels, times, new double[] {1, 1, value}, 0);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static JsonNode data(String route, String... parameters) {
    return api.get("/api/v1/" + route, parameters).body().path("data");
  }

  @Test
  void metadataIsWhatSendersToldAndElseTheType() {
    JsonNode all = data("metadata");
    assertThat(all.path(TOLD).toString())
        .isEqualTo(
            "[{\"type\":\"histogram\",\"help\":\"How long it \\\"took\\\"\",\"unit\":\"seconds\"}]");
    assertThat(all.has(TOLD + "_bucket")).isFalse();
    assertThat(all.path(SILENT).toString())
        .isEqualTo("[{\"type\":\"gauge\",\"help\":\"\",\"unit\":\"\"}]");
    assertThat(data("metadata", "metric", SILENT)).hasSize(1);
    assertThat(data("metadata", "limit", "2", "limit_per_metric", "1")).hasSize(2);
    assertThat(data("metadata", "limit", "0")).isEmpty();
    RunningApi.Answer wrong = api.get("/api/v1/metadata", "limit", "few");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body().path("error").asText()).isEqualTo("limit must be a number");
  }

  @Test
  void targetsAreWhatSendsSamples() {
    List<String> targets = new ArrayList<>();
    for (JsonNode target : data("targets", "scrapePool", JOB).path("activeTargets")) {
      assertThat(target.path("labels").path("job").asText()).isEqualTo(JOB);
      assertThat(target.path("scrapeInterval").asText()).isEqualTo("15s");
      targets.add(
          target.path("labels").path("instance").asText()
              + " "
              + target.path("health").asText()
              + " "
              + target.path("lastError").asText());
    }
    assertThat(targets).hasSize(3);
    assertThat(targets.subList(0, 2))
        .containsExactly("a:1 up ", "b:1 down its scraper could not read it: up is 0");
    assertThat(targets.get(2)).startsWith("c:1 down no samples since 20");
    assertThat(data("targets", "state", "dropped").path("activeTargets")).isEmpty();
    assertThat(data("scrape_pools").path("scrapePools").toString())
        .contains("\"" + JOB + "\"", "\"gyr-agent\"");
    assertThat(data("targets", "scrapePool", "gyr-agent").toString()).contains(RUN);
  }

  @Test
  void targetsHaveTheirMetrics() {
    String match = "{job=\"" + JOB + "\", instance=\"a:1\"}";
    List<String> metrics = new ArrayList<>();
    data("targets/metadata", "match_target", match)
        .forEach(each -> metrics.add(each.path("metric").asText()));
    assertThat(metrics).containsExactly(TOLD, "up");
    JsonNode one = data("targets/metadata", "metric", TOLD);
    assertThat(one.toString())
        .isEqualTo(
            "[{\"target\":{\"instance\":\"a:1\",\"job\":\""
                + JOB
                + "\"},\"type\":\"histogram\",\"help\":\"How long it \\\"took\\\"\","
                + "\"unit\":\"seconds\"}]");
    RunningApi.Answer none = api.get("/api/v1/targets/metadata", "metric", "none_" + RUN);
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.body().path("errorType").asText()).isEqualTo("not_found");
  }

  @Test
  void seriesAreCounted() {
    String match = "{job=\"" + JOB + "\"}";
    JsonNode metrics = top("by", "metric", "match", match);
    assertThat(metrics.path("series").asInt()).isEqualTo(7);
    assertThat(metrics.path("total").asInt()).isEqualTo(3);
    assertThat(names(metrics)).containsExactly(TOLD + "_bucket=3", "up=3", SILENT + "=1");
    JsonNode labels = top("by", "label", "match", match, "limit", "2");
    assertThat(labels.path("entries")).hasSize(2);
    assertThat(labels.path("entries").path(0).path("values").asInt()).isEqualTo(3);
    assertThat(names(top("by", "value", "match", match, "limit", "1")))
        .containsExactly("job=" + JOB + "=7");
    assertThat(names(top("by", "agent", "match", match))).containsExactly("of job " + JOB + "=7");
    JsonNode agents = top("by", "agent", "match", "{host_id=\"" + RUN + "\"}");
    assertThat(agents.path("entries").path(0).path("host").asText()).isEqualTo("web-1");
    RunningApi.Answer wrong = api.get("/api/v2/metrics/top", "by", "colour");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.error()).isEqualTo("by is 'colour': Give one of metric, label, value, agent");
    assertThat(api.get("/api/v2/metrics/top", "match", "{").error())
        .startsWith("match is no selector: ");
  }

  private static JsonNode top(String... parameters) {
    RunningApi.Answer answer = api.get("/api/v2/metrics/top", parameters);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private static List<String> names(JsonNode top) {
    List<String> names = new ArrayList<>();
    top.path("entries")
        .forEach(e -> names.add(e.path("name").asText() + "=" + e.path("series").asInt()));
    return names;
  }

  @Test
  void theStatusOfTheStoreAgrees() {
    JsonNode tsdb = data("status/tsdb", "limit", "1000");
    JsonNode all = top("by", "metric", "limit", "1000");
    assertThat(tsdb.path("headStats").path("numSeries")).isEqualTo(all.path("series"));
    List<String> metrics = new ArrayList<>();
    tsdb.path("seriesCountByMetricName")
        .forEach(e -> metrics.add(e.path("name").asText() + "=" + e.path("value").asInt()));
    assertThat(metrics).isEqualTo(names(all));
    assertThat(tsdb.path("seriesCountByLabelValuePair").toString())
        .contains("{\"name\":\"job=" + JOB + "\",\"value\":7}");
    assertThat(tsdb.path("memoryInBytesByLabelName").path(0).path("value").asLong()).isPositive();
    assertThat(data("status/flags").path("query.timeout").asText()).isEqualTo("2m");
    assertThat(data("status/config").path("yaml").asText()).startsWith("global:");
    assertThat(data("status/runtimeinfo").path("goroutineCount").asInt()).isPositive();
  }

  @Test
  void aQuerySaysWhereItsTimeWent() {
    JsonNode stats = data("query", "query", SILENT, "stats", "all").path("stats");
    JsonNode timings = stats.path("timings");
    double total = timings.path("execTotalTime").asDouble();
    double evaluation = timings.path("evalTotalTime").asDouble();
    double parts =
        timings.path("queryPreparationTime").asDouble()
            + timings.path("innerEvalTime").asDouble()
            + timings.path("resultSortTime").asDouble();
    assertThat(parts).isPositive().isCloseTo(evaluation, org.assertj.core.data.Offset.offset(1e-8));
    assertThat(total).isGreaterThanOrEqualTo(evaluation + timings.path("execQueueTime").asDouble());
    assertThat(stats.path("samples").path("totalQueryableSamples").asInt()).isPositive();
    assertThat(data("query", "query", SILENT).has("stats")).isFalse();
  }

  @Test
  void refusedSeriesAreNamed() {
    try (Producer<String, byte[]> producer = KafkaProducers.create(Backends.kafkaBootstrap())) {
      RecordTopic<DeadLetter> topic =
          new RecordTopic<>(
              Topic.DEAD_LETTER, producer, new SchemaRegistry(Backends.registryUrl()));
      topic.publish("rollup", letter("too_many_series", "series " + SILENT + " refused"));
      topic.publish("rollup", letter("malformed", "not " + RUN));
    }
    JsonNode refused = api.get("/api/v2/metrics/refused", "hours", "1").body().path("refused");
    assertThat(refused.findValuesAsText("detail"))
        .contains("series " + SILENT + " refused")
        .doesNotContain("not " + RUN);
    assertThat(api.get("/api/v2/metrics/refused", "hours", "90").status()).isEqualTo(400);
  }

  private static DeadLetter letter(String reason, String detail) {
    return DeadLetter.newBuilder()
        .setStage("rollup")
        .setReason(reason)
        .setDetail(detail)
        .setTimeMs(System.currentTimeMillis())
        .setTopic("gyr.metrics.enriched")
        .setPartition(-1)
        .setOffset(-1)
        .build();
  }
}
