package io.gyr.api.remotewrite;

import java.util.List;

/** The metric types of both versions, which have the same numbers. */
final class MetricTypes {
  private static final List<String> NAMES =
      List.of(
          "unknown",
          "counter",
          "gauge",
          "histogram",
          "gaugehistogram",
          "summary",
          "info",
          "stateset");

  private MetricTypes() {}

  /** Prometheus's word for type {@code number}; a number of a later version is unknown. */
  static String name(long number) {
    return NAMES.get(number > 0 && number < NAMES.size() ? (int) number : 0);
  }

  /** Name of the family of the series {@code metric}: those of a histogram have suffixes. */
  static String family(String metric, String type) {
    List<String> suffixes =
        switch (type) {
          case "histogram" -> List.of("_bucket", "_count", "_sum");
          case "gaugehistogram" -> List.of("_bucket", "_gcount", "_gsum");
          case "summary" -> List.of("_count", "_sum");
          default -> List.of();
        };
    for (String suffix : suffixes) {
      if (metric.endsWith(suffix) && metric.length() > suffix.length()) {
        return metric.substring(0, metric.length() - suffix.length());
      }
    }
    return metric;
  }
}
