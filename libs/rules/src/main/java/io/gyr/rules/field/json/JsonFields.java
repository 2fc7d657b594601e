package io.gyr.rules.field.json;

import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.TextGetter;
import io.gyr.rules.json.JsonEvent;
import io.gyr.rules.json.JsonValue;
import io.gyr.rules.json.Pointer;

/**
 * {@code json.*}: any value of the document; and {@code jevt.*}, their older names. Names and
 * values are those of Falco's json plugin 0.7 (falcosecurity/plugins, plugins/json).
 */
final class JsonFields {

  private JsonFields() {}

  static void addTo(FieldList list) {
    addTo(list, "json");
    addTo(list, "jevt");
  }

  private static void addTo(FieldList list, String family) {
    list.keyed(
            family + ".value",
            JsonFields::value,
            "The value at a JSON pointer: " + family + ".value[/user/username].")
        .built(
            family + ".obj",
            event -> JsonEvent.of(event).document().indented(),
            "The whole event, one member a line.")
        .built(
            family + ".rawtime",
            event -> Long.toString(JsonEvent.of(event).timeNs()),
            "When it happened, nanoseconds since 1970.");
  }

  private static TextGetter value(String pointer) {
    Pointer compiled = Pointer.parse(pointer);
    return event -> {
      JsonValue value = compiled.in(JsonEvent.of(event).document());
      return value == null ? null : value.text();
    };
  }
}
