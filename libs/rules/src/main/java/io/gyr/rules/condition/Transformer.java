package io.gyr.rules.condition;

import io.gyr.rules.field.NearestName;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A function that a condition may put around a field. */
public enum Transformer {
  /** Lower case, of the letters of ASCII. */
  TOLOWER,
  /** Upper case, of the letters of ASCII. */
  TOUPPER,
  /** Decodes base 64; absent when the value is not base 64. */
  B64,
  /** What follows the last slash. */
  BASENAME,
  /** Length of a text in bytes of UTF-8, or number of elements of a list. */
  LEN,
  /** The value itself; lets a field stand to the right of an operator. */
  VAL;

  /** As it is written. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The transformer that a misspelt one was probably meant to be, or null. */
  static @Nullable String nearest(String text) {
    return NearestName.of(text, Arrays.stream(values()).map(Transformer::text).toList());
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
