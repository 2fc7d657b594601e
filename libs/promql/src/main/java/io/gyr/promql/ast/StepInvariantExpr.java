package io.gyr.promql.ast;

/**
 * An expression that has the same value at every step, found by the engine; never parsed.
 *
 * @param expr which
 */
public record StepInvariantExpr(Expr expr) implements Expr {
  @Override
  public ValueType type() {
    return expr.type();
  }

  @Override
  public PositionRange position() {
    return expr.position();
  }

  @Override
  public String toString() {
    return expr.toString();
  }
}
