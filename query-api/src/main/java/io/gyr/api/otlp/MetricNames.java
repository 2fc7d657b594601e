package io.gyr.api.otlp;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names of metrics and labels as Prometheus 3 makes them from OTLP unless it is told otherwise
 * (translation strategy UnderscoreEscapingWithSuffixes): what no Prometheus 2 name has becomes an
 * underscore, units become words at the end, counters end in {@code _total}, gauges without a unit
 * in {@code _ratio}.
 */
final class MetricNames {
  private MetricNames() {}

  /**
   * The name of a metric.
   *
   * @param counter whether it only rises
   * @param gauge whether it is a gauge
   */
  static String metric(String name, String unit, boolean counter, boolean gauge) {
    List<String> words = new ArrayList<>();
    for (String word : name.split("[^a-zA-Z0-9:]+")) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    String main = Units.main(unit);
    if (!main.isEmpty() && !words.contains(main)) {
      words.add(main);
    }
    String per = Units.per(unit);
    if (!per.isEmpty() && !words.contains(per)) {
      words.add("per_" + per);
    }
    if (counter) {
      moveToTheEnd(words, "total");
    } else if (gauge && unit.equals("1")) {
      moveToTheEnd(words, "ratio");
    }
    String joined = String.join("_", words);
    return !joined.isEmpty() && isDigit(joined.charAt(0)) ? "_" + joined : joined;
  }

  private static void moveToTheEnd(List<String> words, String word) {
    words.removeIf(word::equals);
    words.add(word);
  }

  /** The label for an attribute. */
  static String label(String attribute) {
    String label = attribute.replaceAll("[^a-zA-Z0-9_]", "_");
    if (label.isEmpty()) {
      return label;
    }
    if (isDigit(label.charAt(0))) {
      return "key_" + label;
    }
    return label.startsWith("_") && !label.startsWith("__") ? "key" + label : label;
  }

  /** The labels for attributes; those that become the same are joined, in the order of names. */
  static SortedMap<String, String> labels(SortedMap<String, String> attributes) {
    SortedMap<String, String> all = new TreeMap<>();
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      all.merge(label(attribute.getKey()), attribute.getValue(), (one, other) -> one + ";" + other);
    }
    return all;
  }

  /** A bound or quantile as Prometheus writes it, without an exponent: 0.005, 10, 2500. */
  static String bound(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.isNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
    }
    BigDecimal decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    return decimal.toPlainString();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
