package io.gyr.api.otlp;

import io.gyr.api.exemplar.ExemplarStore;
import java.util.ArrayList;
import java.util.List;

/** One metric of one resource, as a request has it. Filled by readers. */
final class Metric {
  /** Kinds of metrics; {@code NONE} has no data. */
  enum Kind {
    NONE,
    GAUGE,
    SUM,
    HISTOGRAM,
    EXPONENTIAL_HISTOGRAM,
    SUMMARY
  }

  /** Aggregation temporality, as numbered by OpenTelemetry. */
  static final int CUMULATIVE = 2;

  String name = "";
  String description = "";
  String unit = "";
  Kind kind = Kind.NONE;

  /** Of sums and histograms. */
  int temporality;

  /** Of sums. */
  boolean monotonic;

  final List<DataPoint> points = new ArrayList<>();

  private int exemplars;

  /** Whether its values are differences to those before. */
  boolean isDelta() {
    return switch (kind) {
      case SUM, HISTOGRAM, EXPONENTIAL_HISTOGRAM -> temporality != CUMULATIVE;
      default -> false;
    };
  }

  /** Counts one more exemplar; false if the store could not keep as many. */
  boolean takesExemplar() {
    return exemplars++ < ExemplarStore.MOST;
  }

  /** Prometheus's word for what it is. */
  String type() {
    return switch (kind) {
      case SUM -> monotonic ? "counter" : "gauge";
      case GAUGE -> "gauge";
      case HISTOGRAM, EXPONENTIAL_HISTOGRAM -> "histogram";
      case SUMMARY -> "summary";
      default -> "unknown";
    };
  }
}
