package io.gyr.promql.engine;

import io.gyr.promql.annotation.Notes;
import io.gyr.promql.ast.Call;
import io.gyr.promql.ast.Expr;
import io.gyr.promql.ast.PositionRange;
import io.gyr.promql.ast.ValueType;
import io.gyr.promql.function.RangeFunctions;
import io.gyr.promql.labels.Labels;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A call of a function over a range vector. Series are evaluated some ahead of those that are asked
 * for, by as many threads as the machine has where that is worth it; they come, and say what they
 * have to say, in the order in which the vector has them.
 */
final class RangeCall implements SeriesStream {
  /** Series that are evaluated together, at most. */
  private static final int MOST_AHEAD = 64;

  /** Samples and steps of series that are evaluated together, about. */
  private static final int MUCH_WORK = 400_000;

  /** Less than this is done before other threads have begun: about a tenth of a millisecond. */
  private static final int LITTLE_WORK = 20_000;

  private final QueryContext context;
  private final RangeVector vector;
  private final PositionRange rangePosition;
  private final boolean keepsName;
  private final boolean warnsOfNonCounter;
  private final Set<Labels> seen = new HashSet<>();
  private final Supplier<RangeEvaluation> evaluations;
  private final Queue<RangeEvaluation> idle = new ConcurrentLinkedQueue<>();
  private final Deque<RangeEvaluation.Outcome> ahead = new ArrayDeque<>();

  RangeCall(Evaluator evaluator, Call call, Steps steps) {
    this.context = evaluator.context();
    String name = call.function().name();
    List<double[]> scalarArguments = new ArrayList<>();
    Expr range = call.arguments().get(0);
    for (Expr argument : call.arguments()) {
      if (argument.type() == ValueType.SCALAR) {
        scalarArguments.add(evaluator.scalar(argument, steps));
      } else {
        range = argument;
      }
    }
    double[][] scalars = scalarArguments.toArray(new double[0][]);
    this.rangePosition = range.position();
    this.vector = RangeVector.of(evaluator, range, steps, name);
    this.evaluations = () -> new RangeEvaluation(call, rangePosition, scalars, vector);
    // Of absence, only whether there was a series matters, not which.
    this.keepsName = RangeFunctions.keepsName(name) || name.equals("absent_over_time");
    this.warnsOfNonCounter = name.equals("rate") || name.equals("increase");
  }

  @Override
  public @Nullable StepSeries next() {
    while (true) {
      if (ahead.isEmpty() && !evaluateAhead()) {
        return null;
      }
      RangeEvaluation.Outcome outcome = ahead.remove();
      outcome.annotations().forEach(context.annotations()::add);
      if (outcome.failure() != null) {
        throw outcome.failure();
      }
      StepSeries series = outcome.series();
      if (series != null) {
        if (warnsOfNonCounter && outcome.hasFloats()) {
          warnOfNonCounter(series.labels());
        }
        return keepsName ? series : unique(context.dropName(series));
      }
    }
  }

  /** Returns whether there are series left. */
  private boolean evaluateAhead() {
    List<RangeVector.Item> items = new ArrayList<>();
    long work = 0;
    while (items.size() < MOST_AHEAD && work < MUCH_WORK) {
      RangeVector.Item item = vector.next();
      if (item == null) {
        break;
      }
      items.add(item);
      work += item.raw().size() + vector.times().steps().count();
    }
    RangeEvaluation.Outcome[] outcomes = new RangeEvaluation.Outcome[items.size()];
    IntStream places = IntStream.range(0, items.size());
    (work < LITTLE_WORK ? places : places.parallel())
        .forEach(place -> outcomes[place] = evaluate(items.get(place)));
    ahead.addAll(Arrays.asList(outcomes));
    return !items.isEmpty();
  }

  private RangeEvaluation.Outcome evaluate(RangeVector.Item item) {
    RangeEvaluation mine = idle.poll();
    RangeEvaluation evaluation = mine == null ? evaluations.get() : mine;
    RangeEvaluation.Outcome outcome = evaluation.evaluate(item);
    idle.add(evaluation);
    return outcome;
  }

  private StepSeries unique(StepSeries series) {
    if (!context.options().delayedNameRemoval() && !seen.add(series.labels())) {
      throw QueryException.sameLabelset();
    }
    return series;
  }

  private void warnOfNonCounter(Labels labels) {
    String metric = labels.metricName();
    if (metric.isEmpty()) {
      return;
    }
    if (context.options().typeAndUnitLabels()) {
      String type = labels.get(Labels.TYPE);
      if (!type.equals("counter") && !type.equals("histogram")) {
        context.annotations().add(Notes.possibleNonCounterType(metric, type, rangePosition));
      }
    } else if (!metric.endsWith("_total")
        && !metric.endsWith("_sum")
        && !metric.endsWith("_count")
        && !metric.endsWith("_bucket")) {
      context.annotations().add(Notes.possibleNonCounter(metric, rangePosition));
    }
  }
}
