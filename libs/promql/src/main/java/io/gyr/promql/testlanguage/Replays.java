package io.gyr.promql.testlanguage;

import io.gyr.promql.ast.AggregateExpr;
import io.gyr.promql.ast.AtModifier;
import io.gyr.promql.ast.BinaryExpr;
import io.gyr.promql.ast.Call;
import io.gyr.promql.ast.Expr;
import io.gyr.promql.ast.MatrixSelector;
import io.gyr.promql.ast.ParenExpr;
import io.gyr.promql.ast.SubqueryExpr;
import io.gyr.promql.ast.UnaryExpr;
import io.gyr.promql.ast.VectorSelector;
import io.gyr.promql.parser.Functions;
import io.gyr.promql.parser.Parser;
import io.gyr.promql.parser.ParserOptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The other queries that must have the same answer as an instant query: with {@code @} set to its
 * time everywhere, it does not matter when it is evaluated.
 */
final class Replays {
  private final long timeMs;
  private boolean timeDependent;

  private Replays(long timeMs) {
    this.timeMs = timeMs;
  }

  /** A query and when to evaluate it. */
  record Query(String expr, long timeMs) {}

  static List<Query> of(String expr, long timeMs) {
    Replays replays = new Replays(timeMs);
    Expr fixed = replays.fix(Parser.parse(expr, ParserOptions.ALL));
    List<Query> queries = new ArrayList<>();
    if (replays.timeDependent) {
      return queries;
    }
    long[] times =
        timeMs == 0
            ? new long[] {-1000, 0, 1000}
            : new long[] {-10 * timeMs, 0, timeMs / 5, timeMs, 10 * timeMs};
    for (long time : times) {
      queries.add(new Query(fixed.toString(), time));
    }
    return queries;
  }

  private Expr fix(Expr expr) {
    if (expr instanceof VectorSelector selector) {
      return fix(selector);
    }
    if (expr instanceof MatrixSelector matrix) {
      return new MatrixSelector(
          fix(matrix.selector()), matrix.rangeMs(), matrix.rangeExpr(), matrix.position());
    }
    if (expr instanceof SubqueryExpr subquery) {
      // What is inside is evaluated at times before that of the subquery.
      return subquery.withAt(fixed(subquery.at()), subquery.position().end());
    }
    if (expr instanceof ParenExpr paren) {
      return new ParenExpr(fix(paren.expr()), paren.position());
    }
    if (expr instanceof UnaryExpr unary) {
      return new UnaryExpr(unary.operator(), fix(unary.expr()), unary.start());
    }
    if (expr instanceof BinaryExpr binary) {
      return new BinaryExpr(
          binary.operator(),
          fix(binary.left()),
          fix(binary.right()),
          binary.matching(),
          binary.returnBool());
    }
    if (expr instanceof AggregateExpr aggregate) {
      return new AggregateExpr(
          aggregate.operator(),
          fix(aggregate.expr()),
          aggregate.parameter() == null ? null : fix(aggregate.parameter()),
          aggregate.grouping(),
          aggregate.without(),
          aggregate.position());
    }
    if (expr instanceof Call call) {
      timeDependent |= Functions.isTimeDependent(call.function().name());
      return new Call(
          call.function(), call.arguments().stream().map(this::fix).toList(), call.position());
    }
    return expr;
  }

  private VectorSelector fix(VectorSelector selector) {
    return selector.withAt(fixed(selector.at()), selector.position().end());
  }

  private AtModifier fixed(@Nullable AtModifier at) {
    return at != null && at.kind() == AtModifier.Kind.TIME ? at : AtModifier.time(timeMs);
  }
}
