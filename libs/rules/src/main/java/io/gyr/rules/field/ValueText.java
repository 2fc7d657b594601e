package io.gyr.rules.field;

import io.gyr.rules.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of fields as people and alerts get them. Allocates, so for matches only. */
public final class ValueText {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private ValueText() {}

  /**
   * The value as an alert carries it: String, Long, Boolean, or a list of them; null when the event
   * has none. Times are numbers.
   */
  public static @Nullable Object value(BoundField field, Event event) {
    if (field.getter() instanceof TextGetter getter) {
      return getter.get(event);
    }
    if (field.getter() instanceof NumberGetter getter) {
      return value(field.type(), getter.get(event));
    }
    List<Object> values = values(field, event);
    return values.isEmpty() ? null : values;
  }

  /** The value as it stands in a message; {@code <NA>} when the event has none. */
  public static String text(BoundField field, Event event) {
    return text(field.type(), value(field, event));
  }

  /** The same of a value that was read before, see {@link #value}. */
  public static String text(FieldType type, @Nullable Object value) {
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
    return switch (type) {
      case TIME -> timeOfDay((Long) value);
      case DATE_TIME -> dateTime((Long) value);
      case TEXT, ADDRESS, NUMBER, PORT, BOOLEAN -> value.toString();
    };
  }

  /** {@code HH:MM:SS.nnnnnnnnn} in UTC of nanoseconds since 1970. */
  public static String timeOfDay(long nanos) {
    return dateTime(nanos).substring(11, 29);
  }

  private static String dateTime(long nanos) {
    Instant second = Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND));
    String toSecond = second.toString();
    String fraction = Long.toString(NANOS_PER_SECOND + Math.floorMod(nanos, NANOS_PER_SECOND));
    return toSecond.substring(0, toSecond.length() - 1) + "." + fraction.substring(1) + "Z";
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
    return type == FieldType.BOOLEAN ? (Object) (number != 0) : (Object) number;
  }
}
