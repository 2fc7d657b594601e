package io.gyr.timeseries.rollup;

import io.gyr.timeseries.histogram.NativeHistogram;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of native histograms that follow each other in one window of time and can be added.
 * As {@link WindowAggregate} for numbers: over any number of whole windows PromQL's answers are
 * those from the histograms themselves, counts to the last bit as long as they are whole numbers up
 * to 2^53, sums but for the rounding of additions in another order. Immutable.
 *
 * @param count number of histograms, at least 1
 * @param firstMs time of the first one, since 1970
 * @param lastMs time of the last one
 * @param resets how often observations were lost from one to the next
 * @param first the first one, as it was
 * @param last the last one, as it was; the first if there is no other
 * @param sum of all of them
 * @param correction sum of those right before a reset, null without resets; {@code last - first +
 *     correction} is what was observed from the first to the last
 */
public record HistogramAggregate(
    long count,
    long firstMs,
    long lastMs,
    long resets,
    NativeHistogram first,
    NativeHistogram last,
    NativeHistogram sum,
    @Nullable NativeHistogram correction) {

  /** An aggregate of one histogram. */
  public static HistogramAggregate of(long timeMs, NativeHistogram histogram) {
    return new HistogramAggregate(1, timeMs, timeMs, 0, histogram, histogram, histogram, null);
  }

  /** Number of bucket counts that this holds. */
  public long buckets() {
    return (long) first.layout().buckets()
        + (count > 1 ? last.layout().buckets() + sum.layout().buckets() : 0)
        + (correction == null ? 0 : correction.layout().buckets());
  }
}
