package io.gyr.alerts;

import java.util.Collection;
import java.util.Locale;

/** How several values become one. */
public enum Aggregation {
  /** Arithmetic mean. */
  AVG,
  /** Sum. */
  SUM,
  /** Smallest. */
  MIN,
  /** Largest. */
  MAX;

  /** The one value; {@code values} is not empty. */
  public double of(Collection<Double> values) {
    double sum = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      sum += value;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    return switch (this) {
      case AVG -> sum / values.size();
      case SUM -> sum;
      case MIN -> min;
      case MAX -> max;
    };
  }

  /** As people write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
