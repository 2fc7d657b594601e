package io.gyr.benchmarks.differential;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gyr.promql.engine.Engine;
import io.gyr.promql.engine.EngineOptions;
import io.gyr.promql.engine.QueryException;
import io.gyr.promql.engine.QueryLimits;
import io.gyr.promql.parser.ParseException;
import io.gyr.promql.value.MatrixValue;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Asks Gyr's engine and a Prometheus the same random queries about the same random data: {@code
 * PromqlDifferential [QUERIES [SEED]]}. Needs prometheus and promtool on the path, such as Debian's
 * 2.42. Prints each difference and ends with 1 if there is any.
 */
public final class PromqlDifferential {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DEPTH = 3;
  private static final int SHOWN = 40;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  private PromqlDifferential(String url) {
    this.url = url;
  }

  /** Compares and prints. */
  public static void main(String[] arguments) throws Exception {
    int queries = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    Path dir = Files.createTempDirectory("gyr-promql-differential");
    RandomData data = new RandomData(seed);
    Files.writeString(dir.resolve("data.om"), data.openMetrics());
    Files.writeString(dir.resolve("prometheus.yml"), "{}\n");
    run(dir, "promtool", "tsdb", "create-blocks-from", "openmetrics", "data.om", "tsdb");
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Process prometheus =
        start(
            dir,
            "prometheus",
            "--config.file=prometheus.yml",
            "--storage.tsdb.path=tsdb",
            "--storage.tsdb.retention.time=100y",
            "--enable-feature=promql-negative-offset",
            "--web.listen-address=127.0.0.1:" + port);
    int differences;
    try {
      PromqlDifferential differential = new PromqlDifferential("http://127.0.0.1:" + port);
      differential.awaitReady(prometheus);
      differences = differential.compare(data, queries, seed);
    } finally {
      prometheus.destroy();
      prometheus.waitFor();
      run(Path.of("/"), "rm", "-r", dir.toString());
    }
    System.exit(differences == 0 ? 0 : 1);
  }

  private int compare(RandomData data, int queries, long seed) throws Exception {
    Random random = new Random(seed);
    RandomQuery maker = new RandomQuery(random);
    Engine engine = new Engine(EngineOptions.DEFAULT, QueryLimits.DEFAULT);
    List<String> differences = new ArrayList<>();
    Map<KnownChange, Integer> known = new EnumMap<>(KnownChange.class);
    int errors = 0;
    int empty = 0;
    for (int i = 0; i < queries; i++) {
      String query = maker.vector(1 + random.nextInt(DEPTH));
      // Never on a half minute, where the older ends of subqueries would be evaluated.
      long start = RandomData.START_MS / 30_000 * 30_000 + 7_000 + 30_000L * random.nextInt(200);
      long step = 30_000L * (1 + random.nextInt(10));
      long end = Math.min(start + 20 * step, RandomData.START_MS + RandomData.LENGTH_MS);
      Answers theirs = ask(query, start, end, step);
      Answers ours = answer(engine, data, query, start, end, step);
      errors += ours.error() != null ? 1 : 0;
      empty += ours.error() == null && ours.series().isEmpty() ? 1 : 0;
      String difference = ours.difference(theirs);
      KnownChange change = difference.isEmpty() ? null : KnownChange.of(query, difference);
      if (change != null) {
        known.merge(change, 1, Integer::sum);
      } else if (!difference.isEmpty()) {
        differences.add(query);
        if (differences.size() <= SHOWN) {
          System.out.printf(
              "%s  start=%d end=%d step=%d%n  ours, theirs: %s%n",
              query, start / 1000, end / 1000, step / 1000, difference);
        }
      }
    }
    System.out.printf(
        "seed %d: %,d queries, %,d with an error from both, %,d empty, %,d differences"
            + " beside known changes %s%n",
        seed, queries, errors, empty, differences.size(), known);
    return differences.size();
  }

  private static Answers answer(
      Engine engine, RandomData data, String query, long start, long end, long step) {
    try {
      return Answers.of((MatrixValue) engine.range(data.source(), query, start, end, step).value());
    } catch (ParseException | QueryException e) {
      return Answers.failed(String.valueOf(e.getMessage()));
    }
  }

  private Answers ask(String query, long start, long end, long step) throws Exception {
    String body =
        "query="
            + URLEncoder.encode(query, StandardCharsets.UTF_8)
            + "&start="
            + start / 1000
            + "&end="
            + end / 1000
            + "&step="
            + step / 1000;
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(url + "/api/v1/query_range"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    return Answers.of(JSON.readTree(answer.body()));
  }

  private void awaitReady(Process prometheus) throws IOException, InterruptedException {
    HttpRequest ready = HttpRequest.newBuilder(URI.create(url + "/-/ready")).build();
    while (true) {
      try {
        if (http.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        if (!prometheus.isAlive()) {
          throw new IOException("prometheus has ended", e);
        }
      }
      Thread.sleep(100);
    }
  }

  private static Process start(Path dir, String... command) throws IOException {
    return new ProcessBuilder(command)
        .directory(dir.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void run(Path dir, String... command) throws Exception {
    if (start(dir, command).waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }
}
