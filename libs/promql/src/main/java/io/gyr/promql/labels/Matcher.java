package io.gyr.promql.labels;

import com.google.re2j.Pattern;
import io.gyr.promql.text.Quoted;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A condition on one label. Immutable; regular expressions are RE2's and match whole values. */
public final class Matcher {
  private final MatchType type;
  private final String name;
  private final String value;
  private final @Nullable Pattern pattern;

  /**
   * A matcher.
   *
   * @throws IllegalArgumentException if the value is to be a regular expression and is none, or one
   *     too large
   */
  public Matcher(MatchType type, String name, String value) {
    this.type = type;
    this.name = name;
    this.value = value;
    boolean regex = type == MatchType.REGEX || type == MatchType.NOT_REGEX;
    this.pattern = regex ? Regex.compile(value) : null;
  }

  public MatchType type() {
    return type;
  }

  public String name() {
    return name;
  }

  public String value() {
    return value;
  }

  /** Whether a label with this value, empty for a missing one, fulfils the condition. */
  public boolean matches(String text) {
    return switch (type) {
      case EQUAL -> text.equals(value);
      case NOT_EQUAL -> !text.equals(value);
      case REGEX -> Objects.requireNonNull(pattern).matches(text);
      case NOT_REGEX -> !Objects.requireNonNull(pattern).matches(text);
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Matcher matcher
        && type == matcher.type
        && name.equals(matcher.name)
        && value.equals(matcher.value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, name, value);
  }

  @Override
  public String toString() {
    return (LabelNames.isPlain(name) ? name : Quoted.of(name)) + type.operator() + Quoted.of(value);
  }
}
