package io.gyr.promql.ast;

import io.gyr.promql.lexer.TokenType;
import org.jspecify.annotations.Nullable;

/** A duration that is calculated, in ranges, steps and offsets. */
public sealed interface DurationExpr permits NumberLiteral, DurationExpr.Operation {

  /**
   * An operation.
   *
   * @param operator one of {@code + - * / % ^}
   * @param left null for a sign
   * @param right operand
   * @param wrapped whether it stands in parentheses
   */
  record Operation(
      TokenType operator, @Nullable DurationExpr left, DurationExpr right, boolean wrapped)
      implements DurationExpr {

    @Override
    public String toString() {
      return Printer.print(this);
    }
  }
}
