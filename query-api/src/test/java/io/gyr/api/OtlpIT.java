package io.gyr.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.api.protobuf.ProtobufReader;
import io.gyr.api.protobuf.ProtobufWriter;
import io.gyr.schemas.record.MetricSample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** OpenTelemetry metrics into real brokers. */
@Timeout(60)
class OtlpIT {
  private static final String PROTOBUF = "application/x-protobuf";

  private static RunningApi api;
  private static SampleTopicReader topic;

  private final String run = UUID.randomUUID().toString();
  private final long nowMs = System.currentTimeMillis();

  @BeforeAll
  static void start(@TempDir Path directory) {
    api = new RunningApi(directory);
    topic = new SampleTopicReader();
  }

  @AfterAll
  static void stop() {
    topic.close();
    api.close();
  }

  private List<MetricSample> samples() {
    return topic.read(sample -> run.equals(sample.getLabels().get("instance")));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private RunningApi.Answer send(String path, String type, boolean gzip, byte[] body)
      throws IOException {
    var request = api.request(path).header("Content-Type", type);
    if (gzip) {
      request.header("Content-Encoding", "gzip");
    }
    return api.send(request.POST(BodyPublishers.ofByteArray(gzip ? gzip(body) : body)));
  }

  private String json(long timeMs) {
    return """
    {"resourceMetrics":[{"resource":{"attributes":[
       {"key":"service.name","value":{"stringValue":"shop"}},
       {"key":"service.instance.id","value":{"stringValue":"%s"}}]},
     "scopeMetrics":[{"metrics":[{"name":"queue.length","gauge":{"dataPoints":[
       {"timeUnixNano":"%d","asDouble":1.5},{"timeUnixNano":"%d","asInt":"3"}]}}]}]}]}"""
        .formatted(run, timeMs * 1_000_000, nowMs * 1_000_000);
  }

  @Test
  void jsonIsTakenPlainAndZipped() throws Exception {
    byte[] body = json(nowMs).getBytes(UTF_8);
    for (boolean gzip : new boolean[] {false, true}) {
      for (String path : List.of("/v1/metrics", "/api/v1/otlp/v1/metrics")) {
        RunningApi.Answer answer = send(path, "application/json; charset=utf-8", gzip, body);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().isEmpty()).isTrue();
      }
    }
    assertThat(samples())
        .hasSize(8)
        .allMatch(sample -> sample.getLabels().equals(Map.of("job", "shop", "instance", run)))
        .extracting(sample -> sample.getName() + " " + sample.getValue())
        .containsOnly("queue_length 1.5", "queue_length 3.0");
  }

  @Test
  void exemplarsCanBeAskedForWithTheirTraces() throws Exception {
    String body =
        """
        {"resourceMetrics":[{"resource":{"attributes":[
           {"key":"service.instance.id","value":{"stringValue":"%s"}}]},
         "scopeMetrics":[{"metrics":[{"name":"wait","unit":"s","histogram":{
           "aggregationTemporality":2,"dataPoints":[{"timeUnixNano":"%d","count":"2","sum":3.5,
           "bucketCounts":["1","1"],"explicitBounds":[1],"exemplars":[{"timeUnixNano":"%d",
             "asDouble":3,"traceId":"5B8EFFF798038103D269B633813FC60C",
             "spanId":"EEE19B7EC3C1B174"}]}]}}]}]}]}"""
            .formatted(run, nowMs * 1_000_000, nowMs * 1_000_000);
    assertThat(send("/v1/metrics", "application/json", false, body.getBytes(UTF_8)).status())
        .isEqualTo(200);
    String query = URLEncoder.encode("wait_seconds_bucket{instance=\"" + run + "\"}", UTF_8);
    String times = "&start=" + (nowMs / 1000 - 60) + "&end=" + (nowMs / 1000 + 60);
    RunningApi.Answer answer =
        api.send(api.request("/api/v1/query_exemplars?query=" + query + times).GET());
    assertThat(answer.body().at("/data/0/seriesLabels/le").asText()).isEqualTo("+Inf");
    assertThat(answer.body().at("/data/0/exemplars/0/labels").toString())
        .isEqualTo(
            "{\"span_id\":\"eee19b7ec3c1b174\","
                + "\"trace_id\":\"5b8efff798038103d269b633813fc60c\"}");
    assertThat(answer.body().at("/data/0/exemplars/0/value").asText()).isEqualTo("3");
  }

  @Test
  void whatIsNotTakenIsCounted() throws Exception {
    byte[] body = json(nowMs - 30_000_000).getBytes(UTF_8);
    RunningApi.Answer answer = send("/v1/metrics", "application/json", false, body);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().at("/partialSuccess/rejectedDataPoints").asText()).isEqualTo("1");
    assertThat(answer.body().at("/partialSuccess/errorMessage").asText())
        .startsWith("1 more than 6 h old, first queue_length{");
    assertThat(samples()).extracting(MetricSample::getValue).containsExactly(3.0);
  }

  @Test
  void protobufIsAnsweredInProtobuf() throws Exception {
    ProtobufWriter point = new ProtobufWriter().fixed64(3, nowMs * 1_000_000).fixed64(6, 1);
    ProtobufWriter delta =
        new ProtobufWriter()
            .string(1, "d")
            .message(7, new ProtobufWriter().message(1, point).varint(2, 1));
    byte[] body =
        new ProtobufWriter()
            .message(1, new ProtobufWriter().message(2, new ProtobufWriter().message(2, delta)))
            .toBytes();
    RunningApi.Answer answer = send("/v1/metrics", PROTOBUF, true, body);
    assertThat(answer.status()).isEqualTo(200);
    ProtobufReader response = new ProtobufReader(answer.response().body());
    ProtobufReader partial = new ProtobufReader();
    assertThat(response.next()).isTrue();
    response.message(partial);
    assertThat(partial.next()).isTrue();
    assertThat(partial.varint()).isEqualTo(1);
    assertThat(partial.next()).isTrue();
    assertThat(partial.string()).startsWith("1 of delta temporality");
  }

  @Test
  void hostileBodiesAreRefused() throws Exception {
    assertThat(send("/v1/metrics", "text/plain", false, new byte[3]).status()).isEqualTo(415);
    assertThat(send("/v1/metrics", PROTOBUF, false, new byte[] {0}).status()).isEqualTo(400);
    assertThat(send("/v1/metrics", PROTOBUF, true, new byte[64 << 20]).status()).isEqualTo(413);
    assertThat(send("/v1/metrics", "application/json", true, new byte[8 << 20]).status())
        .isEqualTo(413);
    RunningApi.Answer lie =
        api.send(
            api.request("/v1/metrics")
                .header("Content-Type", PROTOBUF)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString("no gzip")));
    assertThat(lie.status()).isEqualTo(400);
    assertThat(
            api.send(
                    api.bare("/v1/metrics")
                        .header("Content-Type", PROTOBUF)
                        .POST(BodyPublishers.noBody()))
                .status())
        .isEqualTo(401);
  }
}
