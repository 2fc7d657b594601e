package io.gyr.benchmarks.compare;

import com.datastax.oss.driver.api.core.CqlSession;
import io.gyr.benchmarks.Folder;
import io.gyr.benchmarks.Options;
import io.gyr.benchmarks.running.Machine;
import io.gyr.benchmarks.running.MetricsServer;
import io.gyr.benchmarks.running.OwnGyr;
import io.gyr.benchmarks.running.RunningGyr;
import io.gyr.sinks.cassandra.CassandraSession;
import io.gyr.standalone.SharedComponents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How long a Gyr takes over thirty days of 1,000 series, from rollups, and over the labels of a
 * million series; ends with 1 if a 99th percentile is over its bar.
 */
public final class MetricsHistory {
  private static final int WARM_UPS = 10;
  private static final int HOUR_S = 3_600;

  private MetricsHistory() {}

  /** Measures and prints the tables. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Options options =
        Options.read(arguments, Map.of("counters", "1000", "active", "1000000", "tries", "100"));
    Path dir = Files.createTempDirectory("gyr-metrics-history");
    boolean within;
    try (OwnGyr own =
        OwnGyr.start(
            SharedComponents.home(),
            dir,
            Duration.ofMinutes(5),
            "components=kafka,registry,postgres,cassandra,opensearch,query-api")) {
      within = measure(own.gyr(), options);
    }
    Folder.delete(dir);
    System.exit(within ? 0 : 1);
  }

  private static boolean measure(RunningGyr gyr, Options options)
      throws IOException, InterruptedException {
    try (CqlSession session =
        CassandraSession.open(gyr.address("cassandra.contact"), "datacenter1")) {
      RolledUpMonth month = new RolledUpMonth(session);
      month.counters(options.number("counters"));
      System.out.printf("%n30 days of %s counters are in Cassandra%n", options.text("counters"));
      month.activeSeries(options.number("active"));
      System.out.printf("%s series are active%n%n", options.text("active"));
    }
    Machine machine = Machine.now();
    MetricsServer server = new MetricsServer("Gyr", gyr.address("api.url"), gyr.token());
    long end = System.currentTimeMillis() / 1000 / HOUR_S * HOUR_S;
    System.out.println("| median / p99 ms | Gyr | kB of the answer |\n|---|---:|---:|");
    boolean within = true;
    for (QueryTimes query :
        List.of(
            month("sum by (job) (rate(y_total[1h]))", end, HOUR_S),
            month("sum by (job) (rate(y_total[1h]))", end + 60, HOUR_S),
            month("max by (job) (max_over_time(y_total[1d]))", end, 4 * HOUR_S),
            month("y_total", end, 4 * HOUR_S))) {
      within &= within(query, server, options, 1000);
    }
    for (QueryTimes labels :
        List.of(
            labels("label/__name__/values", Map.of()),
            labels("label/device/values", Map.of()),
            labels("label/k8s_pod_name/values", Map.of("match[]", "metric_number_7")),
            labels("labels", Map.of("match[]", "{k8s_namespace_name=\"namespace-3\"}")))) {
      within &= within(labels, server, options, 200);
    }
    System.out.printf("%n%s%n", Machine.now().since(machine));
    return within;
  }

  private static boolean within(
      QueryTimes query, MetricsServer server, Options options, double barMs)
      throws IOException, InterruptedException {
    query.measure(List.of(server), WARM_UPS, options.number("tries"));
    System.out.println(query.row());
    return query.p99(server) <= barMs;
  }

  private static QueryTimes month(String query, long end, int stepS) {
    return new QueryTimes(
        "`" + query + "`, 30 days, step " + stepS / HOUR_S + " h",
        "query_range",
        Map.of(
            "query", query,
            "start", Long.toString(end - 30L * 24 * HOUR_S),
            "end", Long.toString(end),
            "step", Integer.toString(stepS)));
  }

  private static QueryTimes labels(String path, Map<String, String> parameters) {
    return new QueryTimes("`" + path + "` " + parameters, path, parameters);
  }
}
