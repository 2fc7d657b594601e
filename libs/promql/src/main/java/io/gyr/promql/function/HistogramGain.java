package io.gyr.promql.function;

import io.gyr.promql.annotation.Notes;
import io.gyr.promql.histogram.CounterResetHint;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.histogram.IncompatibleHistogramsException;
import io.gyr.promql.source.Rollup;
import org.jspecify.annotations.Nullable;

/** What was gained between the first and the last histogram of a window that has two or more. */
final class HistogramGain {
  private HistogramGain() {}

  /**
   * The gain, not extrapolated; null if there is none, of which the window is told.
   *
   * @param counter whether resets are made up for
   */
  static @Nullable FloatHistogram of(Window window, boolean counter)
      throws IncompatibleHistogramsException {
    FloatHistogram[] all = window.histograms;
    int first = window.histogramFrom;
    int end = window.histogramTo;
    FloatHistogram previous = all[first];
    FloatHistogram last = all[end - 1];
    if (counter && (isGauge(previous) || isGauge(last))) {
      annotateNotCounter(window);
    }
    FloatHistogram second = all[first + 1];
    Rollup rollup = window.histogramRollup;
    boolean known = rollup != null && rollup.isGainKnown(first + 1);
    if (counter && !known && second.isResetAfter(previous)) {
      // What came before the reset does not matter, its layout neither.
      previous = second.emptied();
    }
    boolean custom = previous.usesCustomBuckets();
    boolean mixed = last.usesCustomBuckets() != custom;
    int schema = Math.min(last.schema(), previous.schema());
    for (int i = first + 1; i < end - 1 && counter; i++) {
      if (isGauge(all[i])) {
        annotateNotCounter(window);
      }
      schema = Math.min(schema, all[i].schema());
      mixed |= all[i].usesCustomBuckets() != custom;
    }
    if (mixed) {
      window.annotate(Notes.incompatible(true, window.metricName(), window.rangePosition));
      return null;
    }
    FloatHistogram gained = last.toSchema(schema).minus(previous);
    if (counter) {
      for (int i = first + 1; i < end; i++) {
        FloatHistogram lost = lost(rollup, i, previous, all[i]);
        gained = lost == null ? gained : gained.plus(lost);
        previous = all[i];
      }
    } else if (!isGauge(all[first]) || !isGauge(last)) {
      window.annotate(Notes.histogramNotGauge(window.metricName(), window.rangePosition));
    }
    return gained.withHint(CounterResetHint.GAUGE).compact();
  }

  /** What was lost by resets between a histogram and the one before; null if nothing was. */
  private static @Nullable FloatHistogram lost(
      @Nullable Rollup rollup, int index, FloatHistogram before, FloatHistogram histogram) {
    if (rollup != null && rollup.isGainKnown(index)) {
      return rollup.histogramGain(index);
    }
    return histogram.isResetAfter(before) ? before : null;
  }

  private static boolean isGauge(FloatHistogram histogram) {
    return histogram.hint() == CounterResetHint.GAUGE;
  }

  private static void annotateNotCounter(Window window) {
    window.annotate(Notes.histogramNotCounter(window.metricName(), window.rangePosition));
  }
}
