package io.gyr.promql.engine;

import io.gyr.promql.aggregate.Accumulator;
import io.gyr.promql.aggregate.Accumulators;
import io.gyr.promql.annotation.Notes;
import io.gyr.promql.ast.AggregateExpr;
import io.gyr.promql.ast.Expr;
import io.gyr.promql.ast.StringLiteral;
import io.gyr.promql.function.OrderStatistics;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.LabelNames;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.lexer.TokenType;
import io.gyr.promql.text.Numbers;
import io.gyr.promql.text.Quoted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Aggregations into one series per group. */
final class Aggregation {
  private final QueryContext context;
  private final AggregateExpr expr;
  private final int steps;

  Aggregation(QueryContext context, AggregateExpr expr, int steps) {
    this.context = context;
    this.expr = expr;
    this.steps = steps;
  }

  /** A group and whether the names in it are void. */
  private static final class Group<A> {
    final A accumulated;
    boolean dropName;
    boolean hasHistograms;

    Group(A accumulated) {
      this.accumulated = accumulated;
    }
  }

  /** Those that need each series once, and keep none. */
  List<StepSeries> accumulate(SeriesStream input) {
    Grouping<Group<Accumulator>> grouping =
        new Grouping<>(
            expr,
            labels -> {
              context.budget().hold(24L * steps);
              return new Group<>(
                  Accumulators.create(
                      expr.operator(), steps, expr.expr().position(), context.annotations()));
            });
    for (StepSeries series = input.next(); series != null; series = input.next()) {
      Group<Accumulator> group = grouping.of(series.labels());
      group.dropName |= series.dropName();
      if (series.histograms() != null && !group.hasHistograms) {
        // What the group keeps is about as large as its first member.
        context.budget().hold(series.bytes());
        group.hasHistograms = true;
      }
      group.accumulated.add(series.values(), series.histograms(), series.labels().metricName());
    }
    List<StepSeries> results = new ArrayList<>();
    for (Map.Entry<Labels, Group<Accumulator>> entry : grouping.groups().entrySet()) {
      Group<Accumulator> group = entry.getValue();
      double[] values = group.accumulated.values();
      results.add(
          new StepSeries(entry.getKey(), group.dropName, values, group.accumulated.histograms()));
    }
    return results;
  }

  /** The aggregation of that name, which needs all values of a step at once. */
  List<StepSeries> quantile(SeriesStream input, double[] quantiles) {
    warnOfQuantiles(quantiles);
    Grouping<Group<List<StepSeries>>> grouping =
        new Grouping<>(expr, labels -> new Group<>(new ArrayList<>()));
    for (StepSeries series : context.collect(input)) {
      Group<List<StepSeries>> group = grouping.of(series.labels());
      group.dropName |= series.dropName();
      group.accumulated.add(series);
      if (series.histograms() != null) {
        context
            .annotations()
            .add(Notes.histogramIgnoredInAggregation("quantile", expr.expr().position()));
      }
    }
    List<StepSeries> results = new ArrayList<>();
    for (Map.Entry<Labels, Group<List<StepSeries>>> entry : grouping.groups().entrySet()) {
      List<StepSeries> members = entry.getValue().accumulated;
      double[] values = StepSeries.nothing(steps);
      double[] atStep = new double[members.size()];
      for (int step = 0; step < steps; step++) {
        int size = 0;
        for (StepSeries member : members) {
          if (member.isFloat(step)) {
            atStep[size++] = member.values()[step];
          }
        }
        if (size > 0) {
          values[step] = OrderStatistics.quantile(quantiles[step], Arrays.copyOf(atStep, size));
        }
      }
      results.add(new StepSeries(entry.getKey(), entry.getValue().dropName, values, null));
    }
    return results;
  }

  private void warnOfQuantiles(double[] quantiles) {
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    boolean nan = false;
    for (double quantile : quantiles) {
      nan |= Double.isNaN(quantile);
      lowest = quantile < lowest ? quantile : lowest;
      highest = quantile > highest ? quantile : highest;
    }
    Expr parameter = Objects.requireNonNull(expr.parameter());
    if (nan) {
      context.annotations().add(Notes.invalidQuantile(Double.NaN, parameter.position()));
    }
    if (highest > 1) {
      context.annotations().add(Notes.invalidQuantile(highest, parameter.position()));
    }
    if (lowest < 0) {
      context.annotations().add(Notes.invalidQuantile(lowest, parameter.position()));
    }
  }

  /** {@code count_values}: one series per group and value. */
  List<StepSeries> countValues(SeriesStream input) {
    String label = ((StringLiteral) Objects.requireNonNull(expr.parameter())).value();
    if (!LabelNames.isValid(label)) {
      throw QueryException.execution("invalid label name " + Quoted.of(label));
    }
    List<String> names = new ArrayList<>(expr.grouping());
    if (!expr.without()) {
      names.add(label);
    }
    AggregateExpr grouped =
        new AggregateExpr(
            TokenType.COUNT_VALUES,
            expr.expr(),
            expr.parameter(),
            names,
            expr.without(),
            expr.position());
    Grouping<StepSeries> grouping =
        new Grouping<>(
            grouped,
            labels -> {
              context.budget().hold(8L * steps);
              return StepSeries.empty(labels, false, steps);
            });
    for (StepSeries series = input.next(); series != null; series = input.next()) {
      for (int step = 0; step < steps; step++) {
        if (!series.has(step)) {
          continue;
        }
        FloatHistogram histogram = series.histogram(step);
        String value =
            histogram == null ? Numbers.plain(series.values()[step]) : histogram.toString();
        StepSeries group = grouping.of(series.labels().with(label, value));
        group.values()[step] = group.isFloat(step) ? group.values()[step] + 1 : 1;
      }
    }
    return new ArrayList<>(grouping.groups().values());
  }
}
