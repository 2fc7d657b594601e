package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import org.jspecify.annotations.Nullable;

/** Facts whose elements are {@code key=value}. */
final class Joined {

  private Joined() {}

  /** All elements with a space between, or null for none. */
  static @Nullable String all(Event event, int fact) {
    int count = event.count(fact);
    if (count == 0) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(event.textAt(fact, i));
    }
    return text.toString();
  }

  /** The rest of the first element that begins with a prefix, or null when there is none. */
  static @Nullable String after(Event event, int fact, String prefix) {
    int count = event.count(fact);
    for (int i = 0; i < count; i++) {
      String element = event.textAt(fact, i);
      if (element != null && element.startsWith(prefix)) {
        return element.substring(prefix.length());
      }
    }
    return null;
  }
}
