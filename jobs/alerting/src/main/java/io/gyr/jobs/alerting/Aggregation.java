package io.gyr.jobs.alerting;

import java.util.Collection;
import java.util.Locale;

/** How several values become one. */
enum Aggregation {
  AVG,
  SUM,
  MIN,
  MAX;

  /** The one value; {@code values} is not empty. */
  double of(Collection<Double> values) {
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
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
