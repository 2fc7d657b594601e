package io.gyr.promql.engine;

import io.gyr.promql.text.NaturalOrder;
import java.util.Comparator;
import java.util.List;

/** The orders in which sorting functions bring instant vectors. */
final class VectorOrder {
  private VectorOrder() {}

  /** By value, NaN last in both directions. */
  static Comparator<Double> byValue(boolean descending) {
    return (a, b) -> {
      if (Double.isNaN(a) || Double.isNaN(b)) {
        return Boolean.compare(Double.isNaN(a), Double.isNaN(b));
      }
      return descending ? Double.compare(b, a) : Double.compare(a, b);
    };
  }

  /** By labels, numbers in them by value, then by all labels. */
  static Comparator<StepSeries> byLabels(List<String> names, boolean descending) {
    Comparator<StepSeries> order =
        (a, b) -> {
          for (String name : names) {
            String left = a.labels().get(name);
            String right = b.labels().get(name);
            if (!left.equals(right)) {
              return NaturalOrder.isBefore(left, right) ? -1 : 1;
            }
          }
          return a.labels().compareTo(b.labels());
        };
    return descending ? order.reversed() : order;
  }
}
