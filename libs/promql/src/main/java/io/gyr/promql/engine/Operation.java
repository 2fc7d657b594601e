package io.gyr.promql.engine;

import io.gyr.promql.annotation.Annotations;
import io.gyr.promql.annotation.Notes;
import io.gyr.promql.ast.PositionRange;
import io.gyr.promql.histogram.CounterResetHint;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.histogram.IncompatibleHistogramsException;
import io.gyr.promql.lexer.TokenType;
import org.jspecify.annotations.Nullable;

/**
 * A binary operator on two elements, floats or histograms (facts: promql/engine.go, v3.5). After
 * {@link #apply} the outcome is in the object, which is reused.
 */
final class Operation {
  private final TokenType operator;
  private final PositionRange position;
  private final Annotations annotations;

  private double value;
  private @Nullable FloatHistogram histogram;
  private boolean holds;

  Operation(TokenType operator, PositionRange position, Annotations annotations) {
    this.operator = operator;
    this.position = position;
    this.annotations = annotations;
  }

  /** Whether the result still is the metric of the left side. */
  static boolean keepsName(TokenType operator) {
    return operator.isComparison() || operator.isSetOperator();
  }

  /** The operator on two numbers; comparisons give 0 or 1. */
  static double onScalars(TokenType operator, double left, double right) {
    return operator.isComparison()
        ? (compare(operator, left, right) ? 1 : 0)
        : calculate(operator, left, right);
  }

  static double calculate(TokenType operator, double left, double right) {
    return switch (operator) {
      case ADD -> left + right;
      case SUB -> left - right;
      case MUL -> left * right;
      case DIV -> left / right;
      case MOD -> left % right;
      case POW -> power(left, right);
      case ATAN2 -> Math.atan2(left, right);
      default -> throw new IllegalStateException("no arithmetic operator: " + operator);
    };
  }

  /** Go's and C's power: 1 to the NaN and -1 to an infinity are 1, unlike Java's. */
  private static double power(double base, double exponent) {
    if (base == 1 || (base == -1 && Double.isInfinite(exponent))) {
      return 1;
    }
    return Math.pow(base, exponent);
  }

  static boolean compare(TokenType operator, double left, double right) {
    return switch (operator) {
      case EQLC -> left == right;
      case NEQ -> left != right;
      case GTR -> left > right;
      case LSS -> left < right;
      case GTE -> left >= right;
      case LTE -> left <= right;
      default -> throw new IllegalStateException("no comparison: " + operator);
    };
  }

  /**
   * Applies the operator.
   *
   * @return whether the elements go together at all; if not, there is an annotation
   */
  boolean apply(
      double left,
      @Nullable FloatHistogram leftHistogram,
      double right,
      @Nullable FloatHistogram rightHistogram) {
    histogram = null;
    holds = true;
    if (leftHistogram == null && rightHistogram == null) {
      if (operator.isComparison()) {
        holds = compare(operator, left, right);
        value = left;
      } else {
        value = calculate(operator, left, right);
      }
      return true;
    }
    value = 0;
    if (leftHistogram == null || rightHistogram == null) {
      return mixed(left, leftHistogram, right, rightHistogram);
    }
    return histograms(leftHistogram, rightHistogram);
  }

  private boolean mixed(
      double left,
      @Nullable FloatHistogram leftHistogram,
      double right,
      @Nullable FloatHistogram rightHistogram) {
    if (operator == TokenType.MUL && rightHistogram != null) {
      histogram = rightHistogram.times(left).compact();
    } else if (operator == TokenType.MUL && leftHistogram != null) {
      histogram = leftHistogram.times(right).compact();
    } else if (operator == TokenType.DIV && leftHistogram != null) {
      histogram = leftHistogram.dividedBy(right).compact();
    } else {
      return incompatible(leftHistogram, rightHistogram);
    }
    return true;
  }

  private boolean histograms(FloatHistogram left, FloatHistogram right) {
    try {
      switch (operator) {
        case ADD -> histogram = left.plus(right).compact();
        case SUB -> histogram = left.minus(right).withHint(CounterResetHint.GAUGE).compact();
        case EQLC, NEQ -> {
          holds = left.sameAs(right) == (operator == TokenType.EQLC);
          histogram = left;
        }
        default -> {
          return incompatible(left, right);
        }
      }
      return true;
    } catch (IncompatibleHistogramsException e) {
      annotations.add(Notes.incompatibleInOperation(operator.text(), position));
      return false;
    }
  }

  private boolean incompatible(@Nullable FloatHistogram left, @Nullable FloatHistogram right) {
    annotations.add(
        Notes.incompatibleTypes(
            left == null ? "float" : "histogram",
            operator.text(),
            right == null ? "float" : "histogram",
            position));
    return false;
  }

  double value() {
    return value;
  }

  @Nullable FloatHistogram histogram() {
    return histogram;
  }

  /** Whether a comparison holds; true for other operators. */
  boolean holds() {
    return holds;
  }
}
