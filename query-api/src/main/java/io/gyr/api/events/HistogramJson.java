package io.gyr.api.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyr.api.http.Json;
import java.util.Map;
import java.util.TreeMap;

/** Writes a histogram for callers. */
final class HistogramJson {
  private HistogramJson() {}

  static ObjectNode write(EventHistogram histogram) {
    ObjectNode json = Json.object();
    json.put("from_ms", histogram.fromMs());
    json.put("to_ms", histogram.toMs());
    json.put("interval_ms", histogram.intervalMs());
    groups(json.putObject("severities"), histogram.severities());
    new TreeMap<>(histogram.types()).forEach(json.putObject("types")::put);
    ArrayNode buckets = json.putArray("buckets");
    for (EventHistogram.Bucket bucket : histogram.buckets()) {
      groups(buckets.addObject().put("time_ms", bucket.timeMs()), bucket.counts());
    }
    return json;
  }

  private static void groups(ObjectNode json, Map<SeverityGroup, Long> counts) {
    for (SeverityGroup group : SeverityGroup.values()) {
      json.put(group.key(), counts.getOrDefault(group, 0L));
    }
  }
}
