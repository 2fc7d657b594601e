package io.gyr.api.events;

/** How a scope condition compares. */
public enum ScopeOperator {
  /** {@code =}: is the value. */
  EQUALS(false),
  /** {@code !=}: is not the value, or is missing. */
  NOT_EQUALS(true),
  /** {@code in}: is one of the values. */
  IN(false),
  /** {@code not in}: is none of the values, or is missing. */
  NOT_IN(true),
  /** {@code contains}: has the value in it. */
  CONTAINS(false),
  /** {@code not contains}: has not the value in it, or is missing. */
  NOT_CONTAINS(true),
  /** {@code starts with}: begins with the value. */
  STARTS_WITH(false);

  private final boolean negative;

  ScopeOperator(boolean negative) {
    this.negative = negative;
  }

  /** Whether the condition holds when the comparison does not. */
  boolean negative() {
    return negative;
  }

  /** Compares without regard to {@link #negative}. */
  boolean compares(String actual, String wanted) {
    return switch (this) {
      case EQUALS, NOT_EQUALS, IN, NOT_IN -> actual.equals(wanted);
      case CONTAINS, NOT_CONTAINS -> actual.contains(wanted);
      case STARTS_WITH -> actual.startsWith(wanted);
    };
  }
}
