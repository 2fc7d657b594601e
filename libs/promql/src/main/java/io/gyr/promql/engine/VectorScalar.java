package io.gyr.promql.engine;

import io.gyr.promql.ast.BinaryExpr;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.source.SampleBits;
import org.jspecify.annotations.Nullable;

/** An operation between each element of a vector and a scalar, on either side. */
final class VectorScalar implements SeriesStream {
  private final QueryContext context;
  private final BinaryExpr expr;
  private final SeriesStream vector;
  private final double[] scalars;
  private final boolean scalarLeft;
  private final Operation operation;
  private final boolean dropsName;

  VectorScalar(
      QueryContext context,
      BinaryExpr expr,
      SeriesStream vector,
      double[] scalars,
      boolean scalarLeft) {
    this.context = context;
    this.expr = expr;
    this.vector = vector;
    this.scalars = scalars;
    this.scalarLeft = scalarLeft;
    this.operation = new Operation(expr.operator(), expr.position(), context.annotations());
    this.dropsName = !Operation.keepsName(expr.operator()) || expr.returnBool();
  }

  @Override
  public @Nullable StepSeries next() {
    for (StepSeries series = vector.next(); series != null; series = vector.next()) {
      boolean some = series.histograms() == null ? floats(series) : mixed(series);
      if (some) {
        return dropsName ? context.dropName(series) : series;
      }
    }
    return null;
  }

  /** The common case, without a call per step that cannot be inlined. */
  private boolean floats(StepSeries series) {
    double[] values = series.values();
    boolean comparison = expr.operator().isComparison();
    boolean some = false;
    for (int step = 0; step < values.length; step++) {
      double value = values[step];
      if (SampleBits.isStale(value)) {
        continue;
      }
      double left = scalarLeft ? scalars[step] : value;
      double right = scalarLeft ? value : scalars[step];
      if (!comparison) {
        values[step] = Operation.calculate(expr.operator(), left, right);
      } else {
        boolean holds = Operation.compare(expr.operator(), left, right);
        values[step] = expr.returnBool() ? (holds ? 1 : 0) : holds ? value : SampleBits.STALE;
      }
      some |= !SampleBits.isStale(values[step]);
    }
    return some;
  }

  private boolean mixed(StepSeries series) {
    boolean some = false;
    for (int step = 0; step < series.values().length; step++) {
      if (!series.has(step)) {
        continue;
      }
      double value = series.values()[step];
      FloatHistogram histogram = series.histogram(step);
      series.clear(step);
      boolean fits =
          scalarLeft
              ? operation.apply(scalars[step], null, value, histogram)
              : operation.apply(value, histogram, scalars[step], null);
      if (!fits) {
        continue;
      }
      if (expr.returnBool()) {
        series.set(step, operation.holds() ? 1 : 0, null);
      } else if (!operation.holds()) {
        continue;
      } else if (expr.operator().isComparison()) {
        series.set(step, value, histogram);
      } else {
        series.set(step, operation.value(), operation.histogram());
      }
      some = true;
    }
    return some;
  }
}
