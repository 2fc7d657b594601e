package io.gyr.promql.engine;

import io.gyr.promql.annotation.Annotation;
import io.gyr.promql.annotation.Annotations;
import io.gyr.promql.ast.Call;
import io.gyr.promql.ast.Expr;
import io.gyr.promql.ast.PositionRange;
import io.gyr.promql.function.FunctionException;
import io.gyr.promql.function.RangeFunction;
import io.gyr.promql.function.RangeFunctions;
import io.gyr.promql.function.Window;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.source.SampleBits;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A function over range vectors at work: its window slides over one series after the other. For one
 * thread at a time; several of them share a call's series.
 */
final class RangeEvaluation {
  private final RangeFunction function;
  private final Annotations annotations = new Annotations();
  private final Window window;
  private final double[][] scalars;
  private final SelectorTimes times;
  private final long rangeMs;

  /**
   * What became of a series.
   *
   * @param series null if it has no value at any step
   * @param hasFloats whether some value is no histogram
   * @param annotations what is to be said of it
   * @param failure why the query ends here, null if it does not
   */
  record Outcome(
      @Nullable StepSeries series,
      boolean hasFloats,
      List<Annotation> annotations,
      @Nullable FunctionException failure) {}

  RangeEvaluation(Call call, PositionRange range, double[][] scalars, RangeVector vector) {
    this.scalars = scalars;
    function = Objects.requireNonNull(RangeFunctions.create(call.function().name()));
    window =
        new Window(
            new double[scalars.length],
            call.arguments().stream().map(Expr::position).toList(),
            range,
            annotations);
    times = vector.times();
    rangeMs = vector.rangeMs();
  }

  Outcome evaluate(RangeVector.Item item) {
    try {
      window.load(item.raw());
      function.begin(window);
      return slide(item);
    } catch (FunctionException e) {
      return new Outcome(null, false, annotations.takeAll(), e);
    }
  }

  private Outcome slide(RangeVector.Item item) {
    Steps steps = times.steps();
    int count = steps.count();
    double[] values = new double[count];
    FloatHistogram[] histograms = null;
    boolean hasFloats = false;
    for (int step = 0; step < count; step++) {
      long end = times.time(step);
      double value = SampleBits.STALE;
      if (window.slide(end - rangeMs, end, steps.time(step))) {
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
          hasFloats = true;
        }
      }
      values[step] = value;
    }
    StepSeries series =
        hasFloats || histograms != null
            ? new StepSeries(item.raw().labels(), item.dropName(), values, histograms)
            : null;
    return new Outcome(series, hasFloats, annotations.takeAll(), null);
  }
}
