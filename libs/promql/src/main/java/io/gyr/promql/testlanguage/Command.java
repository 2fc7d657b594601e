package io.gyr.promql.testlanguage;

import java.util.List;

/** A command of a test file. */
sealed interface Command permits Command.Clear, Command.Load, Evaluation {
  /** Forgets all samples. */
  record Clear() implements Command {}

  /**
   * Adds samples.
   *
   * @param stepMs distance of the values
   * @param series what
   * @param customBuckets whether native histograms are made of classic ones
   */
  record Load(long stepMs, List<SeriesLine> series, boolean customBuckets) implements Command {}
}
