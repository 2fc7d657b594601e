package io.gyr.promql.source;

/**
 * What the samples of a series stand for of which some were made of aggregates. Each array has an
 * element for each sample.
 *
 * @param counts how many samples each stands for
 * @param gains what a counter gained from the sample before to this one beyond the difference of
 *     the two, for it had been reset in between; NaN where that is to be seen from the two
 * @param untilMs until when, exclusive, it counts as the present sample even if it is older than
 *     that normally may be; 0 for no longer than normally
 */
public record Rollup(long[] counts, double[] gains, long[] untilMs) {
  /**
   * The same for some of the samples.
   *
   * @param places which, ascending
   * @param size how many of the places count
   */
  public Rollup at(int[] places, int size) {
    Rollup some = new Rollup(new long[size], new double[size], new long[size]);
    for (int i = 0; i < size; i++) {
      some.counts[i] = counts[places[i]];
      some.gains[i] = gains[places[i]];
      some.untilMs[i] = untilMs[places[i]];
    }
    return some;
  }
}
