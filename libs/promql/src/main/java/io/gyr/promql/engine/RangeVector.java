package io.gyr.promql.engine;

import io.gyr.promql.ast.Expr;
import io.gyr.promql.ast.MatrixSelector;
import io.gyr.promql.ast.SubqueryExpr;
import io.gyr.promql.histogram.CounterResetHint;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.SelectHints;
import io.gyr.promql.source.SeriesIterator;
import org.jspecify.annotations.Nullable;

/**
 * The samples that a range function slides over: of a selector, or of a subquery, whose steps are
 * then the samples.
 */
final class RangeVector {
  private final QueryContext context;
  private final SelectorTimes times;
  private final long rangeMs;
  private final Next next;

  /** Makes the next series. */
  private interface Next {
    @Nullable Item next();
  }

  /**
   * One series.
   *
   * @param raw samples
   * @param dropName whether its name is void already
   */
  record Item(RawSeries raw, boolean dropName) {}

  private RangeVector(QueryContext context, SelectorTimes times, long rangeMs, Next next) {
    this.context = context;
    this.times = times;
    this.rangeMs = rangeMs;
    this.next = next;
  }

  /** The range vector of an expression of that type, at steps. */
  static RangeVector of(Evaluator evaluator, Expr expr, Steps steps, String function) {
    if (expr instanceof MatrixSelector matrix) {
      return ofSelector(evaluator.context(), matrix, steps, function);
    }
    if (expr instanceof SubqueryExpr subquery) {
      return ofSubquery(evaluator, subquery, steps);
    }
    throw new IllegalStateException("no range vector: " + expr);
  }

  private static RangeVector ofSelector(
      QueryContext context, MatrixSelector matrix, Steps steps, String function) {
    SelectorTimes times =
        new SelectorTimes(steps, matrix.selector().at(), matrix.selector().offsetMs());
    SeriesIterator series =
        context.select(
            matrix.selector().matchers(),
            times.first() - matrix.rangeMs() + 1,
            times.last(),
            new SelectHints(
                steps.count() == 1 ? 0 : steps.intervalMs(),
                matrix.rangeMs(),
                function,
                times.first()));
    return new RangeVector(
        context,
        times,
        matrix.rangeMs(),
        () -> {
          RawSeries raw = series.next();
          return raw == null ? null : new Item(raw, false);
        });
  }

  private static RangeVector ofSubquery(Evaluator evaluator, SubqueryExpr subquery, Steps steps) {
    SelectorTimes times = new SelectorTimes(steps, subquery.at(), subquery.offsetMs());
    QueryContext context = evaluator.context();
    long interval = subquery.stepMs() != 0 ? subquery.stepMs() : context.options().subqueryStepMs();
    // Steps are multiples of the interval; the first is the first one inside the first window.
    long before = times.first() - subquery.rangeMs();
    long start = interval * (before / interval);
    if (start <= before) {
      start += interval;
    }
    if (start > times.last()) {
      return new RangeVector(context, times, subquery.rangeMs(), () -> null);
    }
    evaluator.requireSteps((times.last() - start) / interval + 1);
    Steps inner = Steps.between(start, times.last(), interval);
    long[] innerTimes = new long[inner.count()];
    for (int i = 0; i < innerTimes.length; i++) {
      innerTimes[i] = inner.time(i);
    }
    SeriesStream pieces = evaluator.stream(subquery.expr(), inner);
    SeriesStream stream =
        Pieces.possible(subquery.expr())
            ? QueryContext.streamOf(context.merge(context.collect(pieces)))
            : pieces;
    return new RangeVector(
        context,
        times,
        subquery.rangeMs(),
        () -> {
          StepSeries series = stream.next();
          // A step without a value is a stale marker, which windows leave out.
          return series == null
              ? null
              : new Item(
                  new RawSeries(
                      series.labels(),
                      innerTimes,
                      series.values(),
                      withoutResetHints(series.histograms()),
                      innerTimes.length),
                  series.dropName());
        });
  }

  /**
   * A hint is about the neighbour in the series, which need not be the neighbour in the subquery,
   * where the same sample may even come twice.
   */
  private static FloatHistogram @Nullable [] withoutResetHints(
      FloatHistogram @Nullable [] histograms) {
    for (int i = 0; histograms != null && i < histograms.length; i++) {
      FloatHistogram histogram = histograms[i];
      if (histogram != null
          && (histogram.hint() == CounterResetHint.RESET
              || histogram.hint() == CounterResetHint.NOT_RESET)) {
        histograms[i] = histogram.withHint(CounterResetHint.UNKNOWN);
      }
    }
    return histograms;
  }

  SelectorTimes times() {
    return times;
  }

  long rangeMs() {
    return rangeMs;
  }

  /** The next series, or null at the end. */
  @Nullable Item next() {
    Item item = next.next();
    if (item != null) {
      context.budget().read(item.raw().size());
    }
    return item;
  }
}
