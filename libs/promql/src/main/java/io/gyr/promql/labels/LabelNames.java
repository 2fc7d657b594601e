package io.gyr.promql.labels;

import io.gyr.promql.text.Utf8;

/** Which names labels may have. */
public final class LabelNames {
  private LabelNames() {}

  /** Whether it is a name that needs no quotes: letters, digits and underscores. */
  public static boolean isPlain(String name) {
    if (name.isEmpty() || isDigit(name.charAt(0))) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isDigit(c) && c != '_' && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z')) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is a name at all: not empty, valid UTF-8. */
  public static boolean isValid(String name) {
    return !name.isEmpty() && Utf8.isValid(name);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
