package io.gyr.promql.ast;

import io.gyr.promql.labels.Matcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Selects series.
 *
 * @param name the name before the braces, empty if there is none
 * @param matchers all matchers; that of the name is the last
 * @param offsetMs offset, if it is a literal
 * @param offsetExpr offset, if it is to be calculated
 * @param at the {@code @} modifier
 * @param position where
 */
public record VectorSelector(
    String name,
    List<Matcher> matchers,
    long offsetMs,
    @Nullable DurationExpr offsetExpr,
    @Nullable AtModifier at,
    PositionRange position)
    implements Expr {

  @Override
  public ValueType type() {
    return ValueType.VECTOR;
  }

  /** The same with another offset. */
  public VectorSelector withOffset(long millis, @Nullable DurationExpr expr, int end) {
    return new VectorSelector(
        name, matchers, millis, expr, at, new PositionRange(position.start(), end));
  }

  /** The same at another time. */
  public VectorSelector withAt(@Nullable AtModifier modifier, int end) {
    return new VectorSelector(
        name, matchers, offsetMs, offsetExpr, modifier, new PositionRange(position.start(), end));
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
