package io.gyr.promql.engine;

import io.gyr.promql.ast.Call;
import io.gyr.promql.ast.Expr;
import io.gyr.promql.ast.StepInvariantExpr;
import io.gyr.promql.ast.VectorSelector;
import io.gyr.promql.function.FloatFunctions;
import io.gyr.promql.function.RangeFunctions;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.histogram.HistogramStatistics;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.source.SampleBits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Calls of functions whose result is a vector. */
final class VectorCall {
  private final Evaluator evaluator;
  private final QueryContext context;
  private final Call call;
  private final String name;
  private final Steps steps;

  VectorCall(Evaluator evaluator, Call call, Steps steps) {
    this.evaluator = evaluator;
    this.context = evaluator.context();
    this.call = call;
    this.name = call.function().name();
    this.steps = steps;
  }

  SeriesStream stream() {
    if (name.equals("absent_over_time")) {
      return absentOverTime();
    }
    if (RangeFunctions.create(name) != null) {
      return new RangeCall(evaluator, call, steps);
    }
    DoubleUnaryOperator function = FloatFunctions.get(name);
    if (function != null) {
      return call.arguments().isEmpty() ? ofTime(function) : floats(function);
    }
    ToDoubleFunction<FloatHistogram> statistic = HistogramStatistics.get(name);
    if (statistic != null) {
      return histograms(statistic);
    }
    return switch (name) {
      case "absent" -> absent();
      case "vector" -> QueryContext.streamOf(new StepSeries(Labels.EMPTY, false, scalar(0), null));
      case "timestamp" -> timestamp();
      case "clamp" -> clamp(scalar(1), scalar(2));
      case "clamp_min" -> clamp(scalar(1), constant(Double.POSITIVE_INFINITY));
      case "clamp_max" -> clamp(constant(Double.NEGATIVE_INFINITY), scalar(1));
      case "round" -> round();
      case "sort", "sort_desc" -> sort(name.equals("sort_desc"));
      case "sort_by_label", "sort_by_label_desc" -> sortByLabel(name.equals("sort_by_label_desc"));
      case "histogram_quantile" -> histogramCall(scalar(0));
      case "histogram_fraction" -> histogramCall(scalar(0), scalar(1));
      case "label_replace" -> merged(LabelCall.replace(call, collected(0)));
      case "label_join" -> merged(LabelCall.join(call, collected(0)));
      case "info" -> QueryContext.streamOf(new InfoCall(context, call, steps).apply(collected(0)));
      default -> throw new IllegalStateException("function without an implementation: " + name);
    };
  }

  private SeriesStream argument(int index) {
    return evaluator.stream(call.arguments().get(index), steps);
  }

  private List<StepSeries> collected(int index) {
    return context.collect(argument(index));
  }

  private double[] scalar(int index) {
    return evaluator.scalar(call.arguments().get(index), steps);
  }

  private double[] constant(double value) {
    double[] values = new double[steps.count()];
    java.util.Arrays.fill(values, value);
    return values;
  }

  /** Names given by hand can make two series the same whatever the flags. */
  private SeriesStream merged(List<StepSeries> series) {
    return QueryContext.streamOf(context.merge(series));
  }

  /** A function on values at steps. */
  private interface AtStep {
    double apply(double value, int step);
  }

  /** Floats mapped, histograms left out, the name void. */
  private SeriesStream map(AtStep function) {
    SeriesStream input = argument(0);
    UniqueNames names = new UniqueNames(context);
    return () -> {
      for (StepSeries series = input.next(); series != null; series = input.next()) {
        double[] values = series.values();
        boolean some = false;
        for (int step = 0; step < values.length; step++) {
          if (!SampleBits.isStale(values[step])) {
            values[step] = function.apply(values[step], step);
            some |= !SampleBits.isStale(values[step]);
          }
        }
        if (some) {
          StepSeries result = new StepSeries(series.labels(), series.dropName(), values, null);
          return names.check(context.dropName(result));
        }
      }
      return null;
    };
  }

  private SeriesStream floats(DoubleUnaryOperator function) {
    return map((value, step) -> function.applyAsDouble(value));
  }

  private SeriesStream ofTime(DoubleUnaryOperator function) {
    double[] values = new double[steps.count()];
    for (int step = 0; step < values.length; step++) {
      values[step] = function.applyAsDouble((double) Math.floorDiv(steps.time(step), 1000L));
    }
    return QueryContext.streamOf(new StepSeries(Labels.EMPTY, false, values, null));
  }

