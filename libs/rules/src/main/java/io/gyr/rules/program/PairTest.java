package io.gyr.rules.program;

import io.gyr.rules.condition.Operator;
import io.gyr.rules.match.AsciiCase;
import io.gyr.rules.match.Glob;

/** Compares two fields of an event with each other: two texts or two numbers. */
final class PairTest extends Node {

  private final int slot;
  private final int otherSlot;
  private final Operator operator;
  private final boolean text;

  PairTest(int slot, int otherSlot, Operator operator, boolean text) {
    this.slot = slot;
    this.otherSlot = otherSlot;
    this.operator = operator;
    this.text = text;
  }

  /** Whether the operator can stand between two texts, or between two numbers. */
  static boolean takes(Operator operator, boolean text) {
    return switch (operator) {
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
      case IN, INTERSECTS -> true;
      case CONTAINS, ICONTAINS, BCONTAINS, STARTSWITH, BSTARTSWITH, ENDSWITH, GLOB, IGLOB -> text;
      case REGEX, PMATCH, EXISTS -> false;
    };
  }

  @Override
  boolean compute(Evaluation evaluation) {
    if (text) {
      String left = evaluation.text(slot);
      String right = left == null ? null : evaluation.text(otherSlot);
      return left != null && right != null && compare(left, right);
    }
    long left = evaluation.number(slot);
    long right = evaluation.number(otherSlot);
    return left != Evaluation.ABSENT
        && right != Evaluation.ABSENT
        && ordered(Long.compare(left, right));
  }

  private boolean compare(String left, String right) {
    return switch (operator) {
      case CONTAINS, BCONTAINS -> left.contains(right);
      case ICONTAINS -> AsciiCase.contains(left, right);
      case STARTSWITH, BSTARTSWITH -> left.startsWith(right);
      case ENDSWITH -> left.endsWith(right);
      case GLOB -> new Glob(right, false).matches(left);
      case IGLOB -> new Glob(right, true).matches(left);
      default -> ordered(left.compareTo(right));
    };
  }

  private boolean ordered(int order) {
    return switch (operator) {
      case EQUAL, IN, INTERSECTS -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      default -> throw new IllegalStateException("no comparison of two fields: " + operator);
    };
  }

  @Override
  int cost() {
    // A pattern that is a value is compiled for every event.
    return operator == Operator.GLOB || operator == Operator.IGLOB ? 300 : 12;
  }
}
