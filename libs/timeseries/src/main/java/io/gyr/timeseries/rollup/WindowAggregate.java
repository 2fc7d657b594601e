package io.gyr.timeseries.rollup;

import io.gyr.timeseries.sketch.DdSketch;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the samples of one series in one window of time, enough to answer PromQL's
 * questions over any number of whole windows as from the samples themselves.
 *
 * <p>Over merged windows, with n = count, and f, l the first and last sample:
 *
 * <ul>
 *   <li>{@code count/min/max/first/last/present_over_time}, {@code resets} and plain selection are
 *       exactly those of the samples;
 *   <li>{@code increase} and {@code rate} need l - f + correction, n and the times of f and l, from
 *       which Prometheus extrapolates: the same numbers, but for the rounding of the correction's
 *       sum where there is more than one reset;
 *   <li>{@code quantile_over_time} is within {@link DdSketch#RELATIVE_ERROR} of the values around
 *       it;
 *   <li>{@code sum} and {@code avg_over_time} differ by the rounding of additions in another order:
 *       relatively at most n * 2^-53 of the sum of absolute values.
 * </ul>
 *
 * @param startMs start of the window, milliseconds since 1970
 * @param count number of samples without stale markers; 0 if the window holds only markers, and
 *     then the other numbers are 0 and the values NaN
 * @param firstMs time of the first sample
 * @param lastMs time of the last sample
 * @param sum of the values
 * @param min smallest value; NaN only if all are
 * @param max largest value; NaN only if all are
 * @param first value of the first sample
 * @param last value of the last sample
 * @param correction sum of the values that came right before a fall; what a counter lost by resets
 * @param resets number of falls
 * @param stale whether a stale marker comes after the last sample
 * @param sketch how the values are spread; null without any, and if it was not kept
 */
public record WindowAggregate(
    long startMs,
    long count,
    long firstMs,
    long lastMs,
    double sum,
    double min,
    double max,
    double first,
    double last,
    double correction,
    long resets,
    boolean stale,
    @Nullable DdSketch sketch) {

  /**
   * Aggregates samples {@code from} to {@code to} (exclusive), whose times rise.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static WindowAggregate of(
      long startMs, long[] timesMs, double[] values, int from, int to) {
    if (from >= to) {
      throw new IllegalArgumentException("an aggregate of no samples");
    }
    long count = 0;
    long firstMs = 0;
    long lastMs = 0;
    double sum = 0;
    double min = Double.NaN;
    double max = Double.NaN;
    double first = Double.NaN;
    double last = Double.NaN;
    double correction = 0;
    long resets = 0;
    boolean stale = false;
    for (int i = from; i < to; i++) {
      double value = values[i];
      stale = StaleMarker.is(value);
      if (stale) {
        continue;
      }
      if (count++ == 0) {
        first = value;
        firstMs = timesMs[i];
      } else if (value < last) {
        correction += last;
        resets++;
      }
      last = value;
      lastMs = timesMs[i];
      sum += value;
      min = lesser(min, value);
      max = greater(max, value);
    }
    return new WindowAggregate(
        startMs,
        count,
        firstMs,
        lastMs,
        count == 0 ? Double.NaN : sum,
        min,
        max,
        first,
        last,
        correction,
        resets,
        stale,
        count == 0 ? null : sketch(values, from, to, count, sum, min, max));
  }

  private static DdSketch sketch(
      double[] values, int from, int to, long count, double sum, double min, double max) {
    DdSketch one = OneBin.of(count, sum, min, max);
    if (one != null) {
      return one;
    }
    double[] present = new double[(int) count];
    int at = 0;
    for (int i = from; i < to; i++) {
      if (!StaleMarker.is(values[i])) {
        present[at++] = values[i];
      }
    }
    return DdSketch.of(present, at);
  }

  /**
   * The aggregate of both windows, which do not overlap. Their order does not matter, and neither
   * does that of several merges, but for the rounding of sums.
   */
  public WindowAggregate merge(WindowAggregate other) {
    return startMs <= other.startMs ? mergeLater(other) : other.mergeLater(this);
  }

  private WindowAggregate mergeLater(WindowAggregate later) {
    if (later.count == 0) {
      return new WindowAggregate(
          startMs,
          count,
          firstMs,
          lastMs,
          sum,
          min,
          max,
          first,
          last,
          correction,
          resets,
          true,
          sketch);
    }
    if (count == 0) {
      return later.startingAt(startMs);
    }
    boolean reset = later.first < last;
    return new WindowAggregate(
        startMs,
        count + later.count,
        firstMs,
        later.lastMs,
        sum + later.sum,
        lesser(min, later.min),
        greater(max, later.max),
        first,
        later.last,
        correction + (reset ? last : 0) + later.correction,
        resets + (reset ? 1 : 0) + later.resets,
        later.stale,
        sketch == null || later.sketch == null ? null : sketch.merge(later.sketch));
  }

  /** The same as part of a longer window. */
  public WindowAggregate startingAt(long newStartMs) {
    return new WindowAggregate(
        newStartMs,
        count,
        firstMs,
        lastMs,
        sum,
        min,
        max,
        first,
        last,
        correction,
        resets,
        stale,
        sketch);
  }

  /** Rise of a counter from the first to the last sample, resets undone; not extrapolated. */
  public double increase() {
    return last - first + correction;
  }

  private static double lesser(double a, double b) {
    return b < a || Double.isNaN(a) ? b : a;
  }

  private static double greater(double a, double b) {
    return b > a || Double.isNaN(a) ? b : a;
  }
}
