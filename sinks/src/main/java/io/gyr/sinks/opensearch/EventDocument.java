package io.gyr.sinks.opensearch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.gyr.schemas.record.DecisiveCondition;
import io.gyr.schemas.record.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/**
 * An event as the two lines of a bulk request that index it. The document's {@code _id} is the
 * event's, its version the event's version: a replay is a conflict and changes nothing, a later
 * version replaces an earlier one whatever the order of arrival.
 */
final class EventDocument {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int NANOS_PER_MILLI = 1_000_000;

  private EventDocument() {}

  /** Appends the action line and the document, each ended by a line feed. */
  static void write(Event event, ByteArrayOutputStream bulk) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(bulk)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.setRootValueSeparator(null);
      json.writeStartObject();
      json.writeObjectFieldStart("index");
      json.writeStringField("_index", EventIndex.of(event.getTimeNs()));
      json.writeStringField("_id", event.getId());
      json.writeNumberField("version", event.getVersion());
      json.writeStringField("version_type", "external_gte");
      json.writeEndObject();
      json.writeEndObject();
      json.writeRaw('\n');
      document(event, json);
      json.writeRaw('\n');
    }
  }

  private static void document(Event event, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", event.getId());
    json.writeStringField("kind", event.getKind().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("time_ns", event.getTimeNs());
    json.writeNumberField("time_ms", Math.floorDiv(event.getTimeNs(), NANOS_PER_MILLI));
    if (event.getEndTimeNs() != null) {
      json.writeNumberField("end_time_ns", event.getEndTimeNs());
    }
    json.writeNumberField("severity", event.getSeverity());
    json.writeStringField("status", event.getStatus().name().toLowerCase(Locale.ROOT));
    json.writeStringField("name", event.getName());
    json.writeStringField("description", event.getDescription());
    json.writeStringField("source", event.getSource());
    json.writeArrayFieldStart("tags");
    for (String tag : event.getTags()) {
      json.writeString(tag);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("label_pairs");
    for (Map.Entry<String, String> label : event.getLabels().entrySet()) {
      json.writeString(label.getKey() + "=" + label.getValue());
    }
    json.writeEndArray();
    map(json, "labels", event.getLabels());
    map(json, "fields", event.getFields());
    if (event.getRuleVersion() != null) {
      json.writeStringField("rule_version", event.getRuleVersion());
    }
    json.writeNumberField("version", event.getVersion());
    found(event, json);
    json.writeStringField("text", text(event));
    json.writeEndObject();
  }

  /** What only the findings of rules have is only in their documents. */
  private static void found(Event event, JsonGenerator json) throws IOException {
    if (!event.getConditions().isEmpty()) {
      json.writeArrayFieldStart("conditions");
      for (DecisiveCondition test : event.getConditions()) {
        json.writeStartObject();
        json.writeStringField("condition", test.getCondition());
        map(json, "values", test.getValues());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    if (!event.getRecords().isEmpty()) {
      json.writeArrayFieldStart("records");
      for (String record : event.getRecords()) {
        json.writeString(record);
      }
      json.writeEndArray();
    }
    if (event.getCount() != 1) {
      json.writeNumberField("count", event.getCount());
    }
    if (event.getAggregatedInto() != null) {
      json.writeStringField("aggregated_into", event.getAggregatedInto());
    }
  }

  private static void map(JsonGenerator json, String name, Map<String, String> values)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> value : values.entrySet()) {
      json.writeStringField(value.getKey(), value.getValue());
    }
    json.writeEndObject();
  }

  private static String text(Event event) {
    StringBuilder text = new StringBuilder(event.getName()).append('\n');
    text.append(event.getDescription());
    event.getLabels().values().forEach(value -> text.append('\n').append(value));
    return text.toString();
  }
}
