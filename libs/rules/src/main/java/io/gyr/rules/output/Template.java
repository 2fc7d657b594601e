package io.gyr.rules.output;

import io.gyr.rules.Event;
import io.gyr.rules.field.BoundField;
import io.gyr.rules.field.ValueText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The output of a rule: text with fields in it. Immutable. */
public final class Template {

  /** Text, or the field that stands there and how it is written. */
  public record Part(String text, @Nullable BoundField field) {}

  private final List<Part> parts;

  Template(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** Its parts in order. */
  public List<Part> parts() {
    return parts;
  }

  /** The text with the event's values, {@code <NA>} for those that it does not have. */
  public String format(Event event) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(part.field() == null ? part.text() : ValueText.text(part.field(), event));
    }
    return text.toString();
  }

  /**
   * The values of the fields by their text as written, in order; null for those that the event does
   * not have.
   */
  public Map<String, @Nullable Object> values(Event event) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Part part : parts) {
      if (part.field() != null) {
        values.put(part.text(), ValueText.value(part.field(), event));
      }
    }
    return values;
  }
}
