package io.gyr.rules.alert;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON as Falco's library does: no blanks, nothing escaped that need not be. */
final class JsonText {

  private static final String HEX = "0123456789abcdef";

  private final StringBuilder text = new StringBuilder(512);

  /** Adds what stands between values: braces, colons. */
  JsonText raw(String syntax) {
    text.append(syntax);
    return this;
  }

  /** Adds a text, a number, a boolean, a list or a map of them, or null. */
  JsonText value(@Nullable Object value) {
    if (value instanceof String string) {
      string(string);
    } else if (value instanceof Collection<?> list) {
      char separator = '[';
      for (Object element : list) {
        text.append(separator);
        value(element);
        separator = ',';
      }
      text.append(list.isEmpty() ? "[]" : "]");
    } else if (value instanceof Map<?, ?> map) {
      char separator = '{';
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        text.append(separator);
        string(String.valueOf(entry.getKey()));
        text.append(':');
        value(entry.getValue());
        separator = ',';
      }
      text.append(map.isEmpty() ? "{}" : "}");
    } else {
      text.append(value);
    }
    return this;
  }

  private void string(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\b' -> text.append("\\b");
        case '\f' -> text.append("\\f");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> character(string, i, c);
      }
    }
    text.append('"');
  }

  private void character(String string, int at, char c) {
    if (c < ' ') {
      text.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
    } else if (Character.isSurrogate(c) && !isPaired(string, at)) {
      // Half a character cannot be written in UTF-8.
      text.append('\uFFFD');
    } else {
      text.append(c);
    }
  }

  private static boolean isPaired(String string, int at) {
    return Character.isHighSurrogate(string.charAt(at))
        ? at + 1 < string.length() && Character.isLowSurrogate(string.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(string.charAt(at - 1));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
