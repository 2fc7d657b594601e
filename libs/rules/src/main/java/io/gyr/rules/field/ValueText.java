package io.gyr.rules.field;

import io.gyr.rules.Event;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of fields as people and alerts get them. Allocates, so for matches only. */
public final class ValueText {

  private ValueText() {}

  /**
   * The value as an alert carries it: String, Long (BigInteger where it is longer), Boolean, or a
   * list of them; null when the event has none. Times are numbers.
   */
  public static @Nullable Object value(BoundField field, Event event) {
    if (field.getter() instanceof TextGetter getter) {
      String text = getter.get(event);
      return text != null && field.type() == FieldType.BYTES ? printable(text) : text;
    }
    if (field.getter() instanceof NumberGetter getter) {
      return value(field.type(), getter.get(event));
    }
    List<Object> values = values(field, event);
    return values.isEmpty() ? null : values;
  }

  /** The value as it stands in a message; {@code <NA>} when the event has none. */
  public static String text(BoundField field, Event event) {
    Object value = value(field, event);
    if (value == null) {
      return "<NA>";
    }
    if (value instanceof List<?> list) {
      StringBuilder text = new StringBuilder("(");
      for (Object element : list) {
        text.append(text.length() == 1 ? "" : ",").append(element);
      }
      return text.append(')').toString();
    }
    return value instanceof Long number ? field.type().print(number) : value.toString();
  }

  /** {@code HH:MM:SS.nnnnnnnnn} in UTC of nanoseconds since 1970. */
  public static String timeOfDay(long nanos) {
    return Times.timeOfDay(nanos);
  }

  /** Falco's way with payloads: what cannot be printed becomes a dot. */
  private static String printable(String bytes) {
    StringBuilder text = new StringBuilder(bytes);
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        text.setCharAt(i, '.');
      }
    }
    return text.toString();
  }

  private static List<Object> values(BoundField field, Event event) {
    List<Object> values = new ArrayList<>();
    if (field.getter() instanceof TextListGetter getter) {
      for (int i = 0; i < getter.count(event); i++) {
        add(values, getter.get(event, i));
      }
    } else if (field.getter() instanceof NumberListGetter getter) {
      for (int i = 0; i < getter.count(event); i++) {
        add(values, value(field.type(), getter.get(event, i)));
      }
    }
    return values;
  }

  private static void add(List<Object> values, @Nullable Object value) {
    if (value != null) {
      values.add(value);
    }
  }

  private static @Nullable Object value(FieldType type, long number) {
    if (number == Event.ABSENT) {
      return null;
    }
    if (type == FieldType.BOOLEAN) {
      return number != 0;
    }
    if (type == FieldType.UNSIGNED && number < 0) {
      return new BigInteger(Long.toUnsignedString(number));
    }
    return type.isPrintedInJson() ? (Object) type.print(number) : (Object) number;
  }
}
