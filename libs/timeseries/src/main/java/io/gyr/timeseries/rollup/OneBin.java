package io.gyr.timeseries.rollup;

import io.gyr.timeseries.sketch.DdSketch;
import org.jspecify.annotations.Nullable;

/** Windows whose values are so much alike that their sketch has one bin, and need not be kept. */
final class OneBin {
  private OneBin() {}

  /** The sketch that is to be seen from the numbers of a window; null if there is none. */
  static @Nullable DdSketch of(long count, double sum, double min, double max) {
    // Some NaNs are in the sum only.
    boolean someNan = Double.isNaN(sum) && !Double.isNaN(min);
    return count > 0 && !someNan && DdSketch.alike(min, max) ? DdSketch.of(min, count) : null;
  }
}
