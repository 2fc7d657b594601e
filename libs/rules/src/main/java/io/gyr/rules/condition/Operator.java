package io.gyr.rules.condition;

import io.gyr.rules.field.NearestName;
import java.util.Arrays;
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
  /** POSIX extended expression over the whole value. */
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

  /** Whether it is written in signs. */
  boolean isSign() {
    return ordinal() <= GREATER_OR_EQUAL.ordinal();
  }

  /** Whether it asks for an order, and so for a number to its right. */
  boolean isOrdering() {
    return this == LESS || this == LESS_OR_EQUAL || this == GREATER || this == GREATER_OR_EQUAL;
  }

  /** The operator that a misspelt one was probably meant to be, or null. */
  static @Nullable String nearest(String text) {
    // Nearly every operator is near a word of three letters.
    return text.length() < 4
        ? null
        : NearestName.of(text, Arrays.stream(values()).map(Operator::text).toList());
  }

  /** Whether a list in parentheses follows. */
  public boolean takesList() {
    return this == IN || this == INTERSECTS || this == PMATCH;
  }

  /** Whether a list in parentheses follows an operator that is written so, modifier included. */
  public static boolean takesList(String text) {
    String[] words = text.split(" +");
    Operator operator = of(words[0]);
    if (operator == null || words.length > 2) {
      return false;
    }
    return words.length == 1 ? operator.takesList() : Modifier.of(words[1]) != null;
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
