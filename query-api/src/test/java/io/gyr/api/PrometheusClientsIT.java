package io.gyr.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's promtool and Prometheus as clients; without them these tests are skipped. */
class PrometheusClientsIT {
  private static final Path PROMTOOL = Path.of("/usr/bin/promtool");
  private static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");
  private static final String METRIC = "m_" + UUID.randomUUID().toString().replace('-', '_');
  private static final long NOW = System.currentTimeMillis() / 60_000 * 60_000 - 120_000;
  @TempDir static Path directory;
  private static RunningApi api;

  @BeforeAll
  static void start() {
    api = new RunningApi(directory);
    try (TestMetrics metrics = new TestMetrics()) {
      long[] times = new long[3 * 360];
      double[] values = new double[times.length];
      for (int series = 0; series < 4; series++) {
        for (int i = 0; i < times.length; i++) {
          times[i] = NOW - (times.length - 1 - i) * 10_000L;
          values[i] = i % (500 + 100 * series) * (series + 0.5);
        }
        metrics.write(METRIC, "counter", Map.of("n", "v" + series), times, values, 0);
      }
    }
    await()
        .until(
            () ->
                api.get("/api/v1/label/n/values", "match[]", METRIC).body().path("data").size()
                    == 4);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static String seconds(long ms) {
    return Long.toString(ms / 1000);
  }

  private static String address() {
    return api.url().replace("http://", "http://any:" + api.token() + "@") + "/prometheus";
  }

  private static String promtool(String... arguments) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(PROMTOOL), "promtool is not installed");
    List<String> command = new ArrayList<>(List.of(PROMTOOL.toString(), "query"));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(directory, "promtool", ".out");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String text = Files.readString(output);
    assertThat(process.exitValue()).as(text).isZero();
    return text.strip();
  }

  @Test
  void promtoolAsksAtOneTime() throws Exception {
    String query = "sum(" + METRIC + ")";
    assertThat(promtool("instant", "--time=" + seconds(NOW), address(), query))
        .isEqualTo("{} => 2682 @[" + seconds(NOW) + "]");
  }

  @Test
  void promtoolAsksAtSteps() throws Exception {
    String[] arguments = {
      "range",
      "--start=" + seconds(NOW - 3_600_000),
      "--end=" + seconds(NOW),
      "--step=10m",
      address(),
      "max_over_time(" + METRIC + "{n=\"v0\"}[10m])"
    };
    assertThat(promtool(arguments)).contains("249.5 @[" + (NOW - 600_000) / 1000).hasLineCount(8);
  }

  @Test
  void promtoolFindsSeriesAndLabels() throws Exception {
    assertThat(promtool("series", "--match=" + METRIC, address())).hasLineCount(4);
    assertThat(promtool("labels", address(), "n")).contains("v0", "v3");
  }

  /** Another engine over the samples that it reads from here gives what ours gives. */
  @Test
  void prometheusReadsRemotelyAndAnswersTheSame() throws Exception {
    assumeTrue(Files.isExecutable(PROMETHEUS), "prometheus is not installed");
    Path config = directory.resolve("prometheus.yml");
    Files.writeString(
        config,
        "remote_read:\n  - url: "
            + api.url()
            + "/api/v1/read\n    read_recent: true\n    authorization:\n      credentials: "
            + api.token()
            + "\n");
    int port = freePort();
    Process prometheus =
        new ProcessBuilder(
                PROMETHEUS.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("prometheus.log").toFile())
            .start();
    try {
      String other = "http://127.0.0.1:" + port;
      await().atMost(60, TimeUnit.SECONDS).until(() -> isReady(port));
      for (String query :
          List.of(
              METRIC,
              "round(sum(rate(" + METRIC + "[5m])), 0.001)",
              "max_over_time(" + METRIC + "{n=~\"v[12]\"}[30m])",
              "quantile_over_time(0.9, " + METRIC + "{n!=\"v1\"}[1h])",
              METRIC + " offset 90m")) {
        // Between samples: that Prometheus is of before 3.0, when ranges had both their ends.
        String[] arguments = {"instant", "--time=" + seconds(NOW + 5_000), "", query};
        arguments[2] = other;
        List<String> expected = promtool(arguments).lines().sorted().toList();
        arguments[2] = address();
        assertThat(promtool(arguments).lines().sorted().toList())
            .as(query)
            .isNotEmpty()
            .isEqualTo(expected);
      }
    } finally {
      prometheus.destroy();
      prometheus.waitFor();
    }
  }

  private static boolean isReady(int port) {
    try {
      java.net.URI uri = java.net.URI.create("http://127.0.0.1:" + port + "/-/ready");
      java.net.HttpURLConnection connection =
          (java.net.HttpURLConnection) uri.toURL().openConnection();
      return connection.getResponseCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
