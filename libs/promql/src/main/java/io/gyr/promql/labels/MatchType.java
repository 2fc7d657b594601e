package io.gyr.promql.labels;

/** How a matcher compares. */
public enum MatchType {
  EQUAL("="),
  NOT_EQUAL("!="),
  REGEX("=~"),
  NOT_REGEX("!~");

  private final String operator;

  MatchType(String operator) {
    this.operator = operator;
  }

  /** As written in a selector. */
  public String operator() {
    return operator;
  }
}
