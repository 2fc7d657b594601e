package io.gyr.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.gyr.api.http.Json;
import io.gyr.api.protobuf.ProtobufWriter;
import io.gyr.schemas.record.Histogram;
import io.gyr.schemas.record.MetricSample;
import io.gyr.timeseries.histogram.HistogramLayout;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.histogram.NativeHistogram.ResetHint;
import io.gyr.timeseries.histogram.Spans;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Debian's Prometheus sends native histograms to us, and reads ours. */
@Timeout(240)
class NativeHistogramClientsIT {
  private static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");
  private static final String PROTOBUF =
      "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
          + " encoding=delimited";
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

  @BeforeEach
  void prometheusIsInstalled() {
    assumeTrue(Files.isExecutable(PROMETHEUS), "not installed: apt-get install prometheus");
  }

  @Test
  void whatPrometheusScrapesComesIn() throws Exception {
    HttpServer exporter = exporter();
    Process prometheus =
        prometheus(
            freePort(),
            """
            global: {scrape_interval: 1s}
            scrape_configs:
              - job_name: native
                static_configs: [{targets: ["127.0.0.1:%d"]}]
            remote_write:
              - url: %s/api/v1/write
                send_native_histograms: true
                authorization: {credentials: "%s"}
                queue_config: {batch_send_deadline: 1s}
            """
                .formatted(exporter.getAddress().getPort(), api.url(), api.token()));
    try {
      await().atMost(PATIENCE).until(() -> samples().size() > 2);
    } finally {
      end(prometheus);
      exporter.stop(0);
    }
    Histogram histogram = samples().get(0).getHistogram();
    assertThat(histogram.getSchema$()).isEqualTo(2);
    assertThat(histogram.getCount()).isEqualTo(7);
    assertThat(histogram.getZeroCount()).isEqualTo(1);
    assertThat(histogram.getSum()).isEqualTo(11.5);
    assertThat(histogram.getZeroThreshold()).isEqualTo(0.001);
    assertThat(histogram.getPositiveOffsets()).containsExactly(-3, 4);
    assertThat(histogram.getPositiveLengths()).containsExactly(1, 2);
    assertThat(histogram.getPositiveCounts()).containsExactly(1.0, 3.0, 2.0);
  }

  private List<MetricSample> samples() {
    return topic.read(sample -> sample.getName().equals(metric) && sample.getHistogram() != null);
  }

  /** Answers scrapes with one family of the length-delimited messages of client_model. */
  private HttpServer exporter() throws IOException {
    ProtobufWriter histogram =
        new ProtobufWriter()
            .varint(1, 7)
            .float64(2, 11.5)
            .varint(5, 4)
            .float64(6, 0.001)
            .varint(7, 1)
            .message(12, new ProtobufWriter().varint(1, 5).varint(2, 1))
            .message(12, new ProtobufWriter().varint(1, 8).varint(2, 2));
    for (long zigzag : new long[] {2, 4, 1}) {
      histogram.varint(13, zigzag);
    }
    ProtobufWriter family =
        new ProtobufWriter()
            .string(1, metric)
            .varint(3, 4)
            .message(4, new ProtobufWriter().message(7, histogram));
    byte[] length = new ProtobufWriter().raw(family.toBytes().length).toBytes();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", PROTOBUF);
          exchange.sendResponseHeaders(200, 0);
          try (var body = exchange.getResponseBody()) {
            body.write(length);
            body.write(family.toBytes());
          }
        });
    server.start();
    return server;
  }

  /** Another engine over the histograms that it reads from here gives what ours gives. */
  @Test
  void prometheusReadsRemotelyAndAnswersTheSame() throws Exception {
    long now = System.currentTimeMillis() / 60_000 * 60_000;
    write(now);
    await()
        .until(() -> api.get("/api/v1/series", "match[]", metric).body().path("data").size() == 1);
    int port = freePort();
    Process prometheus =
        prometheus(
            port,
            "remote_read: [{url: \"%s/api/v1/read\", read_recent: true, authorization: {credentials: %s}}]"
                .formatted(api.url(), api.token()));
    try {
      String other = "http://127.0.0.1:" + port;
      await().atMost(PATIENCE).until(() -> status(other + "/-/ready") == 200);
      for (String query :
          List.of(
              "histogram_count(M)",
              "histogram_sum(M)",
              "histogram_quantile(0.3, M)",
              "histogram_quantile(0.9, rate(M[5m]))",
              "histogram_count(increase(M[10m]))",
              "histogram_fraction(0.3, 3, M)")) {
        // Between samples: that Prometheus is of before 3.0, when ranges had both their ends.
        String path =
            "/api/v1/query?time="
                + (now / 1000 - 55)
                + "&query="
                + URLEncoder.encode(query.replace("M", metric), StandardCharsets.UTF_8);
        double expected = value(other + path);
        assertThat(value(api.url() + path)).as(query).isCloseTo(expected, within(expected));
      }
    } finally {
      end(prometheus);
    }
  }

  private static org.assertj.core.data.Offset<Double> within(double value) {
    return org.assertj.core.data.Offset.offset(1e-9 * Math.abs(value));
  }

  /** A counter that is reset once, and changes its buckets. */
  private void write(long now) {
    HistogramLayout[] layouts = {
      layout(new int[] {0, 2}, new int[] {2, 1}), layout(new int[] {-1}, new int[] {6})
    };
    long[] times = new long[120];
    NativeHistogram[] histograms = new NativeHistogram[times.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = now - (times.length - i) * 10_000L;
      int grown = i < 100 ? i : i - 99;
      HistogramLayout layout = layouts[i < 90 ? 0 : 1];
      double[] buckets = i < 90 ? new double[3] : new double[6];
      buckets[i < 90 ? 0 : 1] = grown;
      buckets[i < 90 ? 2 : 5] = 2.0 * grown;
      histograms[i] =
          new NativeHistogram(layout, ResetHint.UNKNOWN, 3.0 * grown + 5, 5, 7.5 * i, buckets);
    }
    try (TestMetrics metrics = new TestMetrics()) {
      metrics.write(metric, Map.of("n", "x"), times, histograms);
    }
  }

  private static HistogramLayout layout(int[] offsets, int[] lengths) {
    return new HistogramLayout(1, 0.125, Spans.of(offsets, lengths), Spans.NONE, new double[0]);
  }

  private Process prometheus(int port, String configuration) throws IOException {
    Path work = Files.createDirectories(directory.resolve(metric));
    Path file = Files.writeString(work.resolve("prometheus.yml"), configuration);
    return new ProcessBuilder(
            PROMETHEUS.toString(),
            "--config.file=" + file,
            "--storage.tsdb.path=" + work.resolve("data"),
            "--enable-feature=native-histograms",
            "--web.listen-address=127.0.0.1:" + port)
        .redirectErrorStream(true)
        .redirectOutput(work.resolve("log").toFile())
        .start();
  }

  private static void end(Process process) throws InterruptedException {
    process.destroy();
    process.waitFor();
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

  private static int status(String url) {
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
