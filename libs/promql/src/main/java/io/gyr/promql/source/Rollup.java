package io.gyr.promql.source;

import io.gyr.promql.histogram.FloatHistogram;
import org.jspecify.annotations.Nullable;

/**
 * What the samples of a series stand for of which some were made of aggregates. Each array has an
 * element for each sample.
 *
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
    long[] counts, double[] gains, long[] untilMs, FloatHistogram @Nullable [] histogramGains) {
  /** Of samples that are floats. */
  public Rollup(long[] counts, double[] gains, long[] untilMs) {
    this(counts, gains, untilMs, null);
  }

  /** Whether it is known what was gained up to a sample, resets or not. */
  public boolean isGainKnown(int index) {
    return !Double.isNaN(gains[index]);
  }

  /** What {@code histogramGains} has for a sample. */
  public @Nullable FloatHistogram histogramGain(int index) {
    return histogramGains == null ? null : histogramGains[index];
  }

  /** How many samples those from one index to before another stand for. */
  public long samples(int from, int to) {
    long samples = 0;
    for (int i = from; i < to; i++) {
      samples += counts[i];
    }
    return samples;
  }

  /**
   * The same for some of the samples.
   *
   * @param places which, ascending
   * @param size how many of the places count
   */
  public Rollup at(int[] places, int size) {
    FloatHistogram[] someGains = histogramGains == null ? null : new FloatHistogram[size];
    Rollup some = new Rollup(new long[size], new double[size], new long[size], someGains);
    for (int i = 0; i < size; i++) {
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
