package io.gyr.promql.function;

import io.gyr.promql.histogram.FloatHistogram;
import org.jspecify.annotations.Nullable;

/** {@code changes} and {@code resets}: what happens between neighbours. */
final class Transitions {
  private Transitions() {}

  /** Whether a transition counts; histograms are null for floats. */
  private interface Test {
    boolean counts(
        double before,
        double after,
        @Nullable FloatHistogram histogramBefore,
        @Nullable FloatHistogram histogramAfter);
  }

  static double changes(Window window) {
    return count(
        window,
        (before, after, histogramBefore, histogramAfter) -> {
          if (histogramBefore == null && histogramAfter == null) {
            return before != after && !(Double.isNaN(before) && Double.isNaN(after));
          }
          return histogramBefore == null
              || histogramAfter == null
              || !histogramAfter.sameAs(histogramBefore);
        });
  }

  static double resets(Window window) {
    return count(
        window,
        (before, after, histogramBefore, histogramAfter) -> {
          if (histogramBefore == null && histogramAfter == null) {
            return after < before;
          }
          return histogramBefore == null
              || histogramAfter == null
              || histogramAfter.isResetAfter(histogramBefore);
        });
  }

  private static double count(Window window, Test test) {
    int value = window.from;
    int histogram = window.histogramFrom;
    int count = 0;
    double before = 0;
    FloatHistogram histogramBefore = null;
    for (int i = 0; i < window.points(); i++) {
      boolean isFloat =
          histogram >= window.histogramTo
              || (value < window.to && window.times[value] < window.histogramTimes[histogram]);
      double after = isFloat ? window.values[value] : 0;
      FloatHistogram histogramAfter = isFloat ? null : window.histograms[histogram];
      if (isFloat) {
        value++;
      } else {
        histogram++;
      }
      if (i > 0 && test.counts(before, after, histogramBefore, histogramAfter)) {
        count++;
      }
      before = after;
      histogramBefore = histogramAfter;
    }
    return count;
  }
}
