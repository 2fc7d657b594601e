package io.gyr.promql.engine;

import io.gyr.promql.ast.AggregateExpr;
import io.gyr.promql.ast.AtModifier;
import io.gyr.promql.ast.BinaryExpr;
import io.gyr.promql.ast.Call;
import io.gyr.promql.ast.Expr;
import io.gyr.promql.ast.MatrixSelector;
import io.gyr.promql.ast.NumberLiteral;
import io.gyr.promql.ast.ParenExpr;
import io.gyr.promql.ast.StepInvariantExpr;
import io.gyr.promql.ast.SubqueryExpr;
import io.gyr.promql.ast.UnaryExpr;
import io.gyr.promql.ast.ValueType;
import io.gyr.promql.ast.VectorSelector;
import io.gyr.promql.parser.Functions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a parsed expression ready: durations are calculated, {@code start()} and {@code end()}
 * become times, parentheses around arguments go, and what is the same at every step is marked, so
 * that it is evaluated once.
 */
final class Preparation {
  private final long startMs;
  private final long endMs;

  Preparation(long startMs, long endMs) {
    this.startMs = startMs;
    this.endMs = endMs;
  }

  Expr prepare(Expr expr) {
    return wrapped(rewrite(expr));
  }

  /**
   * An expression.
   *
   * @param expr prepared, not yet marked itself
   * @param invariant whether it is the same at every step
   */
  private record Prepared(Expr expr, boolean invariant) {}

  private static Expr wrapped(Prepared prepared) {
    Expr expr = prepared.expr;
    boolean worth =
        prepared.invariant
            && !(expr instanceof NumberLiteral)
            && expr.type() != ValueType.MATRIX
            && expr.type() != ValueType.STRING;
    return worth ? new StepInvariantExpr(expr) : expr;
  }

  private Prepared rewrite(Expr expr) {
    if (expr instanceof VectorSelector selector) {
      VectorSelector resolved = resolve(selector);
      return new Prepared(resolved, resolved.at() != null);
    }
    if (expr instanceof MatrixSelector matrix) {
      VectorSelector selector = resolve(matrix.selector());
      long range = Durations.millis(matrix.rangeExpr(), matrix.rangeMs(), false);
      return new Prepared(
          new MatrixSelector(selector, range, null, matrix.position()), selector.at() != null);
    }
    if (expr instanceof SubqueryExpr subquery) {
      return subquery(subquery);
    }
    if (expr instanceof ParenExpr paren) {
      Prepared inner = rewrite(paren.expr());
      return new Prepared(new ParenExpr(inner.expr, paren.position()), inner.invariant);
    }
    if (expr instanceof UnaryExpr unary) {
      Prepared inner = rewrite(unary.expr());
      return new Prepared(
          new UnaryExpr(unary.operator(), inner.expr, unary.start()), inner.invariant);
    }
    if (expr instanceof BinaryExpr binary) {
      return binary(binary);
    }
    if (expr instanceof AggregateExpr aggregate) {
      return aggregate(aggregate);
    }
    return expr instanceof Call call ? call(call) : new Prepared(expr, true);
  }

  private Prepared binary(BinaryExpr binary) {
    Prepared left = rewrite(binary.left());
    Prepared right = rewrite(binary.right());
    boolean invariant = left.invariant && right.invariant;
    return new Prepared(
        new BinaryExpr(
            binary.operator(),
            invariant ? left.expr : wrapped(left),
            invariant ? right.expr : wrapped(right),
            binary.matching(),
            binary.returnBool()),
        invariant);
  }

  private Prepared aggregate(AggregateExpr aggregate) {
    Prepared inner = rewrite(unwrap(aggregate.expr()));
    Prepared parameter =
        aggregate.parameter() == null ? null : rewrite(unwrap(aggregate.parameter()));
    boolean invariant = inner.invariant && (parameter == null || parameter.invariant);
    return new Prepared(
        new AggregateExpr(
            aggregate.operator(),
            invariant ? inner.expr : wrapped(inner),
            parameter == null ? null : invariant ? parameter.expr : wrapped(parameter),
            aggregate.grouping(),
            aggregate.without(),
            aggregate.position()),
        invariant);
  }

  private Prepared call(Call call) {
    List<Prepared> arguments = new ArrayList<>();
    boolean invariant = !Functions.isTimeDependent(call.function().name());
    for (Expr argument : call.arguments()) {
      Prepared prepared = rewrite(unwrap(argument));
      arguments.add(prepared);
      invariant &= prepared.invariant;
    }
    List<Expr> expressions = new ArrayList<>();
    for (Prepared argument : arguments) {
      expressions.add(invariant ? argument.expr : wrapped(argument));
    }
    return new Prepared(
        new Call(call.function(), List.copyOf(expressions), call.position()), invariant);
  }

  private Prepared subquery(SubqueryExpr subquery) {
    Expr inner = prepare(subquery.expr());
    AtModifier at = resolve(subquery.at());
    SubqueryExpr prepared =
        new SubqueryExpr(
            inner,
            Durations.millis(subquery.rangeExpr(), subquery.rangeMs(), false),
            null,
            Durations.millis(subquery.stepExpr(), subquery.stepMs(), false),
            null,
            Durations.millis(subquery.offsetExpr(), subquery.offsetMs(), true),
            null,
            at,
            subquery.position());
    return new Prepared(prepared, at != null);
  }

  private VectorSelector resolve(VectorSelector selector) {
    return new VectorSelector(
        selector.name(),
        selector.matchers(),
        Durations.millis(selector.offsetExpr(), selector.offsetMs(), true),
        null,
        resolve(selector.at()),
        selector.position());
  }

  private @Nullable AtModifier resolve(@Nullable AtModifier at) {
    if (at == null) {
      return null;
    }
    return switch (at.kind()) {
      case TIME -> at;
      case START -> AtModifier.time(startMs);
      case END -> AtModifier.time(endMs);
    };
  }

  private static Expr unwrap(Expr expr) {
    Expr inner = expr;
    while (inner instanceof ParenExpr paren) {
      inner = paren.expr();
    }
    return inner;
  }
}
