package io.gyr.api.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyr.api.events.FeedEvent.Why;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads an event from its document in the index. */
final class EventDocument {
  private EventDocument() {}

  static FeedEvent read(JsonNode source) {
    return new FeedEvent(
        source.path("id").asText(),
        source.path("kind").asText(),
        source.path("time_ns").asLong(),
        source.path("end_time_ns").isNumber() ? source.path("end_time_ns").asLong() : null,
        source.path("severity").asInt(),
        source.path("status").asText(),
        source.path("name").asText(),
        source.path("description").asText(),
        source.path("source").asText(),
        strings(source.path("tags")),
        map(source.path("labels")),
        map(source.path("fields")),
        source.path("rule_version").isTextual() ? source.path("rule_version").asText() : null,
        source.path("version").asLong(),
        why(source),
        source.path("count").asLong(1),
        source.path("aggregated_into").isTextual()
            ? source.path("aggregated_into").asText()
            : null);
  }

  private static Why why(JsonNode source) {
    List<FeedEvent.Test> conditions = new ArrayList<>();
    for (JsonNode test : source.path("conditions")) {
      conditions.add(new FeedEvent.Test(test.path("condition").asText(), map(test.path("values"))));
    }
    return new Why(conditions, strings(source.path("records")));
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(each -> strings.add(each.asText()));
    return strings;
  }

  private static Map<String, String> map(JsonNode object) {
    Map<String, String> map = new LinkedHashMap<>();
    object.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
    return map;
  }
}
