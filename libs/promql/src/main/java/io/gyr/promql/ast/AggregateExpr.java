package io.gyr.promql.ast;

import io.gyr.promql.lexer.TokenType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An aggregation.
 *
 * @param operator which
 * @param expr over what
 * @param parameter the first argument of those operators that have two
 * @param grouping labels, as written
 * @param without whether the groups are made of all labels but those
 * @param position where
 */
public record AggregateExpr(
    TokenType operator,
    Expr expr,
    @Nullable Expr parameter,
    List<String> grouping,
    boolean without,
    PositionRange position)
    implements Expr {

  @Override
  public ValueType type() {
    return ValueType.VECTOR;
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
