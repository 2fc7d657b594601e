package io.gyr.rules.sequence;

import io.gyr.rules.condition.Operator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a step's condition cannot be judged by the event alone, because it asks for the values of
 * earlier steps: the condition's tree, in which every part without a reference is one answer that
 * the event brought along. Immutable.
 */
sealed interface Residual {

  /** Nothing is left to be asked. */
  Residual NONE = new All(List.of());

  /** Whether it is true of an event after what a partial match has seen. */
  boolean holds(Candidate event, Partial earlier);

  /** A part without references. */
  record Part(int bit) implements Residual {
    @Override
    public boolean holds(Candidate event, Partial earlier) {
      return event.hasPart(bit);
    }
  }

  /** True when all operands are. */
  record All(List<Residual> operands) implements Residual {
    @Override
    public boolean holds(Candidate event, Partial earlier) {
      for (int i = 0; i < operands.size(); i++) {
        if (!operands.get(i).holds(event, earlier)) {
          return false;
        }
      }
      return true;
    }
  }

  /** True when any operand is. */
  record Any(List<Residual> operands) implements Residual {
    @Override
    public boolean holds(Candidate event, Partial earlier) {
      for (int i = 0; i < operands.size(); i++) {
        if (operands.get(i).holds(event, earlier)) {
          return true;
        }
      }
      return false;
    }
  }

  /** True when the operand is not. */
  record Not(Residual operand) implements Residual {
    @Override
    public boolean holds(Candidate event, Partial earlier) {
      return !operand.holds(event, earlier);
    }
  }

  /**
   * Compares a value of the event with one of an earlier step; false when either is absent.
   *
   * @param own place of the event's value among the captures
   * @param step which of the steps that are not absent
   * @param other place of that step's value among the captures
   */
  record Compare(int own, Operator operator, int step, int other) implements Residual {

    /** Whether the operator can stand before a reference to a text, or to a number. */
    static boolean takes(Operator operator, boolean text) {
      return switch (operator) {
        case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
        case CONTAINS, STARTSWITH, ENDSWITH -> text;
        default -> false;
      };
    }

    @Override
    public boolean holds(Candidate event, Partial earlier) {
      Object left = event.values()[own];
      Object right = earlier.value(step, other);
      if (left == null || right == null) {
        return false;
      }
      if (left instanceof String leftText && right instanceof String rightText) {
        return switch (operator) {
          case CONTAINS -> leftText.contains(rightText);
          case STARTSWITH -> leftText.startsWith(rightText);
          case ENDSWITH -> leftText.endsWith(rightText);
          default -> ordered(leftText.compareTo(rightText));
        };
      }
      return ordered(Long.compare(number(left), number(right)));
    }

    private boolean ordered(int order) {
      return switch (operator) {
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
        case LESS -> order < 0;
        case LESS_OR_EQUAL -> order <= 0;
        case GREATER -> order > 0;
        case GREATER_OR_EQUAL -> order >= 0;
        default -> throw new IllegalStateException("no comparison with a reference: " + operator);
      };
    }

    private static long number(@Nullable Object value) {
      if (value instanceof Boolean flag) {
        return flag ? 1 : 0;
      }
      return value instanceof Long number ? number : Long.MIN_VALUE;
    }
  }
}
