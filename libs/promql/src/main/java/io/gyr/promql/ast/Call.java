package io.gyr.promql.ast;

import java.util.List;

/**
 * A function call.
 *
 * @param function which
 * @param arguments with what
 * @param position where
 */
public record Call(FunctionSignature function, List<Expr> arguments, PositionRange position)
    implements Expr {

  @Override
  public ValueType type() {
    return function.returnType();
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