  private SeriesStream clamp(double[] lowest, double[] highest) {
    return map(
        (value, step) ->
            highest[step] < lowest[step]
                ? SampleBits.STALE
                : Math.max(lowest[step], Math.min(highest[step], value)));
  }

  private SeriesStream round() {
    double[] nearest = call.arguments().size() > 1 ? scalar(1) : constant(1);
    return map(
        (value, step) -> {
          // Dividing by the inverse is more exact than multiplying.
          double inverse = 1.0 / nearest[step];
          return Math.floor(value * inverse + 0.5) / inverse;
        });
  }

  private SeriesStream histograms(ToDoubleFunction<FloatHistogram> statistic) {
    SeriesStream input = argument(0);
    UniqueNames names = new UniqueNames(context);
    return () -> {
      for (StepSeries series = input.next(); series != null; series = input.next()) {
        if (series.histograms() == null) {
          continue;
        }
        double[] values = StepSeries.nothing(steps.count());
        boolean some = false;
        for (int step = 0; step < values.length; step++) {
          FloatHistogram histogram = series.histogram(step);
          if (histogram != null) {
            values[step] = statistic.applyAsDouble(histogram);
            some = true;
          }
        }
        if (some) {
          StepSeries result = new StepSeries(series.labels(), series.dropName(), values, null);
          return names.check(context.dropName(result));
        }
      }
      return null;
    };
  }

  private SeriesStream timestamp() {
    Expr argument = call.arguments().get(0);
    Expr inner = argument instanceof StepInvariantExpr invariant ? invariant.expr() : argument;
    SeriesStream input =
        inner instanceof VectorSelector selector
            ? new InstantSelector(context, selector, steps, true, name)
            : argument(0);
    boolean ofSamples = inner instanceof VectorSelector;
    UniqueNames names = new UniqueNames(context);
    return () -> {
      StepSeries series = input.next();
      if (series == null) {
        return null;
      }
      double[] values = series.values();
      for (int step = 0; step < values.length && !ofSamples; step++) {
        if (series.has(step)) {
          values[step] = steps.time(step) / 1000.0;
        }
      }
      StepSeries result = new StepSeries(series.labels(), series.dropName(), values, null);
      return names.check(context.dropName(result));
    };
  }

  private SeriesStream absent() {
    boolean[] present = new boolean[steps.count()];
    SeriesStream input = argument(0);
    for (StepSeries series = input.next(); series != null; series = input.next()) {
      for (int step = 0; step < present.length; step++) {
        present[step] |= series.has(step);
      }
    }
    return QueryContext.streamOf(absence(present));
  }

  private SeriesStream absentOverTime() {
    boolean[] present = new boolean[steps.count()];
    SeriesStream input = new RangeCall(evaluator, call, steps);
    for (StepSeries series = input.next(); series != null; series = input.next()) {
      for (int step = 0; step < present.length; step++) {
        present[step] |= series.has(step);
      }
    }
    return QueryContext.streamOf(absence(present));
  }

  private @Nullable StepSeries absence(boolean[] present) {
    StepSeries absence =
        StepSeries.empty(AbsentLabels.of(call.arguments().get(0)), false, steps.count());
    for (int step = 0; step < present.length; step++) {
      if (!present[step]) {
        absence.set(step, 1, null);
      }
    }
    return absence;
  }

  private SeriesStream sort(boolean descending) {
    List<StepSeries> floats = new ArrayList<>();
    for (StepSeries series : collected(0)) {
      floats.add(new StepSeries(series.labels(), series.dropName(), series.values(), null));
    }
    floats.removeIf(StepSeries::isEmpty);
    if (steps.count() == 1) {
      floats.sort(
          Comparator.comparing(series -> series.values()[0], VectorOrder.byValue(descending)));
    }
    return QueryContext.streamOf(floats);
  }

  private SeriesStream sortByLabel(boolean descending) {
    List<StepSeries> all = collected(0);
    List<String> labels = new ArrayList<>();
    for (int i = 1; i < call.arguments().size(); i++) {
      labels.add(LabelCall.text(call, i));
    }
    if (steps.count() == 1) {
      all.sort(VectorOrder.byLabels(labels, descending));
    }
    return QueryContext.streamOf(all);
  }

  private SeriesStream histogramCall(double[]... parameters) {
    SeriesStream input = argument(parameters.length);
    List<StepSeries> results =
        new HistogramCall(context, call, parameters, steps.count()).apply(input);
    UniqueNames names = new UniqueNames(context);
    results.forEach(series -> Objects.requireNonNull(names.check(series)));
    return QueryContext.streamOf(results);
  }
}
