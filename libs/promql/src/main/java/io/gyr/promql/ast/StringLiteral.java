package io.gyr.promql.ast;

/**
 * A string.
 *
 * @param value its content, without quotes and escapes
 * @param position where
 */
public record StringLiteral(String value, PositionRange position) implements Expr {
  @Override
  public ValueType type() {
    return ValueType.STRING;
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
