package io.gyr.promql.aggregate;

import io.gyr.promql.annotation.Annotations;
import io.gyr.promql.ast.PositionRange;
import io.gyr.promql.lexer.TokenType;

/** Makes the groups of aggregations that need each series only once. */
public final class Accumulators {
  private Accumulators() {}

  /**
   * A new group.
   *
   * @param position of the operand, for annotations
   * @throws IllegalArgumentException if the operator is none of these
   */
  public static Accumulator create(
      TokenType operator, int steps, PositionRange position, Annotations annotations) {
    return switch (operator) {
      case SUM -> new Sum(steps, position, annotations);
      case AVG -> new Average(steps, position, annotations);
      case MIN, MAX -> new ExtremeOfGroup(operator == TokenType.MAX, steps, position, annotations);
      case COUNT, GROUP -> new Count(operator == TokenType.GROUP, steps);
      case STDDEV, STDVAR ->
          new VarianceOfGroup(operator == TokenType.STDDEV, steps, position, annotations);
      default -> throw new IllegalArgumentException("not made of series in turn: " + operator);
    };
  }
}
