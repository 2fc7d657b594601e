package io.gyr.promql.engine;

import io.gyr.promql.ast.AggregateExpr;
import io.gyr.promql.ast.BinaryExpr;
import io.gyr.promql.ast.Call;
import io.gyr.promql.ast.Expr;
import io.gyr.promql.ast.NumberLiteral;
import io.gyr.promql.ast.ParenExpr;
import io.gyr.promql.ast.StepInvariantExpr;
import io.gyr.promql.ast.UnaryExpr;
import io.gyr.promql.ast.ValueType;
import io.gyr.promql.ast.VectorSelector;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.lexer.TokenType;
import io.gyr.promql.source.SampleBits;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a prepared expression at steps. A vector becomes a stream of series, each with the
 * values of all steps in one array; a scalar an array. So a range query costs per series and
 * operator one loop over an array, and what is aggregated is never there all at once.
 */
final class Evaluator {
  /** Most steps of a subquery. */
  private static final long MOST_STEPS = 50_000_000;

  private final QueryContext context;

  Evaluator(QueryContext context) {
    this.context = context;
  }

  QueryContext context() {
    return context;
  }

  void requireSteps(long steps) {
    if (steps > MOST_STEPS) {
      throw new QueryException(
          QueryException.Kind.LIMIT,
          "subquery has " + steps + " steps, at most " + MOST_STEPS + " are allowed");
    }
    context.budget().hold(8 * steps);
  }

  /** The series of a vector. */
  SeriesStream stream(Expr expr, Steps steps) {
    context.budget().check();
    if (expr instanceof ParenExpr paren) {
      return stream(paren.expr(), steps);
    }
    if (expr instanceof StepInvariantExpr invariant) {
      return repeated(stream(invariant.expr(), steps.first()), steps.count());
    }
    if (expr instanceof VectorSelector selector) {
      return new InstantSelector(context, selector, steps, false, "");
    }
    if (expr instanceof UnaryExpr unary) {
      SeriesStream operand = stream(unary.expr(), steps);
      return unary.operator() == TokenType.SUB ? negated(operand) : operand;
    }
    if (expr instanceof BinaryExpr binary) {
      return binary(binary, steps);
    }
    if (expr instanceof AggregateExpr aggregate) {
      return QueryContext.streamOf(aggregate(aggregate, steps));
    }
    if (expr instanceof Call call) {
      return new VectorCall(this, call, steps).stream();
    }
    throw new IllegalStateException("no vector: " + expr);
  }

  /** The values of a scalar. */
  double[] scalar(Expr expr, Steps steps) {
    double[] values = new double[steps.count()];
    if (expr instanceof ParenExpr paren) {
      return scalar(paren.expr(), steps);
    }
    if (expr instanceof StepInvariantExpr invariant) {
      Arrays.fill(values, scalar(invariant.expr(), steps.first())[0]);
    } else if (expr instanceof NumberLiteral literal) {
      Arrays.fill(values, literal.value());
    } else if (expr instanceof UnaryExpr unary) {
      double[] operand = scalar(unary.expr(), steps);
      for (int step = 0; step < values.length; step++) {
        values[step] = unary.operator() == TokenType.SUB ? -operand[step] : operand[step];
      }
    } else if (expr instanceof BinaryExpr binary) {
      double[] left = scalar(binary.left(), steps);
      double[] right = scalar(binary.right(), steps);
      for (int step = 0; step < values.length; step++) {
        values[step] = Operation.onScalars(binary.operator(), left[step], right[step]);
      }
    } else if (expr instanceof Call call) {
      scalarCall(call, steps, values);
    } else {
      throw new IllegalStateException("no scalar: " + expr);
    }
    return values;
  }

