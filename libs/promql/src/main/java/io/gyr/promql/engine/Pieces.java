package io.gyr.promql.engine;

import io.gyr.promql.ast.AggregateExpr;
import io.gyr.promql.ast.BinaryExpr;
import io.gyr.promql.ast.Call;
import io.gyr.promql.ast.Expr;
import io.gyr.promql.ast.MatrixSelector;
import io.gyr.promql.ast.ParenExpr;
import io.gyr.promql.ast.StepInvariantExpr;
import io.gyr.promql.ast.SubqueryExpr;
import io.gyr.promql.ast.UnaryExpr;
import io.gyr.promql.ast.ValueType;
import io.gyr.promql.ast.VectorSelector;
import io.gyr.promql.function.RangeFunctions;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.labels.MatchType;
import io.gyr.promql.labels.Matcher;
import io.gyr.promql.lexer.TokenType;

/**
 * Series of different names become one when they lose them, if they are never there at the same
 * step. Streams leave them in pieces, which most who read them take as they are; who wants whole
 * series asks here whether an expression may give pieces, because to join them all must be held.
 * Says yes when in doubt.
 */
final class Pieces {
  private Pieces() {}

  /** Whether two series of the expression's stream may have the same labels. */
  static boolean possible(Expr expr) {
    if (expr instanceof ParenExpr paren) {
      return possible(paren.expr());
    }
    if (expr instanceof StepInvariantExpr invariant) {
      return possible(invariant.expr());
    }
    if (expr instanceof BinaryExpr binary && binary.operator().isSetOperator()) {
      return possible(binary.left()) || possible(binary.right());
    }
    if (expr instanceof AggregateExpr aggregate) {
      return keepsSeries(aggregate) && possible(aggregate.expr());
    }
    return (expr instanceof BinaryExpr || expr instanceof UnaryExpr || expr instanceof Call)
        && manyNames(expr);
  }

  /** Whether series that differ by nothing but their names may be in the expression's result. */
  private static boolean manyNames(Expr expr) {
    if (expr.type() == ValueType.SCALAR || expr.type() == ValueType.STRING) {
      return false;
    }
    if (expr instanceof ParenExpr paren) {
      return manyNames(paren.expr());
    }
    if (expr instanceof StepInvariantExpr invariant) {
      return manyNames(invariant.expr());
    }
    if (expr instanceof UnaryExpr unary) {
      return manyNames(unary.expr());
    }
    if (expr instanceof VectorSelector selector) {
      return selector.matchers().stream().noneMatch(Pieces::isName);
    }
    if (expr instanceof MatrixSelector matrix) {
      return manyNames(matrix.selector());
    }
    if (expr instanceof SubqueryExpr subquery) {
      return manyNames(subquery.expr());
    }
    if (expr instanceof BinaryExpr binary) {
      return binary.operator() == TokenType.OR
          || manyNames(binary.left())
          || manyNames(binary.right());
    }
    if (expr instanceof AggregateExpr aggregate) {
      boolean keepsNames = aggregate.without() || aggregate.grouping().contains(Labels.NAME);
      return (keepsNames || keepsSeries(aggregate)) && manyNames(aggregate.expr());
    }
    return !(expr instanceof Call call) || manyNames(call);
  }

  /**
   * Calls over ranges give each series once; labels can be made the same by those that set them.
   */
  private static boolean manyNames(Call call) {
    String name = call.function().name();
    if (name.equals("label_replace") || name.equals("label_join") || name.equals("info")) {
      return true;
    }
    return call.arguments().stream()
        .anyMatch(
            argument ->
                (argument.type() != ValueType.MATRIX || RangeFunctions.keepsName(name))
                    && manyNames(argument));
  }

  private static boolean keepsSeries(AggregateExpr aggregate) {
    return switch (aggregate.operator()) {
      case TOPK, BOTTOMK, LIMITK, LIMIT_RATIO -> true;
      default -> false;
    };
  }

  private static boolean isName(Matcher matcher) {
    return matcher.name().equals(Labels.NAME) && matcher.type() == MatchType.EQUAL;
  }
}
