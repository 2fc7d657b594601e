package io.gyr.promql.engine;

import io.gyr.promql.ast.VectorMatching;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.lexer.TokenType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code and}, {@code or}, {@code unless}: by which groups are there at a step. */
final class SetOperation {
  private SetOperation() {}

  static List<StepSeries> apply(
      TokenType operator,
      VectorMatching matching,
      List<StepSeries> left,
      List<StepSeries> right,
      int steps) {
    Map<Labels, Matching.Group> groups = Matching.groups(matching, left, right);
    if (operator == TokenType.OR) {
      for (Matching.Group group : groups.values()) {
        mask(group.right, Matching.presence(group.left, steps), false);
      }
      List<StepSeries> all = new ArrayList<>(left);
      all.addAll(right);
      return union(all, steps);
    }
    for (Matching.Group group : groups.values()) {
      mask(group.left, Matching.presence(group.right, steps), operator == TokenType.AND);
    }
    return left;
  }

  /** Keeps values only where the presence is as wanted. */
  private static void mask(List<StepSeries> series, boolean[] present, boolean wanted) {
    for (StepSeries one : series) {
      for (int step = 0; step < present.length; step++) {
        if (present[step] != wanted) {
          one.clear(step);
        }
      }
    }
  }

  /**
   * What identifies a series of the result: its labels, and whether the name among them is void.
   */
  private record Identity(Labels labels, boolean dropName) {}

  /** The same series may come from the left at some steps and from the right at others. */
  private static List<StepSeries> union(List<StepSeries> all, int steps) {
    Map<Identity, StepSeries> union = new LinkedHashMap<>();
    for (StepSeries series : all) {
      StepSeries first =
          union.putIfAbsent(new Identity(series.labels(), series.dropName()), series);
      for (int step = 0; first != null && step < steps; step++) {
        if (series.has(step)) {
          if (first.has(step)) {
            throw QueryException.sameLabelset();
          }
          first.set(step, series.values()[step], series.histogram(step));
        }
      }
    }
    return new ArrayList<>(union.values());
  }
}
