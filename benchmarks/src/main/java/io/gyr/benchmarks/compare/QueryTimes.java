package io.gyr.benchmarks.compare;

import io.gyr.benchmarks.running.MetricsServer;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long one query takes on several servers that take turns, so that noise strikes all alike. */
final class QueryTimes {
  private final String name;
  private final String path;
  private final Map<String, String> parameters;
  private final Map<MetricsServer, double[]> millis = new LinkedHashMap<>();
  private final Map<MetricsServer, Integer> bytes = new LinkedHashMap<>();

  /**
   * A query.
   *
   * @param name what the table calls it
   * @param path below {@code /api/v1/}
   */
  QueryTimes(String name, String path, Map<String, String> parameters) {
    this.name = name;
    this.path = path;
    this.parameters = parameters;
  }

  /** Asks, {@code warmUps} times without the clock and {@code tries} times with it. */
  void measure(List<MetricsServer> servers, int warmUps, int tries)
      throws IOException, InterruptedException {
    for (MetricsServer server : servers) {
      millis.put(server, new double[tries]);
    }
    for (int i = -warmUps; i < tries; i++) {
      for (MetricsServer server : servers) {
        long began = System.nanoTime();
        int size = server.ask(path, parameters).length;
        double took = (System.nanoTime() - began) / 1e6;
        bytes.put(server, size);
        if (i >= 0) {
          millis.getOrDefault(server, new double[tries])[i] = took;
        }
      }
    }
    millis.values().forEach(Arrays::sort);
  }

  /** A row of the table: of each server median, 99th percentile, and bytes of the answer. */
  String row() {
    StringBuilder row = new StringBuilder("| " + name);
    millis.forEach(
        (server, times) ->
            row.append(
                String.format(
                    " | %.1f / %.1f", times[times.length / 2], times[times.length * 99 / 100])));
    row.append(" |");
    bytes.forEach((server, size) -> row.append(String.format(" %,d", size / 1000)));
    return row.append(" |").toString();
  }

  /** Its 99th percentile on one server, in milliseconds. */
  double p99(MetricsServer server) {
    double[] times = millis.getOrDefault(server, new double[1]);
    return times[times.length * 99 / 100];
  }
}
