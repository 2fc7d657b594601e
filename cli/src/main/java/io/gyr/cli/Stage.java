package io.gyr.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sums of one stage since its process started, added up over its parallel parts.
 *
 * @param name the stage
 * @param in records that entered
 * @param out records that left
 * @param dropped records given up with a reason
 * @param deadLettered unusable records that were kept
 * @param lagSeconds age of the newest record when it left; 0 if none has
 */
record Stage(
    @JsonProperty("name") String name,
    @JsonProperty("in") long in,
    @JsonProperty("out") long out,
    @JsonProperty("dropped") long dropped,
    @JsonProperty("dead_lettered") long deadLettered,
    @JsonProperty("lag_seconds") double lagSeconds) {
  private static final Pattern SAMPLE =
      Pattern.compile(
          "(gyr_records_(in|out|dropped|dead_lettered)_total|gyr_lag_seconds)"
              + "\\{[^}]*stage=\"([^\"]*)\"[^}]*\\} (\\S+)");
  private static final List<String> ORDER =
      List.of("agent", "enrichment", "rules", "alerting", "rollup", "cassandra", "opensearch");

  /** The stages of all processes that answer. */
  static List<Stage> all(Map<String, String> addresses) {
    HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    Map<String, double[]> sums = new LinkedHashMap<>();
    for (String address : metricAddresses(addresses)) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(3)).build();
      try {
        add(http.send(request, BodyHandlers.ofString()).body(), sums);
      } catch (IOException e) {
        continue; // A component that does not answer is shown as such; its stages are missing.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    List<Stage> stages = new ArrayList<>();
    sums.forEach(
        (name, sum) ->
            stages.add(
                new Stage(
                    name, (long) sum[0], (long) sum[1], (long) sum[2], (long) sum[3], sum[4])));
    stages.sort(
        java.util.Comparator.comparingInt((Stage stage) -> order(stage.name()))
            .thenComparing(Stage::name));
    return stages;
  }

  private static List<String> metricAddresses(Map<String, String> addresses) {
    List<String> all = new ArrayList<>();
    all.add(addresses.get("agent.url") + "/metrics");
    String flink = addresses.getOrDefault("flink.metrics.url", "");
    int port = URI.create(flink).getPort();
    for (int i = 0; i < 3; i++) {
      // The JVM of a local cluster, or JobManager and TaskManagers on the ports that follow.
      all.add("http://127.0.0.1:" + (port + i) + "/metrics");
    }
    all.add(addresses.get("api.url") + "/metrics");
    return all;
  }

  /** Adds the samples of one exposition: in, out, dropped, dead-lettered, lag. */
  static void add(String exposition, Map<String, double[]> sums) {
    Matcher sample = SAMPLE.matcher(exposition);
    while (sample.find()) {
      double[] sum = sums.computeIfAbsent(sample.group(3), unseen -> new double[5]);
      double value = Double.parseDouble(sample.group(4));
      String kind = sample.group(2);
      if (kind == null) {
        sum[4] = Math.max(sum[4], value);
      } else {
        int place =
            switch (kind) {
              case "in" -> 0;
              case "out" -> 1;
              case "dropped" -> 2;
              default -> 3;
            };
        sum[place] += value;
      }
    }
  }

  private static int order(String name) {
    for (int i = 0; i < ORDER.size(); i++) {
      if (name.startsWith(ORDER.get(i))) {
        return i;
      }
    }
    return ORDER.size();
  }
}
