package io.gyr.rules.match;

import java.util.Set;

/**
 * Accepts the texts of a set: most texts are turned away by their length, the others cost one
 * look-up.
 */
public final class TextSet implements TextMatcher {

  private final Set<String> values;
  private final long lengths;

  /** Accepts {@code values}. */
  public TextSet(Set<String> values) {
    this.values = Set.copyOf(values);
    long mask = 0;
    for (String value : values) {
      mask |= bit(value);
    }
    lengths = mask;
  }

  /** What it accepts. */
  public Set<String> values() {
    return values;
  }

  @Override
  public boolean matches(String text) {
    return (lengths & bit(text)) != 0 && values.contains(text);
  }

  @Override
  public int cost() {
    return 3;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextSet that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** All lengths from 63 up share a bit. */
  private static long bit(String text) {
    return 1L << Math.min(text.length(), 63);
  }
}
