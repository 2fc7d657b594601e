package io.gyr.benchmarks.differential;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyr.promql.value.MatrixValue;
import io.gyr.promql.value.Series;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answer to a range query: labels to time in milliseconds to value.
 *
 * @param series empty for an error
 * @param error null for an answer
 */
record Answers(
    Map<String, TreeMap<Long, Double>> series, @org.jspecify.annotations.Nullable String error) {
  private static final double RELATIVE = 1e-9;
  private static final double ABSOLUTE = 1e-12;

  static Answers of(MatrixValue matrix) {
    Map<String, TreeMap<Long, Double>> all = new TreeMap<>();
    for (Series series : matrix.series()) {
      TreeMap<Long, Double> points = new TreeMap<>();
      for (int i = 0; i < series.times().length; i++) {
        points.put(series.times()[i], series.values()[i]);
      }
      all.put(series.labels().toMap().toString(), points);
    }
    return new Answers(all, null);
  }

  /** What Prometheus's API answered. */
  static Answers of(JsonNode json) {
    if (!json.path("status").asText().equals("success")) {
      return failed(json.path("error").asText());
    }
    Map<String, TreeMap<Long, Double>> all = new TreeMap<>();
    for (JsonNode series : json.path("data").path("result")) {
      TreeMap<String, String> labels = new TreeMap<>();
      series
          .path("metric")
          .properties()
          .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
      TreeMap<Long, Double> points = new TreeMap<>();
      for (JsonNode point : series.path("values")) {
        points.put(Math.round(point.get(0).asDouble() * 1000), number(point.get(1).asText()));
      }
      all.put(labels.toString(), points);
    }
    return new Answers(all, null);
  }

  static Answers failed(String error) {
    return new Answers(Map.of(), error);
  }

  private static double number(String text) {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /** Empty if the other says the same; else the first difference. */
  String difference(Answers other) {
    if (error != null || other.error != null) {
      return error != null && other.error != null
          ? ""
          : "error: " + (error == null ? "none, but " + other.error : error + ", but none");
    }
    if (!series.keySet().equals(other.series.keySet())) {
      return "series: " + series.keySet() + " but " + other.series.keySet();
    }
    for (Map.Entry<String, TreeMap<Long, Double>> one : series.entrySet()) {
      TreeMap<Long, Double> theirs = other.series.getOrDefault(one.getKey(), new TreeMap<>());
      if (!one.getValue().keySet().equals(theirs.keySet())) {
        return one.getKey() + " at " + one.getValue().keySet() + " but " + theirs.keySet();
      }
      for (Map.Entry<Long, Double> point : one.getValue().entrySet()) {
        double their = theirs.getOrDefault(point.getKey(), Double.NaN);
        if (!close(point.getValue(), their)) {
          return one.getKey() + " at " + point.getKey() + ": " + point.getValue() + " but " + their;
        }
      }
    }
    return "";
  }

  /** Sums are made in other orders, so the last digits may differ. */
  private static boolean close(double ours, double theirs) {
    return Double.compare(ours, theirs) == 0
        || ours == theirs
        || Math.abs(ours - theirs)
            <= ABSOLUTE + RELATIVE * Math.max(Math.abs(ours), Math.abs(theirs));
  }
}
