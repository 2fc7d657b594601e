package io.gyr.promql.ast;

/**
 * An expression in parentheses.
 *
 * @param expr which
 * @param position where
 */
public record ParenExpr(Expr expr, PositionRange position) implements Expr {
  @Override
  public ValueType type() {
    return expr.type();
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
