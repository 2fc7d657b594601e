package io.gyr.promql.ast;

import org.jspecify.annotations.Nullable;

/**
 * Evaluates an expression at the steps of a span of time.
 *
 * @param expr what
 * @param rangeMs the span, if it is a literal
 * @param rangeExpr the span, if it is to be calculated
 * @param stepMs the step if it is a literal, 0 for the default
 * @param stepExpr the step, if it is to be calculated
 * @param offsetMs offset, if it is a literal
 * @param offsetExpr offset, if it is to be calculated
 * @param at the {@code @} modifier
 * @param position where
 */
public record SubqueryExpr(
    Expr expr,
    long rangeMs,
    @Nullable DurationExpr rangeExpr,
    long stepMs,
    @Nullable DurationExpr stepExpr,
    long offsetMs,
    @Nullable DurationExpr offsetExpr,
    @Nullable AtModifier at,
    PositionRange position)
    implements Expr {

  @Override
  public ValueType type() {
    return ValueType.MATRIX;
  }

  /** The same with another offset. */
  public SubqueryExpr withOffset(long millis, @Nullable DurationExpr expression, int end) {
    return new SubqueryExpr(
        expr,
        rangeMs,
        rangeExpr,
        stepMs,
        stepExpr,
        millis,
        expression,
        at,
        new PositionRange(position.start(), end));
  }

  /** The same at another time. */
  public SubqueryExpr withAt(@Nullable AtModifier modifier, int end) {
    return new SubqueryExpr(
        expr,
        rangeMs,
        rangeExpr,
        stepMs,
        stepExpr,
        offsetMs,
        offsetExpr,
        modifier,
        new PositionRange(position.start(), end));
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
