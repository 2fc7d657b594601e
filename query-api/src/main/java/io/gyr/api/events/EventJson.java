package io.gyr.api.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyr.api.http.Json;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Writes an event for callers. Nanoseconds go out as text, because they are more than a JavaScript
 * number holds exactly; the same time is there in milliseconds and in RFC 3339.
 */
public final class EventJson {
  private EventJson() {}

  /** The event as JSON. */
  public static ObjectNode write(FeedEvent event) {
    ObjectNode json = Json.object();
    json.put("id", event.id());
    json.put("type", event.type());
    json.put("severity", event.severity());
    json.put("severity_group", SeverityGroup.of(event.severity()).key());
    json.put("status", event.status());
    json.put("name", event.name());
    json.put("description", event.description());
    json.put("source", event.source());
    json.put("time", rfc3339(event.timeNs()));
    json.put("time_ms", TimeUnit.NANOSECONDS.toMillis(event.timeNs()));
    json.put("time_ns", Long.toString(event.timeNs()));
    Long end = event.endTimeNs();
    if (end == null) {
      json.putNull("end_time").putNull("end_time_ms").putNull("duration_ms");
    } else {
      json.put("end_time", rfc3339(end));
      json.put("end_time_ms", TimeUnit.NANOSECONDS.toMillis(end));
      json.put("duration_ms", TimeUnit.NANOSECONDS.toMillis(end - event.timeNs()));
    }
    ArrayNode tags = json.putArray("tags");
    event.tags().forEach(tags::add);
    map(json.putObject("labels"), event.labels());
    map(json.putObject("fields"), event.fields());
    json.put("rule_version", event.ruleVersion());
    json.put("version", event.version());
    ArrayNode conditions = json.putArray("conditions");
    for (FeedEvent.Test test : event.why().conditions()) {
      ObjectNode one = conditions.addObject().put("condition", test.condition());
      map(one.putObject("values"), test.values());
    }
    ArrayNode records = json.putArray("records");
    event.why().records().forEach(records::add);
    json.put("count", event.count());
    json.put("aggregated_into", event.aggregatedInto());
    json.put("cursor", event.cursor().encode());
    return json;
  }

  private static String rfc3339(long ns) {
    long second = TimeUnit.SECONDS.toNanos(1);
    return Instant.ofEpochSecond(Math.floorDiv(ns, second), Math.floorMod(ns, second)).toString();
  }

  private static void map(ObjectNode json, Map<String, String> map) {
    new TreeMap<>(map).forEach(json::put);
  }
}
