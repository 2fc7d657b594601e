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

  /** Text, or the field that stands there, how it is written and how wide it is printed. */
  record Part(String text, @Nullable BoundField field, int width) {}

  private final List<Part> parts;
  private final boolean lenient;

  Template(List<Part> parts, boolean lenient) {
    this.parts = List.copyOf(parts);
    this.lenient = lenient;
  }

  /** The text with the event's values, {@code <NA>} for those that it does not have. */
  public String format(Event event) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      if (part.field() == null) {
        text.append(part.text());
      } else {
        text.append(fitted(ValueText.text(part.field(), event), part.width()));
      }
    }
    return text.toString();
  }

  /** Whether the event has what the template needs to be printed. */
  public boolean suits(Event event) {
    if (!lenient) {
      for (Part part : parts) {
        if (part.field() != null && ValueText.value(part.field(), event) == null) {
          return false;
        }
      }
    }
    return true;
  }

  /** A text cut, or filled with spaces, to a width; as it is for width 0. */
  private static String fitted(String text, int width) {
    if (width == 0) {
      return text;
    }
    return text.length() >= width
        ? text.substring(0, width)
        : text + " ".repeat(width - text.length());
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
