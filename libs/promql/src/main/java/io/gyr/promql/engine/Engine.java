package io.gyr.promql.engine;

import io.gyr.promql.annotation.Annotations;
import io.gyr.promql.ast.Expr;
import io.gyr.promql.ast.StringLiteral;
import io.gyr.promql.ast.ValueType;
import io.gyr.promql.function.FunctionException;
import io.gyr.promql.parser.ParseException;
import io.gyr.promql.parser.Parser;
import io.gyr.promql.source.SeriesIterator;
import io.gyr.promql.source.SeriesSource;
import io.gyr.promql.text.Quoted;
import io.gyr.promql.value.MatrixValue;
import io.gyr.promql.value.ScalarValue;
import io.gyr.promql.value.StringValue;
import io.gyr.promql.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Answers PromQL queries. Immutable and thread-safe; each query runs in the thread that asks. */
public final class Engine {
  private final EngineOptions options;
  private final QueryLimits limits;
  private final QueryMemory memory;

  /** An engine whose queries are bounded one by one. */
  public Engine(EngineOptions options, QueryLimits limits) {
    this(options, limits, new QueryMemory(Long.MAX_VALUE));
  }

  /** An engine whose queries share {@code memory} with those of others. */
  public Engine(EngineOptions options, QueryLimits limits, QueryMemory memory) {
    this.options = options;
    this.limits = limits;
    this.memory = memory;
  }

  /**
   * Answers an instant query.
   *
   * @param timeMs at which time
   * @throws ParseException if the query is no expression
   * @throws QueryException if it cannot be answered
   */
  public QueryResult instant(SeriesSource source, String query, long timeMs) {
    Expr parsed = Parser.parse(query, options.parser());
    QueryContext context = context(source);
    Steps steps = new Steps(timeMs, 1, 1);
    return run(
        context,
        () -> {
          Expr expr = new Preparation(timeMs, timeMs).prepare(parsed);
          context.budget().prepared();
          return evaluateInstant(context, expr, steps);
        });
  }

  private static Value evaluateInstant(QueryContext context, Expr expr, Steps steps) {
    Evaluator evaluator = new Evaluator(context);
    long time = steps.startMs();
    return switch (expr.type()) {
      case STRING -> new StringValue(time, text(expr));
      case SCALAR -> new ScalarValue(time, evaluator.scalar(expr, steps)[0]);
      case VECTOR ->
          Results.vector(
              Results.named(context, context.collect(evaluator.stream(expr, steps))), time);
      case MATRIX -> Results.rangeVector(evaluator, unwrapped(expr), steps);
    };
  }

  /**
   * Answers a range query.
   *
   * @param startMs first step
   * @param endMs the last step is not after this; not before the start
   * @param stepMs distance of the steps, more than zero
   * @throws ParseException if the query is no expression
   * @throws QueryException if it cannot be answered
   */
  public QueryResult range(
      SeriesSource source, String query, long startMs, long endMs, long stepMs) {
    if (stepMs <= 0) {
      throw QueryException.execution(
          "zero or negative query resolution step widths are not accepted");
    }
    if (endMs < startMs) {
      throw QueryException.execution("end timestamp must not be before start time");
    }
    if ((endMs - startMs) / stepMs >= limits.steps()) {
      throw new QueryException(
          QueryException.Kind.LIMIT,
          "exceeded maximum resolution of "
              + limits.steps()
              + " points per timeseries. Try decreasing the query resolution (?step=XX)");
    }
    Expr parsed = Parser.parse(query, options.parser());
    if (parsed.type() != ValueType.VECTOR && parsed.type() != ValueType.SCALAR) {
      throw QueryException.execution(
          "invalid expression type "
              + Quoted.of(parsed.type().documentedName())
              + " for range query, must be Scalar or instant Vector");
    }
    QueryContext context = context(source);
    Steps steps = Steps.between(startMs, endMs, stepMs);
    return run(
        context,
        () -> {
          Expr expr = new Preparation(startMs, endMs).prepare(parsed);
          context.budget().prepared();
          return evaluateRange(context, expr, steps);
        });
  }

  private static MatrixValue evaluateRange(QueryContext context, Expr expr, Steps steps) {
    Evaluator evaluator = new Evaluator(context);
    if (expr.type() == ValueType.SCALAR) {
      StepSeries series =
          new StepSeries(
              io.gyr.promql.labels.Labels.EMPTY, false, evaluator.scalar(expr, steps), null);
      return Results.matrix(List.of(series), steps);
    }
    List<StepSeries> series = context.collect(evaluator.stream(expr, steps));
    return Results.matrix(Results.named(context, series), steps);
  }

  private QueryContext context(SeriesSource source) {
    return new QueryContext(
        source, options, new Budget(limits, memory), new Annotations(), new ArrayList<>());
  }

  private interface Evaluation {
    Value value();
  }

  private static QueryResult run(QueryContext context, Evaluation evaluation) {
    try {
      Value value = evaluation.value();
      return new QueryResult(value, context.annotations().all(), context.budget().statistics());
    } catch (FunctionException e) {
      throw QueryException.execution(String.valueOf(e.getMessage()));
    } finally {
      context.opened().forEach(SeriesIterator::close);
      context.budget().end();
    }
  }

  private static String text(Expr expr) {
    return ((StringLiteral) unwrapped(expr)).value();
  }

  private static Expr unwrapped(Expr expr) {
    Expr inner = expr;
    while (inner instanceof io.gyr.promql.ast.ParenExpr paren) {
      inner = paren.expr();
    }
    return inner;
  }
}
