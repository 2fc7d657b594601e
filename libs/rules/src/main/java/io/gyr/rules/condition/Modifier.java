package io.gyr.rules.condition;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How many constants of a list an operator that compares with one has to hold for: {@code proc.name
 * startswith anyof (a, b)}. Since Falco 0.44 (falcosecurity/libs pull request 2984).
 */
public enum Modifier {
  /** For exactly one. */
  ONEOF,
  /** For one at least. */
  ANYOF,
  /** For all. */
  ALLOF;

  /** As it is written. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The modifier that is written so, or null. */
  static @Nullable Modifier of(String text) {
    for (Modifier modifier : values()) {
      if (modifier.text().equals(text)) {
        return modifier;
      }
    }
    return null;
  }
}
