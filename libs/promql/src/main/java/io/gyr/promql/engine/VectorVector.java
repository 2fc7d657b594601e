package io.gyr.promql.engine;

import io.gyr.promql.ast.BinaryExpr;
import io.gyr.promql.ast.VectorMatching;
import io.gyr.promql.ast.VectorMatching.Cardinality;
import io.gyr.promql.labels.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Arithmetic and comparison between two vectors. Which series belong together is found once; only
 * where a group has several series of a side does each step have to look which of them is there.
 */
final class VectorVector {
  private final QueryContext context;
  private final BinaryExpr expr;
  private final VectorMatching matching;
  private final int steps;
  private final Operation operation;

  /** Whether the side of "one" is the left one. */
  private final boolean swapped;

  private final boolean oneToOne;
  private final Map<Identity, Output> outputs = new LinkedHashMap<>();

  /** What identifies a series of the result. */
  private record Identity(Labels labels, boolean dropName) {}

  /** A series of the result, and by which group each step was written. */
  private static final class Output {
    final StepSeries series;
    final int[] writtenBy;

    Output(StepSeries series) {
      this.series = series;
      this.writtenBy = new int[series.values().length];
    }
  }

  VectorVector(QueryContext context, BinaryExpr expr, int steps) {
    this.context = context;
    this.expr = expr;
    this.matching = Objects.requireNonNull(expr.matching());
    this.steps = steps;
    this.operation = new Operation(expr.operator(), expr.position(), context.annotations());
    this.swapped = matching.cardinality() == Cardinality.ONE_TO_MANY;
    this.oneToOne = matching.cardinality() == Cardinality.ONE_TO_ONE;
  }

  List<StepSeries> apply(List<StepSeries> left, List<StepSeries> right) {
    List<StepSeries> many = swapped ? right : left;
    List<StepSeries> one = swapped ? left : right;
    boolean[] anyMany = Matching.presence(many, steps);
    int number = 0;
    for (Matching.Group group : Matching.groups(matching, many, one).values()) {
      number++;
      context.budget().check();
      combine(group, anyMany, number);
    }
    List<StepSeries> results = new ArrayList<>();
    for (Output output : outputs.values()) {
      if (!output.series.isEmpty()) {
        context.budget().hold(output.series.bytes());
        results.add(output.series);
      }
    }
    return context.options().delayedNameRemoval() ? results : context.merge(results);
  }

  private void combine(Matching.Group group, boolean[] anyMany, int number) {
    List<StepSeries> many = group.left;
    List<StepSeries> one = group.right;
    if (one.isEmpty()) {
      return;
    }
    if (one.size() == 1) {
      boolean[] matched = oneToOne && many.size() > 1 ? new boolean[steps] : null;
      for (StepSeries series : many) {
        pair(series, one.get(0), number, matched);
      }
      return;
    }
    int[] present = presentAt(one, anyMany);
    for (int i = 0; i < one.size(); i++) {
      StepSeries only = onlyAt(one.get(i), present, i);
      boolean[] matched = oneToOne ? new boolean[steps] : null;
      for (StepSeries series : many) {
        pair(series, only, number, matched);
      }
    }
  }

  /** Which of the series is there at each step; two at once are an error. */
  private int[] presentAt(List<StepSeries> one, boolean[] anyMany) {
    int[] present = new int[steps];
    for (int step = 0; step < steps; step++) {
      present[step] = -1;
      for (int i = 0; i < one.size() && anyMany[step]; i++) {
        if (!one.get(i).has(step)) {
          continue;
        }
        if (present[step] >= 0) {
          throw duplicate(one.get(i).labels(), one.get(present[step]).labels());
        }
        present[step] = i;
      }
    }
    return present;
  }

  private QueryException duplicate(Labels second, Labels first) {
    return QueryException.execution(
        "found duplicate series for the match group "
            + Matching.signature(matching, second)
            + " on the "
            + (swapped ? "left" : "right")
            + " hand-side of the operation: ["
            + second
            + ", "
            + first
            + "];many-to-many matching not allowed: matching labels must be unique on one side");
  }

  private static StepSeries onlyAt(StepSeries series, int[] present, int index) {
    for (int step = 0; step < present.length; step++) {
      if (present[step] != index) {
        series.clear(step);
      }
    }
    return series;
  }

  private void pair(
      StepSeries many,
      StepSeries one,
      int number,
      boolean @org.jspecify.annotations.Nullable [] matched) {
    Output output = null;
    StepSeries left = swapped ? one : many;
    StepSeries right = swapped ? many : one;
    for (int step = 0; step < steps; step++) {
      if (!many.has(step) || !one.has(step)) {
        continue;
      }
      if (!operation.apply(
          left.values()[step], left.histogram(step), right.values()[step], right.histogram(step))) {
        continue;
      }
      // What a comparison drops matches nothing: so it is until Prometheus 3.9.
      if (!operation.holds() && !expr.returnBool()) {
        continue;
      }
      if (matched != null) {
        if (matched[step]) {
          throw QueryException.execution(
              "multiple matches for labels: many-to-one matching must be explicit"
                  + " (group_left/group_right)");
        }
        matched[step] = true;
      }
      if (output == null) {
        output = output(many, one);
      }
      write(output, step, number);
    }
  }

  private void write(Output output, int step, int number) {
    if (!oneToOne && output.writtenBy[step] == number) {
      throw QueryException.execution(
          "multiple matches for labels: grouping labels must ensure unique matches");
    }
    if (output.series.has(step)) {
      throw QueryException.sameLabelset();
    }
    output.writtenBy[step] = number;
    if (expr.returnBool()) {
      output.series.set(step, operation.holds() ? 1 : 0, null);
    } else {
      output.series.set(step, operation.value(), operation.histogram());
    }
  }

  private Output output(StepSeries many, StepSeries one) {
    Labels labels = many.labels();
    if (!Operation.keepsName(expr.operator())) {
      labels = labels.withoutMetadata();
    }
    if (oneToOne) {
      labels = matching.on() ? labels.keep(matching.labels()) : labels.without(matching.labels());
    }
    for (String included : matching.include()) {
      labels = labels.with(included, one.labels().get(included));
    }
    boolean dropName = expr.returnBool() || many.dropName();
    if (dropName && !context.options().delayedNameRemoval()) {
      labels = labels.withoutMetadata();
      dropName = false;
    }
    return outputs.computeIfAbsent(
        new Identity(labels, dropName),
        identity -> new Output(StepSeries.empty(identity.labels(), identity.dropName(), steps)));
  }
}
