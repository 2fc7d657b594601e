package io.gyr.promql.function;

import io.gyr.promql.annotation.Notes;

/** A function that uses the floats of a range and says so if there are histograms too. */
abstract class FloatsOnly implements RangeFunction {
  /** How many floats it needs. */
  private final int least;

  FloatsOnly(int least) {
    this.least = least;
  }

  @Override
  public final double at(Window window) {
    if (window.isMixed()) {
      window.annotate(
          Notes.histogramIgnoredInMixedRange(window.metricName(), window.rangePosition));
    }
    return window.floatCount() < least ? RangeFunctions.none() : floats(window);
  }

  abstract double floats(Window window);
}
