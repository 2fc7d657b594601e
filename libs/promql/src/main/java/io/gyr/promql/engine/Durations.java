package io.gyr.promql.engine;

import io.gyr.promql.ast.DurationExpr;
import io.gyr.promql.ast.NumberLiteral;
import org.jspecify.annotations.Nullable;

/** Calculates durations. */
final class Durations {
  private static final double LARGEST = Long.MAX_VALUE / 1e9;

  private Durations() {}

  /** Milliseconds of a calculated duration, or of the literal if it is null. */
  static long millis(@Nullable DurationExpr expr, long literal, boolean mayBeNegative) {
    if (expr == null) {
      return literal;
    }
    double seconds = seconds(expr);
    if (seconds <= 0 && !mayBeNegative) {
      throw QueryException.execution("duration must be greater than 0");
    }
    if (!(Math.abs(seconds) < LARGEST)) {
      throw QueryException.execution("duration is out of range");
    }
    return (long) (seconds * 1000);
  }

  private static double seconds(DurationExpr expr) {
    if (expr instanceof NumberLiteral literal) {
      return literal.value();
    }
    DurationExpr.Operation operation = (DurationExpr.Operation) expr;
    double right = seconds(operation.right());
    if (operation.left() == null) {
      return -right;
    }
    double left = seconds(operation.left());
    return switch (operation.operator()) {
      case ADD -> left + right;
      case SUB -> left - right;
      case MUL -> left * right;
      case DIV -> left / nonZero(right, "division by zero");
      case MOD -> left % nonZero(right, "modulo by zero");
      case POW -> Math.pow(left, right);
      default -> throw new IllegalStateException("no operator of durations: " + operation);
    };
  }

  private static double nonZero(double value, String problem) {
    if (value == 0) {
      throw QueryException.execution(problem);
    }
    return value;
  }
}
