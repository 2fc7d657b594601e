package io.gyr.promql.engine;

import io.gyr.promql.annotation.Notes;
import io.gyr.promql.ast.Call;
import io.gyr.promql.ast.Expr;
import io.gyr.promql.ast.PositionRange;
import io.gyr.promql.ast.ValueType;
import io.gyr.promql.function.RangeFunction;
import io.gyr.promql.function.RangeFunctions;
import io.gyr.promql.function.Window;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.source.SampleBits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call of a function over a range vector: a window slides over each series in turn. */
final class RangeCall implements SeriesStream {
  private final QueryContext context;
  private final RangeVector vector;
  private final RangeFunction function;
  private final String name;
  private final Window window;
  private final double[][] scalars;
  private final PositionRange rangePosition;
  private final boolean keepsName;
  private final boolean warnsOfNonCounter;
  private final Set<Labels> seen = new HashSet<>();

  RangeCall(Evaluator evaluator, Call call, Steps steps) {
    this.context = evaluator.context();
    this.name = call.function().name();
    this.function = Objects.requireNonNull(RangeFunctions.create(name));
    List<double[]> scalarArguments = new ArrayList<>();
    Expr range = call.arguments().get(0);
    for (Expr argument : call.arguments()) {
      if (argument.type() == ValueType.SCALAR) {
        scalarArguments.add(evaluator.scalar(argument, steps));
      } else {
        range = argument;
      }
    }
    this.scalars = scalarArguments.toArray(new double[0][]);
    this.rangePosition = range.position();
    this.vector = RangeVector.of(evaluator, range, steps, name);
    this.window =
        new Window(
            new double[scalars.length],
            call.arguments().stream().map(Expr::position).toList(),
            rangePosition,
            context.annotations());
    // Of absence, only whether there was a series matters, not which.
    this.keepsName = RangeFunctions.keepsName(name) || name.equals("absent_over_time");
    this.warnsOfNonCounter = name.equals("rate") || name.equals("increase");
  }

  @Override
  public @Nullable StepSeries next() {
    while (true) {
      RangeVector.Item item = vector.next();
      if (item == null) {
        return null;
      }
      window.load(item.raw());
      function.begin(window);
      StepSeries result = evaluate(item);
      if (result != null) {
        return result;
      }
    }
  }

  private @Nullable StepSeries evaluate(RangeVector.Item item) {
    SelectorTimes times = vector.times();
    Steps steps = times.steps();
    int count = steps.count();
    double[] values = new double[count];
    FloatHistogram[] histograms = null;
    boolean someFloat = false;
    for (int step = 0; step < count; step++) {
      long end = times.time(step);
      double value = SampleBits.STALE;
      if (window.slide(end - vector.rangeMs(), end, steps.time(step))) {
        for (int i = 0; i < scalars.length; i++) {
          window.scalars()[i] = scalars[i][step];
        }
        value = function.at(window);
        if (SampleBits.isStale(value)) {
          FloatHistogram histogram = window.takeHistogram();
          if (histogram != null) {
            histograms = histograms == null ? new FloatHistogram[count] : histograms;
            histograms[step] = histogram;
          }
        } else {
          someFloat = true;
        }
      }
      values[step] = value;
    }
    if (!someFloat && histograms == null) {
      return null;
    }
    if (warnsOfNonCounter && someFloat) {
      warnOfNonCounter(item.raw().labels());
    }
    StepSeries result = new StepSeries(item.raw().labels(), item.dropName(), values, histograms);
    return keepsName ? result : unique(context.dropName(result));
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
