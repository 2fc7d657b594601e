package io.gyr.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyr.api.http.Json;
import io.gyr.api.ingest.StoredHistograms;
import io.gyr.schemas.record.Histogram;
import io.gyr.schemas.record.MetricSample;
import io.gyr.timeseries.histogram.NativeHistogram;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Native histograms that Debian's Prometheus scrapes, sends to us and answers from itself. */
@Timeout(240)
class NativeHistogramClientsIT {
  private static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir static Path directory;
  private static RunningApi api;
  private static SampleTopicReader topic;

  private final String metric = "h_" + UUID.randomUUID().toString().replace('-', '_');

  @BeforeAll
  static void start() {
    api = new RunningApi(directory);
    topic = new SampleTopicReader();
  }

  @AfterAll
  static void stop() {
    topic.close();
    api.close();
  }

  @Test
  void whatPrometheusSendsGivesTheAnswersOfPrometheus() throws Exception {
    assumeTrue(Files.isExecutable(PROMETHEUS), "not installed: apt-get install prometheus");
    int port = freePort();
    try (ScrapedHistogram target = new ScrapedHistogram(metric)) {
      Process prometheus = prometheus(port, target.address());
      try {
        await().atMost(PATIENCE).until(() -> samples().size() > 15);
        List<MetricSample> sent = samples();
        Histogram first = sent.get(0).getHistogram();
        assertThat(first.getSchema$()).isEqualTo(2);
        assertThat(first.getZeroThreshold()).isEqualTo(0.001);
        assertThat(first.getPositiveOffsets()).containsExactly(-3, 4);
        assertThat(first.getPositiveLengths()).containsExactly(1, 2);
        store(sent);
        compare(port, sent.get(sent.size() - 1).getTimeMs());
      } finally {
        prometheus.destroy();
        prometheus.waitFor();
      }
    }
  }

  private List<MetricSample> samples() {
    return topic
        .read(sample -> sample.getName().equals(metric) && sample.getHistogram() != null)
        .stream()
        .sorted(Comparator.comparing(MetricSample::getTimeMs))
        .toList();
  }

  private void store(List<MetricSample> sent) {
    long[] times = sent.stream().mapToLong(MetricSample::getTimeMs).toArray();
    NativeHistogram[] histograms =
        sent.stream()
            .map(sample -> StoredHistograms.of(sample.getHistogram()))
            .toArray(NativeHistogram[]::new);
    try (TestMetrics metrics = new TestMetrics()) {
      metrics.write(metric, Map.of("job", "native"), times, histograms);
    }
    await()
        .until(() -> api.get("/api/v1/series", "match[]", metric).body().path("data").size() == 1);
  }

  /** Only at bounds of buckets: that Prometheus is of before 3.0 and interpolates otherwise. */
  private void compare(int port, long timeMs) throws Exception {
    for (String query :
        List.of(
            "histogram_count(M)",
            "histogram_sum(M)",
            "histogram_fraction(-1, 1, M)",
            "histogram_fraction(-1, 1, rate(M[5m]))",
            "histogram_count(rate(M[5m]))",
            "histogram_sum(increase(M[5m]))")) {
      String path =
          "/api/v1/query?time="
              + timeMs / 1000.0
              + "&query="
              + URLEncoder.encode(query.replace("M", metric), StandardCharsets.UTF_8);
      double expected = value("http://127.0.0.1:" + port + path);
      assertThat(value(api.url() + path)).as(query).isCloseTo(expected, within(1e-9));
    }
  }

  private static Process prometheus(int port, String target) throws IOException {
    Path work = Files.createDirectories(directory.resolve("prometheus"));
    Path configuration =
        Files.writeString(
            work.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s}
            scrape_configs:
              - job_name: native
                static_configs: [{targets: ["%s"]}]
            remote_write:
              - url: %s/api/v1/write
                send_native_histograms: true
                authorization: {credentials: "%s"}
                queue_config: {batch_send_deadline: 1s}
            """
                .formatted(target, api.url(), api.token()));
    return new ProcessBuilder(
            PROMETHEUS.toString(),
            "--config.file=" + configuration,
            "--storage.tsdb.path=" + work.resolve("data"),
            "--enable-feature=native-histograms",
            "--web.listen-address=127.0.0.1:" + port)
        .redirectErrorStream(true)
        .redirectOutput(work.resolve("log").toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static double value(String url) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + api.token());
    byte[] answer =
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray()).body();
    JsonNode result = Json.read(answer).at("/data/result");
    assertThat(result).as(new String(answer, StandardCharsets.UTF_8)).hasSize(1);
    return result.at("/0/value/1").asDouble();
  }
}
