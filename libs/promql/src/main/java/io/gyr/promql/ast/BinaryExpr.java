package io.gyr.promql.ast;

import io.gyr.promql.lexer.TokenType;
import org.jspecify.annotations.Nullable;

/**
 * An operation on two operands.
 *
 * @param operator which
 * @param left operand
 * @param right operand
 * @param matching how series are matched; null unless both sides are vectors
 * @param returnBool whether a comparison answers 0 or 1 instead of filtering
 */
public record BinaryExpr(
    TokenType operator,
    Expr left,
    Expr right,
    @Nullable VectorMatching matching,
    boolean returnBool)
    implements Expr {

  @Override
  public ValueType type() {
    return left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR
        ? ValueType.SCALAR
        : ValueType.VECTOR;
  }

  @Override
  public PositionRange position() {
    return PositionRange.span(left.position(), right.position());
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
