package io.gyr.promql.engine;

import io.gyr.promql.ast.AggregateExpr;
import io.gyr.promql.labels.Labels;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The groups of an aggregation, made as series come. */
final class Grouping<G> {
  private final Set<String> names;
  private final boolean without;
  private final Function<Labels, G> create;
  private final Map<Labels, G> groups = new LinkedHashMap<>();

  Grouping(AggregateExpr expr, Function<Labels, G> create) {
    this.names = new HashSet<>(expr.grouping());
    this.without = expr.without();
    if (without) {
      names.add(Labels.NAME);
    }
    this.create = create;
  }

  /** The group of a series. */
  G of(Labels labels) {
    return groups.computeIfAbsent(key(labels), create);
  }

  /** The labels of the group of a series. */
  Labels key(Labels labels) {
    return without ? labels.without(names) : labels.keep(names);
  }

  Map<Labels, G> groups() {
    return groups;
  }
}
