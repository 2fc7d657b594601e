package io.gyr.promql.engine;

import org.jspecify.annotations.Nullable;

/**
 * The series of a vector, one at a time, each with all its steps. What an operator keeps is its own
 * business: an aggregation needs one series of its operand at a time, however many there are.
 */
interface SeriesStream {
  /** The next series that has a value at some step, or null at the end. */
  @Nullable StepSeries next();
}
