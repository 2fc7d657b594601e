package io.gyr.api.prometheus;

import io.gyr.api.ingest.MetricFamilies;
import io.gyr.api.ingest.MetricFamily;
import io.gyr.api.prometheus.store.MetricStore;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of metrics: what their senders told, of the others the types in the store, with
 * help for those of Gyr's agents.
 */
final class MetricMetadata {
  private static final List<String> PARTS = List.of("_bucket", "_count", "_sum");
  private static final List<String> WITH_PARTS = List.of("histogram", "gaugehistogram", "summary");
  private static final String TOTAL = "_total";

  private final MetricStore store;
  private final MetricFamilies families;
  private final AgentMetricHelp agents = new AgentMetricHelp();

  MetricMetadata(MetricStore store, MetricFamilies families) {
    this.store = store;
    this.families = families;
  }

  /** All families, by name: those that were told and those of series in a range of time. */
  SortedMap<String, MetricFamily> all(long fromMs, long toMs) {
    SortedMap<String, String> types = store.catalog().types(fromMs, toMs);
    SortedMap<String, MetricFamily> all = of(types.keySet(), types);
    families.all().forEach(family -> all.put(family.name(), family));
    return all;
  }

  /**
   * The families of series.
   *
   * @param metrics names of the series
   * @param types types in the store, by such names
   */
  SortedMap<String, MetricFamily> of(Iterable<String> metrics, Map<String, String> types) {
    SortedMap<String, MetricFamily> found = new TreeMap<>();
    for (String metric : metrics) {
      MetricFamily family = familyOf(metric, types.getOrDefault(metric, "unknown"));
      found.put(family.name(), family);
    }
    return found;
  }

  private MetricFamily familyOf(String metric, String type) {
    MetricFamily told = families.find(metric);
    if (told != null) {
      return told;
    }
    for (String part : PARTS) {
      if (metric.endsWith(part)) {
        MetricFamily whole = families.find(without(part, metric));
        if (whole != null && WITH_PARTS.contains(whole.type())) {
          return whole;
        }
      }
    }
    if (metric.endsWith(TOTAL)) {
      MetricFamily counter = families.find(without(TOTAL, metric));
      if (counter != null && counter.type().equals("counter")) {
        return counter;
      }
    }
    return agents.family(metric, type);
  }

  private static String without(String suffix, String metric) {
    return metric.substring(0, metric.length() - suffix.length());
  }
}
