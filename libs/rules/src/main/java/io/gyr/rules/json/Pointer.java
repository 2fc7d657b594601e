package io.gyr.rules.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON pointer (RFC 6901), compiled. Immutable.
 *
 * @param keys of the members and elements on the way, unescaped
 */
public record Pointer(List<String> keys) {

  /** Copies the keys. */
  public Pointer {
    keys = List.copyOf(keys);
  }

  /** A pointer as it is written; the first slash may be left out, as Falco's json plugin has it. */
  public static Pointer parse(String text) {
    List<String> keys = new ArrayList<>();
    String rest = text.startsWith("/") ? text.substring(1) : text;
    for (String key : rest.split("/", -1)) {
      keys.add(key.replace("~1", "/").replace("~0", "~"));
    }
    return new Pointer(keys);
  }

  /** The value it points to, or null when there is none. */
  public @Nullable JsonValue in(JsonValue document) {
    JsonValue value = document;
    for (int i = 0; value != null && i < keys.size(); i++) {
      value = value.get(keys.get(i));
    }
    return value;
  }

  /** The number of an element as the RFC has it: digits, no zero in front; -1 for other keys. */
  static int index(String key) {
    int length = key.length();
    if (length == 0 || length > 9 || (length > 1 && key.charAt(0) == '0')) {
      return -1;
    }
    int index = 0;
    for (int i = 0; i < length; i++) {
      char c = key.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      index = 10 * index + c - '0';
    }
    return index;
  }
}
