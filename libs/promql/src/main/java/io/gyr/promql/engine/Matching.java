package io.gyr.promql.engine;

import io.gyr.promql.ast.VectorMatching;
import io.gyr.promql.labels.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings the series of two vectors together by the labels that count. */
final class Matching {
  /** The series of both sides that have the same matching labels. */
  static final class Group {
    final List<StepSeries> left = new ArrayList<>();
    final List<StepSeries> right = new ArrayList<>();
  }

  private Matching() {}

  /** Groups in the order in which their first series came, left sides first. */
  static Map<Labels, Group> groups(
      VectorMatching matching, List<StepSeries> left, List<StepSeries> right) {
    Map<Labels, Group> groups = new LinkedHashMap<>();
    for (StepSeries series : left) {
      group(groups, matching, series).left.add(series);
    }
    for (StepSeries series : right) {
      group(groups, matching, series).right.add(series);
    }
    return groups;
  }

  private static Group group(
      Map<Labels, Group> groups, VectorMatching matching, StepSeries series) {
    return groups.computeIfAbsent(signature(matching, series.labels()), key -> new Group());
  }

  /** The labels that count. */
  static Labels signature(VectorMatching matching, Labels labels) {
    return matching.on()
        ? labels.keep(matching.labels())
        : labels.filter(name -> !name.equals(Labels.NAME) && !matching.labels().contains(name));
  }

  /** At which steps some of the series has a value. */
  static boolean[] presence(Iterable<StepSeries> series, int steps) {
    boolean[] present = new boolean[steps];
    for (StepSeries one : series) {
      for (int step = 0; step < steps; step++) {
        present[step] |= one.has(step);
      }
    }
    return present;
  }
}
