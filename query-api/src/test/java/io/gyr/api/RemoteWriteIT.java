package io.gyr.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gyr.api.protobuf.ProtobufWriter;
import io.gyr.api.remotewrite.WriteRequests;
import io.gyr.schemas.record.MetricKind;
import io.gyr.schemas.record.MetricSample;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

/** Remote write into real brokers, by hand and by those who write it for a living. */
@Timeout(180)
class RemoteWriteIT {
  private static final String V1 = "application/x-protobuf";
  private static final String V2 = "application/x-protobuf;proto=io.prometheus.write.v2.Request";
  private static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");
  private static final Path VMAGENT = Path.of("/usr/bin/vmagent");

  @TempDir static Path directory;
  private static RunningApi api;
  private static SampleTopicReader topic;

  private final String run = UUID.randomUUID().toString();
  private final long now = System.currentTimeMillis();

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

  private static HttpRequest.Builder request(String path, String type, byte[] body)
      throws IOException {
    return api.request(path)
        .header("Content-Type", type)
        .header("Content-Encoding", "snappy")
        .POST(BodyPublishers.ofByteArray(Snappy.compress(body)));
  }

  private WriteRequests.Series series(String name, long timeMs, double value) {
    return WriteRequests.series(new TreeMap<>(Map.of("__name__", name, "run", run)), timeMs, value);
  }

  private List<MetricSample> samples() {
    return topic.read(sample -> run.equals(sample.getLabels().get("run")));
  }

  @Test
  void whatIsAnsweredWith204IsInKafka() throws Exception {
    byte[] body = WriteRequests.v1(List.of(series("a", now, 1.5), series("b", now, -2))).toBytes();
    for (String path : List.of("/api/v1/write", "/prometheus/api/v1/write")) {
      assertThat(api.send(request(path, V1, body)).status()).isEqualTo(204);
    }
    assertThat(samples())
        .hasSize(4)
        .extracting(sample -> sample.getName() + " " + sample.getValue())
        .containsOnly("a 1.5", "b -2.0");
    assertThat(samples()).allMatch(sample -> sample.getLabels().equals(Map.of("run", run)));
  }

