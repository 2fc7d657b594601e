package io.gyr.promql.engine;

import io.gyr.promql.ast.Expr;
import io.gyr.promql.ast.MatrixSelector;
import io.gyr.promql.ast.VectorSelector;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.labels.MatchType;
import io.gyr.promql.labels.Matcher;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The labels that {@code absent} gives: those that a selector asks to be equal, and only once. */
final class AbsentLabels {
  private AbsentLabels() {}

  static Labels of(Expr expr) {
    List<Matcher> matchers = List.of();
    if (expr instanceof VectorSelector selector) {
      matchers = selector.matchers();
    } else if (expr instanceof MatrixSelector matrix) {
      matchers = matrix.selector().matchers();
    }
    Map<String, String> labels = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (Matcher matcher : matchers) {
      if (matcher.name().equals(Labels.NAME)) {
        continue;
      }
      if (matcher.type() == MatchType.EQUAL && seen.add(matcher.name())) {
        labels.put(matcher.name(), matcher.value());
      } else {
        labels.remove(matcher.name());
      }
    }
    return Labels.of(labels);
  }
}
