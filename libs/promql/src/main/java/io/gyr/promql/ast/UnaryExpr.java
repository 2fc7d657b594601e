package io.gyr.promql.ast;

import io.gyr.promql.lexer.TokenType;

/**
 * A sign.
 *
 * @param operator plus or minus
 * @param expr of what
 * @param start where it begins
 */
public record UnaryExpr(TokenType operator, Expr expr, int start) implements Expr {
  @Override
  public ValueType type() {
    return expr.type();
  }

  @Override
  public PositionRange position() {
    return new PositionRange(start, expr.position().end());
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
