package io.gyr.rules.condition;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A function that a condition may put around a field. */
public enum Transformer {
  /** Lower case. */
  TOLOWER,
  /** Upper case. */
  TOUPPER,
  /** Decodes base 64; absent when the value is not base 64. */
  B64,
  /** What follows the last slash. */
  BASENAME,
  /** Length of a text in characters, or number of elements of a list. */
  LEN,
  /** The value itself; lets a field stand to the right of an operator. */
  VAL;

  /** As it is written. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The transformer that is written so, or null. */
  static @Nullable Transformer of(String text) {
    for (Transformer transformer : values()) {
      if (transformer.text().equals(text)) {
        return transformer;
      }
    }
    return null;
  }
}
