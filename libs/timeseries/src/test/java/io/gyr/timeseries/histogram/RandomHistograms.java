package io.gyr.timeseries.histogram;

import io.gyr.timeseries.histogram.NativeHistogram.ResetHint;
import io.gyr.timeseries.rollup.StaleMarker;
import java.util.Arrays;
import java.util.Random;

/**
 * A counter of observations as a client library keeps it: buckets come as they are needed, it is
 * reset now and then, the resolution falls, custom bounds take the place of exponential ones.
 */
public final class RandomHistograms {
  private final Random random;
  private final boolean changes;
  private final boolean hints;
  private int schema = 3;
  private boolean custom;
  private double bound = 1;
  private int buckets = 1;
  private double[] counts = new double[40];
  private double sum;
  private double zeros;
  private ResetHint next = ResetHint.UNKNOWN;

  /**
   * A counter of its own.
   *
   * @param changes whether custom and exponential buckets take turns
   */
  public RandomHistograms(Random random, boolean changes) {
    this.random = random;
    this.changes = changes;
    hints = random.nextBoolean();
  }

  /** The next histogram, or a stale marker. */
  public NativeHistogram next() {
    switch (random.nextInt(60)) {
      case 0 -> reset();
      case 1 -> {
        reset();
        schema = 1 + random.nextInt(4);
      }
      case 2 -> lowerResolution();
      case 3 -> {
        reset();
        custom ^= changes;
        bound = random.nextInt(3);
      }
      case 4 -> {
        return stale();
      }
      default -> buckets = Math.min(8, buckets + (random.nextInt(20) == 0 ? 1 : 0));
    }
    for (int i = 0; i < buckets; i++) {
      int more = random.nextInt(4);
      counts[i] += more;
      sum += more * 0.25;
    }
    zeros += custom ? 0 : random.nextInt(2);
    NativeHistogram histogram = histogram(next, sum);
    next = hints ? ResetHint.NO_RESET : ResetHint.UNKNOWN;
    return histogram;
  }

  private void reset() {
    counts = new double[40];
    sum = 0;
    zeros = 0;
    next = hints ? ResetHint.RESET : ResetHint.UNKNOWN;
  }

  private void lowerResolution() {
    if (custom || schema == -4) {
      return;
    }
    schema--;
    double[] merged = new double[40];
    for (int i = 0; i < counts.length; i++) {
      // Index 1 and on, where bucket i ends at index i + 1.
      merged[i >> 1] += counts[i];
    }
    counts = merged;
  }

  private NativeHistogram stale() {
    return histogram(ResetHint.UNKNOWN, StaleMarker.VALUE);
  }

  private NativeHistogram histogram(ResetHint hint, double total) {
    Spans spans = Spans.of(new int[] {1}, new int[] {buckets});
    double[] bounds = custom ? new double[] {bound, 10, 20, 30, 40, 50, 60, 70, 80} : new double[0];
    HistogramLayout layout =
        new HistogramLayout(
            custom ? HistogramLayout.CUSTOM_BUCKETS : schema, 0, spans, Spans.NONE, bounds);
    double[] present = Arrays.copyOf(counts, buckets);
    return new NativeHistogram(
        layout, hint, Arrays.stream(present).sum() + zeros, zeros, total, present);
  }
}
