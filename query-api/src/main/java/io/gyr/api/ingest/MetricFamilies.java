package io.gyr.api.ingest;

import io.gyr.schemas.record.MetricKind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The metadata that senders told since the start; they tell it again every minute or with every
 * request. Bounded: what comes when it is full is not kept. Thread-safe.
 */
public final class MetricFamilies {
  /** How many families are kept. */
  static final int MAX_FAMILIES = 20_000;

  /** How much of a help text is kept. */
  static final int MAX_HELP_CHARS = 1024;

  private static final int MAX_UNIT_CHARS = 128;
  private static final List<String> COUNTER_SUFFIXES = List.of("_bucket", "_count", "_sum");

  private final Map<String, MetricFamily> families = new ConcurrentHashMap<>();

  /** Keeps {@code family} in place of what was told before. */
  public void tell(MetricFamily family) {
    if (family.name().isEmpty() || family.name().length() > SeriesLabels.MAX_NAME_CHARS) {
      return;
    }
    if (family.equals(families.get(family.name()))) {
      return;
    }
    if (families.size() < MAX_FAMILIES || families.containsKey(family.name())) {
      families.put(
          family.name(),
          new MetricFamily(
              family.name(),
              family.type(),
              cut(family.help(), MAX_HELP_CHARS),
              cut(family.unit(), MAX_UNIT_CHARS)));
    }
  }

  private static String cut(String text, int chars) {
    return text.length() <= chars ? text : text.substring(0, chars);
  }

  /** What was told of the family {@code name}, null if nothing was. */
  public @Nullable MetricFamily find(String name) {
    return families.get(name);
  }

  /** All that was told, in no order. */
  public List<MetricFamily> all() {
    return List.copyOf(families.values());
  }

  /** How the values of the series called {@code metric} move, as far as it was told. */
  public MetricKind kindOf(String metric) {
    MetricFamily family = families.get(metric);
    if (family != null) {
      return switch (family.type()) {
        case "counter" -> MetricKind.COUNTER;
        case "gauge" -> MetricKind.GAUGE;
        default -> MetricKind.UNKNOWN;
      };
    }
    for (String suffix : COUNTER_SUFFIXES) {
      if (metric.endsWith(suffix)) {
        MetricFamily parent = families.get(metric.substring(0, metric.length() - suffix.length()));
        boolean counts =
            parent != null
                && (parent.type().equals("histogram") || parent.type().equals("summary"));
        return counts ? MetricKind.COUNTER : MetricKind.UNKNOWN;
      }
    }
    // OpenMetrics allows this name for nothing else; the metadata may come a minute later.
    return metric.endsWith("_total") ? MetricKind.COUNTER : MetricKind.UNKNOWN;
  }
}
