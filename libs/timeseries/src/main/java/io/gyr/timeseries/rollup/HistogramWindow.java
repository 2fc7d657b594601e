package io.gyr.timeseries.rollup;

import org.jspecify.annotations.Nullable;

/**
 * A window of native histograms, or a part of one: where a series goes on with histograms that
 * cannot be added to those before, as after a change of custom bounds, or that are finer, the
 * window has several parts, one after the other in time. Immutable.
 *
 * @param startMs start of the window, milliseconds since 1970
 * @param stale whether a stale marker comes after the window's last histogram
 * @param aggregate of the histograms, null if there are only stale markers
 */
public record HistogramWindow(long startMs, boolean stale, @Nullable HistogramAggregate aggregate) {

  /** The same as part of a longer window. */
  public HistogramWindow startingAt(long newStartMs) {
    return new HistogramWindow(newStartMs, stale, aggregate);
  }
}
