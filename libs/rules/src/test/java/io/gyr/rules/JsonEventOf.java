package io.gyr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.field.BoundField;
import io.gyr.rules.field.ValueText;
import io.gyr.rules.json.JsonEvent;
import io.gyr.rules.json.JsonException;
import io.gyr.rules.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An event of JSON for tests, and what its fields read. */
public final class JsonEventOf {

  private JsonEventOf() {}

  /** The first event of a stream, at 2026-11-21T21:23:25.000000007Z. */
  public static JsonEvent text(String json) {
    JsonEvent event = new JsonEvent();
    try {
      event.set(
          JsonReader.read(json.getBytes(StandardCharsets.UTF_8)), 1_795_296_205_000_000_007L, 1);
    } catch (JsonException e) {
      throw new AssertionError(json, e);
    }
    return event;
  }

  /** Checks fields and the texts of their values, in turn. */
  public static void hasFields(JsonEvent event, String source, String... fieldsAndTexts) {
    for (int i = 0; i < fieldsAndTexts.length; i += 2) {
      BoundField field = RuleLoader.fields(source, List.of(fieldsAndTexts[i])).get(0);
      assertThat(ValueText.text(field, event))
          .as(fieldsAndTexts[i])
          .isEqualTo(fieldsAndTexts[i + 1]);
    }
  }
}
