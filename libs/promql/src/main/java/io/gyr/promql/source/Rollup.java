package io.gyr.promql.source;

import io.gyr.promql.histogram.FloatHistogram;
import org.jspecify.annotations.Nullable;

/**
 * What the first samples of a series stand for, some of which were made of aggregates. Those behind
 * them stand for themselves, and nothing is kept of them. The arrays have an element for each of
 * the first samples, and maybe room behind.
 *
 * @param size how many of the series' samples these are
 * @param counts how many samples each stands for
 * @param gains what a counter gained from the sample before to this one beyond the difference of
 *     the two, for it had been reset in between; NaN where that is to be seen from the two. Of
 *     histograms only whether it is NaN counts
 * @param untilMs until when, exclusive, it counts as the present sample even if it is older than
 *     that normally may be; 0 for no longer than normally
 * @param histogramGains the same as {@code gains} of histograms; null without any, and where a
 *     counter was not reset
 */
public record Rollup(
    int size,
    long[] counts,
    double[] gains,
    long[] untilMs,
    FloatHistogram @Nullable [] histogramGains) {
  /** Of samples that are floats. */
  public Rollup(int size, long[] counts, double[] gains, long[] untilMs) {
    this(size, counts, gains, untilMs, null);
  }

  /** How many samples one stands for. */
  public long count(int index) {
    return index < size ? counts[index] : 1;
  }

  /** Until when one counts as the present sample, exclusive; 0 for no longer than normally. */
  public long heldUntilMs(int index) {
    return index < size ? untilMs[index] : 0;
  }

  /** Whether it is known what was gained up to a sample, resets or not. */
  public boolean isGainKnown(int index) {
    return index < size && !Double.isNaN(gains[index]);
  }

  /** What {@code gains} has for a sample. */
  public double gain(int index) {
    return index < size ? gains[index] : Double.NaN;
  }

  /** What {@code histogramGains} has for a sample. */
  public @Nullable FloatHistogram histogramGain(int index) {
    return histogramGains == null || index >= size ? null : histogramGains[index];
  }

  /** How many samples those from one index to before another stand for. */
  public long samples(int from, int to) {
    int rolledUp = Math.min(to, size);
    long samples = to - Math.min(to, Math.max(from, size));
    for (int i = from; i < rolledUp; i++) {
      samples += counts[i];
    }
    return samples;
  }

  /**
   * The same for some of the samples.
   *
   * @param places which, ascending
   * @param count how many of the places count
   */
  public Rollup at(int[] places, int count) {
    int kept = 0;
    while (kept < count && places[kept] < size) {
      kept++;
    }
    FloatHistogram[] someGains = histogramGains == null ? null : new FloatHistogram[kept];
    Rollup some = new Rollup(kept, new long[kept], new double[kept], new long[kept], someGains);
    for (int i = 0; i < kept; i++) {
      some.counts[i] = counts[places[i]];
      some.gains[i] = gains[places[i]];
      some.untilMs[i] = untilMs[places[i]];
      if (someGains != null && histogramGains != null) {
        someGains[i] = histogramGains[places[i]];
      }
    }
    return some;
  }
}