  @Test
  void version2SaysHowManyItWrote() throws Exception {
    byte[] body =
        WriteRequests.v2(List.of(series("a", now, 1), series("old", now - 30_000_000, 1)), "h")
            .toBytes();
    RunningApi.Answer answer = api.send(request("/api/v1/write", V2, body));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error())
        .startsWith("1 samples were not taken: 1 more than 6 h old, first old{run=")
        .endsWith("The other 1 were written");
    HttpResponse<byte[]> response = answer.response();
    assertThat(response.headers().firstValue("X-Prometheus-Remote-Write-Samples-Written"))
        .hasValue("1");
    assertThat(response.headers().firstValue("X-Prometheus-Remote-Write-Histograms-Written"))
        .hasValue("0");
    assertThat(response.headers().firstValue("X-Prometheus-Remote-Write-Exemplars-Written"))
        .hasValue("0");
    assertThat(samples()).extracting(MetricSample::getName).containsExactly("a");
  }

  @Test
  void whatIsNoWriteRequestIsRefusedForGood() throws Exception {
    byte[] body = WriteRequests.v1(List.of(series("a", now, 1))).toBytes();
    assertThat(api.send(request("/api/v1/write", "text/plain", body)).status()).isEqualTo(415);
    assertThat(
            api.send(
                    api.request("/api/v1/write")
                        .header("Content-Encoding", "zstd")
                        .POST(BodyPublishers.ofByteArray(body)))
                .status())
        .isEqualTo(415);
    RunningApi.Answer text = api.post("/api/v1/write", "no snappy");
    assertThat(text.status()).isEqualTo(400);
    assertThat(text.error())
        .isEqualTo(
            "The body is not in snappy's block format: Compress the whole body as one block");
    RunningApi.Answer garbage =
        api.send(request("/api/v1/write", V1, new ProtobufWriter().raw(0).toBytes()));
    assertThat(garbage.status()).isEqualTo(400);
    assertThat(garbage.error()).startsWith("The body is no write request, at byte 1");
    RunningApi.Answer bomb = api.send(request("/api/v1/write", V1, new byte[48 << 20]));
    assertThat(bomb.status()).isEqualTo(413);
    for (String path : List.of("/api/v1/write", "/prometheus/api/v1/write")) {
      assertThat(
              api.send(api.bare(path).POST(BodyPublishers.ofByteArray(Snappy.compress(body))))
                  .status())
          .isEqualTo(401);
    }
  }

  @Test
  void aLargeRequestIsTakenWhole() throws Exception {
    int count = 50_000;
    long[] times = new long[count];
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      times[i] = now - 60_000 + i;
      values[i] = i;
    }
    byte[] body =
        WriteRequests.v1(
                List.of(
                    new WriteRequests.Series(
                        new TreeMap<>(Map.of("__name__", "big", "run", run)), times, values)))
            .toBytes();
    assertThat(api.send(request("/api/v1/write", V1, body)).status()).isEqualTo(204);
    assertThat(samples().stream().mapToDouble(MetricSample::getValue).sum())
        .isEqualTo((count - 1) / 2.0 * count);
  }

  /** Debian's Prometheus scrapes our own metrics and writes what it scraped to us. */
  @Test
  void prometheusWritesWhatItScrapes() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(PROMETHEUS), "not installed: apt-get install prometheus");
    Path work = Files.createDirectories(directory.resolve("prometheus"));
    Path configuration = work.resolve("prometheus.yml");
    Files.writeString(
        configuration,
        """
        global:
          scrape_interval: 1s
          external_labels: {run: "%s"}
        scrape_configs:
          - job_name: gyr
            static_configs: [{targets: ["%s"], labels: {empty: "", odd: "a\\"b\\\\c\\nd"}}]
        remote_write:
          - url: %s/api/v1/write
            authorization: {credentials_file: "%s"}
            queue_config: {batch_send_deadline: 1s}
            metadata_config: {send_interval: 1s}
        """
            .formatted(
                run,
                api.url().replace("http://", ""),
                api.url(),
                api.settings().get("api.token_file")));
    untilUpCame(
        work,
        PROMETHEUS.toString(),
        "--config.file=" + configuration,
        "--storage.tsdb.path=" + work.resolve("data"),
        "--web.listen-address=127.0.0.1:0");
    List<MetricSample> ups =
        samples().stream().filter(sample -> sample.getName().equals("up")).toList();
    assertThat(ups)
        .allSatisfy(
            sample -> {
              assertThat(sample.getLabels())
                  .isEqualTo(
                      Map.of(
                          "run",
                          run,
                          "job",
                          "gyr",
                          "instance",
                          api.url().replace("http://", ""),
                          "odd",
                          "a\"b\\c\nd"));
              assertThat(sample.getTimeMs()).isBetween(now, System.currentTimeMillis());
            });
    assertThat(ups).filteredOn(sample -> sample.getValue() == 1).isNotEmpty();
    // Its own count of what it scraped is among what it wrote.
    MetricSample scraped =
        samples().stream()
            .filter(sample -> sample.getName().equals("scrape_samples_post_metric_relabeling"))
            .findFirst()
            .orElseThrow();
    long withSameTime =
        samples().stream()
            .filter(sample -> sample.getTimeMs() == scraped.getTimeMs())
            .filter(
                sample -> !sample.getName().equals("up") && !sample.getName().startsWith("scrape_"))
            .distinct()
            .count();
    assertThat((double) withSameTime).isEqualTo(scraped.getValue());
    assertThat(Files.readString(work.resolve("log"))).doesNotContain("non-recoverable error");
  }

  /** Debian's vmagent does the same. */
  @Test
  void vmagentWritesWhatItScrapes() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(VMAGENT), "not installed: apt-get install victoria-metrics");
    Path work = Files.createDirectories(directory.resolve("vmagent"));
    Path configuration = work.resolve("scrape.yml");
    Files.writeString(
        configuration,
        """
        global:
          scrape_interval: 1s
          external_labels: {run: "%s"}
        scrape_configs:
          - job_name: gyr
            static_configs: [{targets: ["%s"]}]
        """
            .formatted(run, api.url().replace("http://", "")));
    untilUpCame(
        work,
        VMAGENT.toString(),
        "-promscrape.config=" + configuration,
        "-remoteWrite.url=" + api.url() + "/prometheus/api/v1/write",
        "-remoteWrite.bearerTokenFile=" + api.settings().get("api.token_file"),
        "-remoteWrite.tmpDataPath=" + work.resolve("data"),
        "-remoteWrite.flushInterval=1s",
        "-httpListenAddr=127.0.0.1:0");
    Map<String, String> labels =
        Map.of("run", run, "job", "gyr", "instance", api.url().replace("http://", ""));
    assertThat(samples())
        .filteredOn(sample -> sample.getName().equals("up"))
        .allMatch(sample -> sample.getLabels().equals(labels))
        .anyMatch(sample -> sample.getValue() == 1);
    assertThat(samples())
        .filteredOn(sample -> sample.getName().equals("gyr_records_in_total"))
        .isNotEmpty()
        .allMatch(sample -> sample.getKind() == MetricKind.COUNTER);
  }

  /** Lets the sender run until some scrapes have come through; its log tells why they did not. */
  private void untilUpCame(Path work, String... command) throws Exception {
    Path log = work.resolve("log");
    Process sender =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(new File("/dev/null"))
            .start();
    try {
      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(
              () ->
                  assertThat(samples())
                      .as(Files.readString(log))
                      .filteredOn(sample -> sample.getName().equals("up"))
                      .hasSizeGreaterThan(3));
    } finally {
      sender.destroy();
      sender.waitFor();
    }
  }
}
