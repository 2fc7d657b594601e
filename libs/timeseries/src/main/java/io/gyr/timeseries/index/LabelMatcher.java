package io.gyr.timeseries.index;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one label, as in a PromQL selector. A series without the label has it empty.
 * Regular expressions are RE2's, match the whole value, and their dot also matches line ends.
 * Immutable.
 */
public final class LabelMatcher {
  /** How a label is compared. */
  public enum Operator {
    /** {@code =}. */
    EQUAL,
    /** {@code !=}. */
    NOT_EQUAL,
    /** {@code =~}. */
    MATCH,
    /** {@code !~}. */
    NOT_MATCH
  }

  private final String name;
  private final Operator operator;
  private final String value;
  private final @Nullable Pattern pattern;

  /**
   * A matcher.
   *
   * @throws IllegalArgumentException if the value is no regular expression but must be
   */
  public LabelMatcher(String name, Operator operator, String value) {
    this.name = name;
    this.operator = operator;
    this.value = value;
    boolean regex = operator == Operator.MATCH || operator == Operator.NOT_MATCH;
    try {
      pattern = regex ? Pattern.compile(value, Pattern.DOTALL) : null;
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "label " + name + ": '" + value + "' is no regular expression: " + e.getDescription(), e);
    }
  }

  /** Name of the label. */
  public String name() {
    return name;
  }

  /** How it is compared. */
  public Operator operator() {
    return operator;
  }

  /** With what. */
  public String value() {
    return value;
  }

  /** Whether a value of the label fits. */
  public boolean matches(String candidate) {
    boolean same = pattern == null ? value.equals(candidate) : pattern.matches(candidate);
    return same == (operator == Operator.EQUAL || operator == Operator.MATCH);
  }

  /** Whether no more than one value fits. */
  boolean isEquality() {
    return operator == Operator.EQUAL;
  }

  @Override
  public String toString() {
    return name
        + switch (operator) {
          case EQUAL -> "=";
          case NOT_EQUAL -> "!=";
          case MATCH -> "=~";
          case NOT_MATCH -> "!~";
        }
        + '"'
        + value
        + '"';
  }
}
