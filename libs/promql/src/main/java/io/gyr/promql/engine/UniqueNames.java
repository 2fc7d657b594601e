package io.gyr.promql.engine;

import io.gyr.promql.labels.Labels;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Watches that series which lost their names do not become the same: at different steps they may,
 * at the same step that is an error. Keeps one bit per step, so that a stream stays a stream.
 */
final class UniqueNames {
  private final boolean watching;
  private final Map<Labels, BitSet> seen = new HashMap<>();

  UniqueNames(QueryContext context) {
    // Names that go at the end of the query are looked at there.
    this.watching = !context.options().delayedNameRemoval();
  }

  StepSeries check(StepSeries series) {
    if (!watching) {
      return series;
    }
    int steps = series.values().length;
    BitSet present = new BitSet(steps);
    for (int step = 0; step < steps; step++) {
      present.set(step, series.has(step));
    }
    BitSet before = seen.putIfAbsent(series.labels(), present);
    if (before != null) {
      if (before.intersects(present)) {
        throw QueryException.sameLabelset();
      }
      before.or(present);
    }
    return series;
  }
}