  private void scalarCall(Call call, Steps steps, double[] values) {
    switch (call.function().name()) {
      case "pi" -> Arrays.fill(values, Math.PI);
      case "time" -> {
        for (int step = 0; step < values.length; step++) {
          values[step] = steps.time(step) / 1000.0;
        }
      }
      case "scalar" -> {
        int[] found = new int[values.length];
        SeriesStream input = stream(call.arguments().get(0), steps);
        for (StepSeries series = input.next(); series != null; series = input.next()) {
          for (int step = 0; step < values.length; step++) {
            if (series.isFloat(step)) {
              found[step]++;
              values[step] = series.values()[step];
            }
          }
        }
        for (int step = 0; step < values.length; step++) {
          if (found[step] != 1) {
            values[step] = Double.NaN;
          }
        }
      }
      default ->
          throw new IllegalStateException(
              "function without an implementation: " + call.function().name());
    }
  }

  private static SeriesStream repeated(SeriesStream once, int count) {
    return () -> {
      StepSeries series = once.next();
      return series == null ? null : repeated(series, count);
    };
  }

  private static StepSeries repeated(StepSeries once, int count) {
    if (count == 1) {
      return once;
    }
    double[] values = new double[count];
    Arrays.fill(values, once.values()[0]);
    FloatHistogram[] histograms = null;
    FloatHistogram histogram = once.histogram(0);
    if (histogram != null) {
      histograms = new FloatHistogram[count];
      Arrays.fill(histograms, histogram);
    }
    return new StepSeries(once.labels(), once.dropName(), values, histograms);
  }

  /** Two series that lost their names here are not to be the same; pieces of one are. */
  private SeriesStream negated(SeriesStream operand) {
    Map<Labels, Labels> seen = new HashMap<>();
    return () -> {
      StepSeries series = operand.next();
      if (series == null) {
        return null;
      }
      for (int step = 0; step < series.values().length; step++) {
        FloatHistogram histogram = series.histogram(step);
        if (histogram != null) {
          series.set(step, SampleBits.STALE, histogram.times(-1));
        } else if (series.isFloat(step)) {
          series.set(step, -series.values()[step], null);
        }
      }
      StepSeries negated = context.dropName(series);
      if (!context.options().delayedNameRemoval()) {
        Labels first = seen.putIfAbsent(negated.labels(), series.labels());
        if (first != null && !first.equals(series.labels())) {
          throw QueryException.sameLabelset();
        }
      }
      return negated;
    };
  }

  private SeriesStream binary(BinaryExpr binary, Steps steps) {
    boolean leftScalar = binary.left().type() == ValueType.SCALAR;
    if (leftScalar || binary.right().type() == ValueType.SCALAR) {
      SeriesStream vector = stream(leftScalar ? binary.right() : binary.left(), steps);
      double[] scalars = scalar(leftScalar ? binary.left() : binary.right(), steps);
      SeriesStream results = new VectorScalar(context, binary, vector, scalars, leftScalar);
      UniqueNames names = new UniqueNames(context);
      return () -> {
        StepSeries series = results.next();
        return series == null ? null : names.check(series);
      };
    }
    List<StepSeries> left = context.collect(stream(binary.left(), steps));
    List<StepSeries> right = context.collect(stream(binary.right(), steps));
    List<StepSeries> results =
        binary.operator().isSetOperator()
            ? SetOperation.apply(
                binary.operator(),
                Objects.requireNonNull(binary.matching()),
                left,
                right,
                steps.count())
            : new VectorVector(context, binary, steps.count()).apply(left, right);
    return QueryContext.streamOf(results);
  }

  private List<StepSeries> aggregate(AggregateExpr expr, Steps steps) {
    int count = steps.count();
    Aggregation aggregation = new Aggregation(context, expr, count);
    return switch (expr.operator()) {
      case COUNT_VALUES -> aggregation.countValues(stream(expr.expr(), steps));
      case QUANTILE -> {
        double[] quantiles = parameter(expr.parameter(), steps);
        yield aggregation.quantile(stream(expr.expr(), steps), quantiles);
      }
      case TOPK, BOTTOMK, LIMITK, LIMIT_RATIO -> {
        double[] parameters = parameter(expr.parameter(), steps);
        yield new Selection(context, expr, count).apply(stream(expr.expr(), steps), parameters);
      }
      default -> aggregation.accumulate(stream(expr.expr(), steps));
    };
  }

  private double[] parameter(@Nullable Expr parameter, Steps steps) {
    return scalar(Objects.requireNonNull(parameter), steps);
  }
}
