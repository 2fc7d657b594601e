package io.gyr.promql.ast;

/**
 * A number.
 *
 * @param value the number, seconds if it was written as a duration
 * @param duration whether it was written as a duration
 * @param position where
 */
public record NumberLiteral(double value, boolean duration, PositionRange position)
    implements Expr, DurationExpr {

  @Override
  public ValueType type() {
    return ValueType.SCALAR;
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
