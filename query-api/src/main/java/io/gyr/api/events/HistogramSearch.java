package io.gyr.api.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyr.api.http.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The search behind a histogram. It finds events of any severity and counts them once by severity;
 * a filter inside then narrows to the severities that were asked for and counts by time.
 */
final class HistogramSearch {
  /** Widths that people read off an axis: 1 s to 1 d. */
  private static final long[] WIDTHS_MS = {
    1_000,
    2_000,
    5_000,
    10_000,
    15_000,
    30_000,
    60_000,
    120_000,
    300_000,
    600_000,
    900_000,
    1_800_000,
    3_600_000,
    7_200_000,
    10_800_000,
    21_600_000,
    43_200_000,
    86_400_000
  };

  private final EventFilter filter;
  private final long widthMs;

  private HistogramSearch(EventFilter filter, long widthMs) {
    this.filter = filter;
    this.widthMs = widthMs;
  }

  /** Chooses the finest readable width that needs no more than {@code buckets} bars. */
  static HistogramSearch over(EventFilter filter, int buckets) {
    long span = filter.toMs() - filter.fromMs();
    long day = WIDTHS_MS[WIDTHS_MS.length - 1];
    for (long width : WIDTHS_MS) {
      if (span / width < buckets) {
        return new HistogramSearch(filter, width);
      }
    }
    return new HistogramSearch(filter, day * (span / day / buckets + 1));
  }

  ObjectNode query() {
    ObjectNode search = Json.object().put("size", 0).put("track_total_hits", false);
    search.set("query", EventClauses.query(filter.anySeverity()));
    ObjectNode aggregations = search.putObject("aggs");
    terms(aggregations, "severities", "severity");
    ObjectNode asked = aggregations.putObject("asked");
    ArrayNode must = asked.putObject("filter").putObject("bool").putArray("filter");
    must.addObject().putObject("match_all");
    EventClauses.severities(must, filter);
    ObjectNode inside = asked.putObject("aggs");
    terms(inside, "types", "kind");
    ObjectNode times = inside.putObject("times");
    times
        .putObject("date_histogram")
        .put("field", "time_ms")
        .put("fixed_interval", widthMs + "ms")
        .put("min_doc_count", 1);
    terms(times.putObject("aggs"), "severities", "severity");
    return search;
  }

  private static void terms(ObjectNode aggregations, String name, String field) {
    aggregations.putObject(name).putObject("terms").put("field", field).put("size", 16);
  }

  EventHistogram read(JsonNode response) {
    JsonNode aggregations = response.path("aggregations");
    JsonNode asked = aggregations.path("asked");
    Map<Long, EventHistogram.Bucket> found = new HashMap<>();
    for (JsonNode bucket : asked.path("times").path("buckets")) {
      long time = bucket.path("key").asLong();
      found.put(time, new EventHistogram.Bucket(time, groups(bucket)));
    }
    long first = Math.floorDiv(filter.fromMs(), widthMs) * widthMs;
    List<EventHistogram.Bucket> buckets = new ArrayList<>();
    for (long time = first; time < filter.toMs(); time += widthMs) {
      buckets.add(found.getOrDefault(time, EventHistogram.Bucket.empty(time)));
    }
    Map<String, Long> types = new HashMap<>();
    for (JsonNode bucket : asked.path("types").path("buckets")) {
      types.put(bucket.path("key").asText(), bucket.path("doc_count").asLong());
    }
    return new EventHistogram(first, filter.toMs(), widthMs, buckets, groups(aggregations), types);
  }

  private static Map<SeverityGroup, Long> groups(JsonNode aggregations) {
    Map<SeverityGroup, Long> counts = new EnumMap<>(SeverityGroup.class);
    for (JsonNode bucket : aggregations.path("severities").path("buckets")) {
      SeverityGroup group = SeverityGroup.of(bucket.path("key").asInt());
      counts.merge(group, bucket.path("doc_count").asLong(), Long::sum);
    }
    return counts;
  }
}
