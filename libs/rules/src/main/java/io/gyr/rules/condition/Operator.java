package io.gyr.rules.condition;

import org.jspecify.annotations.Nullable;

/** What a condition can ask of a field. */
public enum Operator {
  EQUAL("="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  CONTAINS("contains"),
  /** Contains, with letters of either case. */
  ICONTAINS("icontains"),
  /** Contains the bytes that the value gives in hexadecimal. */
  BCONTAINS("bcontains"),
  STARTSWITH("startswith"),
  /** Starts with the bytes that the value gives in hexadecimal. */
  BSTARTSWITH("bstartswith"),
  ENDSWITH("endswith"),
  /** Shell pattern over the whole value. */
  GLOB("glob"),
  /** Shell pattern, with letters of either case. */
  IGLOB("iglob"),
  /** RE2 expression over the whole value. */
  REGEX("regex"),
  IN("in"),
  /** Any of the field's values is in the list. */
  INTERSECTS("intersects"),
  /** The value is one of the paths in the list, or below one. */
  PMATCH("pmatch"),
  EXISTS("exists");

  private final String text;

  Operator(String text) {
    this.text = text;
  }

  /** As it is written. */
  public String text() {
    return text;
  }

  /** Whether a list in parentheses follows. */
  public boolean takesList() {
    return this == IN || this == INTERSECTS || this == PMATCH;
  }

  /** The operator that is written so, or null. */
  public static @Nullable Operator of(String text) {
    if (text.equals("==")) {
      return EQUAL;
    }
    for (Operator operator : values()) {
      if (operator.text.equals(text)) {
        return operator;
      }
    }
    return null;
  }
}
