package io.gyr.promql.ast;

import org.jspecify.annotations.Nullable;

/**
 * Selects the samples of a span of time.
 *
 * @param selector which series, with offset and {@code @}
 * @param rangeMs the span, if it is a literal
 * @param rangeExpr the span, if it is to be calculated
 * @param position where
 */
public record MatrixSelector(
    VectorSelector selector, long rangeMs, @Nullable DurationExpr rangeExpr, PositionRange position)
    implements Expr {

  @Override
  public ValueType type() {
    return ValueType.MATRIX;
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
