package io.gyr.promql.ast;

import java.util.ArrayList;
import java.util.List;

/** The selectors that an expression reads series with. */
public final class Selectors {
  private Selectors() {}

  /** All of them, in the order in which they stand. */
  public static List<VectorSelector> of(Expr expr) {
    List<VectorSelector> found = new ArrayList<>();
    collect(expr, found);
    return found;
  }

  private static void collect(Expr expr, List<VectorSelector> found) {
    if (expr instanceof VectorSelector selector) {
      found.add(selector);
    } else if (expr instanceof MatrixSelector matrix) {
      found.add(matrix.selector());
    } else if (expr instanceof AggregateExpr aggregate) {
      if (aggregate.parameter() != null) {
        collect(aggregate.parameter(), found);
      }
      collect(aggregate.expr(), found);
    } else if (expr instanceof BinaryExpr binary) {
      collect(binary.left(), found);
      collect(binary.right(), found);
    } else if (expr instanceof Call call) {
      call.arguments().forEach(argument -> collect(argument, found));
    } else if (expr instanceof ParenExpr paren) {
      collect(paren.expr(), found);
    } else if (expr instanceof StepInvariantExpr invariant) {
      collect(invariant.expr(), found);
    } else if (expr instanceof SubqueryExpr subquery) {
      collect(subquery.expr(), found);
    } else if (expr instanceof UnaryExpr unary) {
      collect(unary.expr(), found);
    }
  }
}
