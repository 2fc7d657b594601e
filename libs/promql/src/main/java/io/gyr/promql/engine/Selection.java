package io.gyr.promql.engine;

import io.gyr.promql.annotation.Notes;
import io.gyr.promql.ast.AggregateExpr;
import io.gyr.promql.labels.LabelHash;
import io.gyr.promql.lexer.TokenType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Aggregations that choose some series of each group: topk, bottomk, limitk, limit_ratio. */
final class Selection {
  /** The first number that no long holds. */
  private static final double MAX_LONG = 0x1p63;

  private final QueryContext context;
  private final AggregateExpr expr;
  private final int steps;

  Selection(QueryContext context, AggregateExpr expr, int steps) {
    this.context = context;
    this.expr = expr;
    this.steps = steps;
  }

  List<StepSeries> apply(SeriesStream input, double[] parameters) {
    if (!isSensible(parameters)) {
      return List.of();
    }
    List<StepSeries> all = context.collect(input);
    Grouping<List<StepSeries>> grouping = new Grouping<>(expr, labels -> new ArrayList<>());
    for (StepSeries series : all) {
      grouping.of(series.labels()).add(series);
    }
    Collection<List<StepSeries>> groups = grouping.groups().values();
    return switch (expr.operator()) {
      case LIMITK -> limit(groups, parameters);
      case LIMIT_RATIO -> ratio(all, parameters);
      default -> best(groups, parameters, expr.operator() == TokenType.TOPK);
    };
  }

  /** Whether there can be a result; what cannot be a parameter is an error. */
  private boolean isSensible(double[] parameters) {
    double lowest = Arrays.stream(parameters).filter(p -> !Double.isNaN(p)).min().orElse(0);
    double highest = Arrays.stream(parameters).filter(p -> !Double.isNaN(p)).max().orElse(0);
    boolean nan = Arrays.stream(parameters).anyMatch(Double::isNaN);
    if (expr.operator() == TokenType.LIMIT_RATIO) {
      if (!nan && lowest == 0 && highest == 0) {
        return false;
      }
      if (nan) {
        throw QueryException.execution("Ratio value is NaN");
      }
      var position = Objects.requireNonNull(expr.parameter()).position();
      if (highest > 1) {
        context.annotations().add(Notes.invalidRatio(highest, 1, position));
      }
      if (lowest < -1) {
        context.annotations().add(Notes.invalidRatio(lowest, -1, position));
      }
      return true;
    }
    if (!nan && highest < 1) {
      return false;
    }
    if (nan) {
      throw QueryException.execution("Parameter value is NaN");
    }
    if (lowest <= -MAX_LONG) {
      throw QueryException.execution("Scalar value " + lowest + " underflows int64");
    }
    if (highest >= MAX_LONG) {
      throw QueryException.execution("Scalar value " + highest + " overflows int64");
    }
    return true;
  }

  private List<StepSeries> limit(Collection<List<StepSeries>> groups, double[] parameters) {
    List<StepSeries> results = new ArrayList<>();
    for (List<StepSeries> group : groups) {
      int[] taken = new int[steps];
      for (StepSeries series : group) {
        for (int step = 0; step < steps; step++) {
          if (series.has(step) && taken[step]++ >= (long) parameters[step]) {
            series.clear(step);
          }
        }
        results.add(series);
      }
    }
    return results;
  }

  private List<StepSeries> ratio(List<StepSeries> all, double[] parameters) {
    for (StepSeries series : all) {
      double offset = LabelHash.fraction(series.labels());
      for (int step = 0; step < steps; step++) {
        double ratio = Math.max(-1, Math.min(1, parameters[step]));
        boolean kept = ratio >= 0 ? offset < ratio : offset >= 1 + ratio;
        if (!kept) {
          series.clear(step);
        }
      }
    }
    return all;
  }

  /** Highest or lowest values; NaN is neither. Ordered by value if there is one step. */
  private List<StepSeries> best(
      Collection<List<StepSeries>> groups, double[] parameters, boolean top) {
    List<StepSeries> results = new ArrayList<>();
    for (List<StepSeries> group : groups) {
      boolean[][] kept = new boolean[group.size()][steps];
      Ranking ranking = new Ranking(group.size(), top);
      for (int step = 0; step < steps; step++) {
        ranking.clear((int) Math.max(0, Math.min(parameters[step], group.size())));
        for (int i = 0; i < group.size(); i++) {
          if (group.get(i).isFloat(step)) {
            ranking.offer(i, group.get(i).values()[step]);
          }
        }
        for (int i = 0; i < ranking.size(); i++) {
          kept[ranking.index(i)][step] = true;
        }
      }
      for (int i = 0; i < group.size(); i++) {
        StepSeries series = group.get(i);
        if (series.histograms() != null) {
          context
              .annotations()
              .add(Notes.histogramIgnoredInAggregation(expr.operator().text(), expr.position()));
        }
        for (int step = 0; step < steps; step++) {
          if (!kept[i][step]) {
            series.clear(step);
          }
        }
      }
      if (steps == 1) {
        List<StepSeries> ordered = new ArrayList<>(group);
        ordered.removeIf(StepSeries::isEmpty);
        ordered.sort(Comparator.comparing(series -> series.values()[0], VectorOrder.byValue(top)));
        results.addAll(ordered);
      } else {
        results.addAll(group);
      }
    }
    return results;
  }

  /** The best so far, the best first. */
  private static final class Ranking {
    private final int[] indexes;
    private final double[] values;
    private final boolean top;
    private int capacity;
    private int size;

    Ranking(int most, boolean top) {
      this.indexes = new int[most];
      this.values = new double[most];
      this.top = top;
    }

    void clear(int newCapacity) {
      capacity = newCapacity;
      size = 0;
    }

    void offer(int index, double value) {
      if (size == capacity && (size == 0 || !isBetter(value, values[size - 1]))) {
        return;
      }
      int at = size < capacity ? size++ : size - 1;
      while (at > 0 && isBetter(value, values[at - 1])) {
        values[at] = values[at - 1];
        indexes[at] = indexes[at - 1];
        at--;
      }
      values[at] = value;
      indexes[at] = index;
    }

    private boolean isBetter(double value, double other) {
      if (Double.isNaN(other)) {
        return !Double.isNaN(value);
      }
      return top ? value > other : value < other;
    }

    int size() {
      return size;
    }

    int index(int rank) {
      return indexes[rank];
    }
  }
}
