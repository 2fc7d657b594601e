package io.gyr.benchmarks.compare;

import io.gyr.benchmarks.Folder;
import io.gyr.benchmarks.Options;
import io.gyr.benchmarks.load.ScrapedData;
import io.gyr.benchmarks.load.WriteRequests;
import io.gyr.benchmarks.running.Machine;
import io.gyr.benchmarks.running.MetricsServer;
import io.gyr.benchmarks.running.OwnGyr;
import io.gyr.benchmarks.running.ProcessUse;
import io.gyr.benchmarks.running.RunningGyr;
import io.gyr.standalone.SharedComponents;
import io.gyr.standalone.process.ComponentState;
import io.gyr.timeseries.chunk.ExposedSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The same samples by remote write into a Gyr of its own, Debian's prometheus and Debian's
 * victoria-metrics, then the same queries over HTTP to each; prints what it cost to take the
 * samples and how long the queries took.
 */
public final class MetricsCompare {
  private static final int WARM_UPS = 10;
  private static final long STEP_MS = ExposedSeries.STEP_MS;

  private final ScrapedData data;
  private final WriteRequests requests;
  private final int tries;
  private final Duration patience;

  private MetricsCompare(ScrapedData data, int tries, Duration patience) {
    this.data = data;
    this.requests = new WriteRequests(data);
    this.tries = tries;
    this.patience = patience;
  }

  /** Measures and prints the tables. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Options options =
        Options.read(
            arguments,
            Map.of(
                "series", Integer.toString(ExposedSeries.SERIES),
                "steps", "2150",
                "tries", "100",
                "patience-s", "900"));
    ScrapedData data = new ScrapedData(options.number("series"), options.number("steps"));
    Path dir = Files.createTempDirectory("gyr-metrics-compare");
    try (OwnGyr own =
            OwnGyr.start(
                SharedComponents.home(),
                dir.resolve("gyr"),
                Duration.ofMinutes(5),
                "components=kafka,registry,postgres,cassandra,opensearch,flink,query-api,jobs");
        PeerProcess prometheus = PeerProcess.prometheus(dir.resolve("prometheus"));
        PeerProcess victoria = PeerProcess.victoriaMetrics(dir.resolve("victoria"))) {
      MetricsCompare compare =
          new MetricsCompare(
              data, options.number("tries"), Duration.ofSeconds(options.number("patience-s")));
      compare.run(own.gyr(), List.of(prometheus, victoria));
    }
    Folder.delete(dir);
  }

  private void run(RunningGyr gyr, List<PeerProcess> peers)
      throws IOException, InterruptedException {
    Machine machine = Machine.now();
    MetricsServer ours = new MetricsServer("Gyr", gyr.address("api.url"), gyr.token());
    long endMs = System.currentTimeMillis() / STEP_MS * STEP_MS;
    long startMs = endMs - (data.steps() - 1) * STEP_MS;
    System.out.printf("%n%,d samples of %,d series%n%n", data.samples(), data.series().size());
    System.out.println("| CPU seconds per million samples | |");
    System.out.println("|---|---:|");
    loadGyr(gyr, ours, startMs);
    for (PeerProcess peer : peers) {
      double before = peer.cpuSeconds();
      load(peer.server(), startMs);
      cpu(peer.server().name(), peer.cpuSeconds() - before);
    }
    List<MetricsServer> servers = new ArrayList<>(List.of(ours));
    peers.forEach(peer -> servers.add(peer.server()));
    StringBuilder head = new StringBuilder("\n| median / p99 ms");
    servers.forEach(server -> head.append(" | ").append(server.name()));
    System.out.println(head + " | kB of the answers |");
    System.out.println("|---|" + "---:|".repeat(servers.size()) + "---|");
    for (QueryTimes query : queries(startMs, endMs)) {
      query.measure(servers, WARM_UPS, tries);
      System.out.println(query.row());
    }
    System.out.printf("%n%s%n", Machine.now().since(machine));
  }

  private static List<QueryTimes> queries(long startMs, long endMs) {
    String end = Long.toString(endMs / 1000);
    String rate = "sum by (job) (rate(x_total[5m]))";
    return List.of(
        range(rate, startMs, endMs, "60"),
        range(rate, startMs, endMs, "10"),
        new QueryTimes(
            "`topk(5, rate(x_total[1m]))`",
            "query",
            Map.of("query", "topk(5, rate(x_total[1m]))", "time", end, "nocache", "1")),
        range("max by (instance) (max_over_time(g[10m]))", startMs, endMs, "60"),
        new QueryTimes(
            "`x_total[6h]`", "query", Map.of("query", "x_total[6h]", "time", end, "nocache", "1")));
  }

  private static QueryTimes range(String query, long startMs, long endMs, String step) {
    return new QueryTimes(
        "`" + query + "`, step " + step + " s",
        "query_range",
        Map.of(
            "query",
            query,
            "start",
            Long.toString(startMs / 1000),
            "end",
            Long.toString(endMs / 1000),
            "step",
            step,
            "nocache",
            "1"));
  }

  private void load(MetricsServer server, long startMs) throws IOException, InterruptedException {
    for (int step = 0; step < data.steps(); step++) {
      for (byte[] body : requests.scrape(step, startMs + step * STEP_MS)) {
        server.write(body);
      }
    }
  }

  private void loadGyr(RunningGyr gyr, MetricsServer ours, long startMs)
      throws IOException, InterruptedException {
    Map<String, Double> before = cpuSeconds(gyr);
    long stored = stored(gyr);
    load(ours, startMs);
    long deadline = System.nanoTime() + patience.toNanos();
    while (stored(gyr) - stored < data.samples()) {
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "Gyr has not taken all samples within " + patience.toSeconds() + " s");
      }
      Thread.sleep(500);
    }
    Thread.sleep(20_000); // Pieces of spans that go on are written each 15 s.
    double all = 0;
    for (Map.Entry<String, Double> now : cpuSeconds(gyr).entrySet()) {
      double used = now.getValue() - before.getOrDefault(now.getKey(), 0.0);
      all += used;
      cpu("Gyr, " + now.getKey(), used);
    }
    cpu("Gyr, all", all);
  }

  private void cpu(String what, double seconds) {
    System.out.printf(Locale.ROOT, "| %s | %.2f |%n", what, seconds * 1e6 / data.samples());
  }

  private static long stored(RunningGyr gyr) throws IOException, InterruptedException {
    return gyr.jobMetrics().by("gyr_records_out_total", "stage").getOrDefault("series", 0L);
  }

  private static Map<String, Double> cpuSeconds(RunningGyr gyr) throws IOException {
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (ComponentState component : gyr.status().components()) {
      seconds.put(component.name(), ProcessUse.of(component.pid()).cpuSeconds());
    }
    return seconds;
  }
}
