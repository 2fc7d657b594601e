package io.gyr.promql.engine;

import io.gyr.promql.ast.AtModifier;
import org.jspecify.annotations.Nullable;

/**
 * Where a selector looks: at the time of the step, or at a fixed one, less its offset.
 *
 * @param steps the steps
 * @param at fixed time, if there is one
 * @param offsetMs offset
 */
record SelectorTimes(Steps steps, @Nullable AtModifier at, long offsetMs) {
  long time(int step) {
    return (at == null ? steps.time(step) : at.timestampMs()) - offsetMs;
  }

  long first() {
    return time(0);
  }

  long last() {
    return time(steps.count() - 1);
  }

  boolean isFixed() {
    return at != null;
  }
}
