package io.gyr.alerts;

import java.util.List;
import java.util.Map;

/**
 * A threshold on a metric.
 *
 * @param name what people call it
 * @param version version of the definition, stamped on each event
 * @param metric Prometheus metric name
 * @param scope labels that a series must have, with these values
 * @param segmentBy labels whose values tell the segments apart; each segment triggers by itself
 * @param overTime how the samples of one series within {@code overMs} become one value
 * @param overMs length of the window, milliseconds
 * @param overGroup how the series of a segment become one value
 * @param comparison relation to the threshold that is an alert
 * @param threshold in the unit of the metric
 * @param severity 0 emergency to 7 debug
 */
public record MetricAlert(
    String name,
    String version,
    String metric,
    Map<String, String> scope,
    List<String> segmentBy,
    Aggregation overTime,
    long overMs,
    Aggregation overGroup,
    Comparison comparison,
    double threshold,
    int severity) {

  /** Relation of a value to a threshold. */
  public enum Comparison {
    /** Greater. */
    ABOVE(">"),
    /** Greater or equal. */
    AT_LEAST(">="),
    /** Less. */
    BELOW("<"),
    /** Less or equal. */
    AT_MOST("<=");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    /** As people write it. */
    public String sign() {
      return sign;
    }

    /** Whether {@code value} stands in this relation to {@code threshold}. */
    public boolean holds(double value, double threshold) {
      return switch (this) {
        case ABOVE -> value > threshold;
        case AT_LEAST -> value >= threshold;
        case BELOW -> value < threshold;
        case AT_MOST -> value <= threshold;
      };
    }
  }

  /** The condition in words: {@code avg(avg_over_time(m[60s])) > 0.9}. */
  public String condition() {
    return String.format(
        "%s(%s_over_time(%s[%ds])) %s %s",
        overGroup.word(), overTime.word(), metric, overMs / 1000, comparison.sign(), threshold);
  }
}
