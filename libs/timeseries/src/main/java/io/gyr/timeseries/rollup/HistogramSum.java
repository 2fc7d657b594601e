package io.gyr.timeseries.rollup;

import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.histogram.IncompatibleHistogramsException;
import io.gyr.timeseries.histogram.NativeHistogram;
import org.jspecify.annotations.Nullable;

/** A {@link HistogramAggregate} to which later ones are added. For one thread. */
final class HistogramSum {
  /**
   * Most buckets that are kept of sums, whose histograms may all have different ones: beyond, the
   * resolution is halved, as Prometheus does when it scrapes too many.
   */
  private static final int MOST_BUCKETS = 2_000;

  private static final int LOWEST_SCHEMA = -4;

  private final long firstMs;
  private final NativeHistogram first;
  private final FloatHistogram firstAdded;
  private long count;
  private long lastMs;
  private long resets;
  private NativeHistogram last;
  private FloatHistogram lastAdded;
  private FloatHistogram sum;
  private @Nullable FloatHistogram correction;

  HistogramSum(HistogramAggregate aggregate) {
    count = aggregate.count();
    firstMs = aggregate.firstMs();
    lastMs = aggregate.lastMs();
    resets = aggregate.resets();
    first = aggregate.first();
    last = aggregate.last();
    firstAdded = HistogramConversion.toFloat(first);
    boolean one = count == 1;
    lastAdded = one ? firstAdded : HistogramConversion.toFloat(last);
    sum = one ? firstAdded : HistogramConversion.toFloat(aggregate.sum());
    NativeHistogram lost = aggregate.correction();
    correction = lost == null ? null : HistogramConversion.toFloat(lost);
  }

  /**
   * Adds what came later, unless that is not possible or it is finer: then what came before would
   * make a rate coarse from which PromQL leaves it out, for it was lost by a reset.
   *
   * @return whether it was added; otherwise nothing has changed
   */
  boolean add(HistogramSum later) {
    if (later.firstAdded.schema() > lastAdded.schema()
        || later.firstAdded.zeroThreshold() < lastAdded.zeroThreshold()) {
      return false;
    }
    FloatHistogram total;
    FloatHistogram lost = correction;
    boolean reset = later.firstAdded.isResetAfter(lastAdded);
    try {
      total = sum.plus(later.sum);
      lost = reset ? plus(lost, lastAdded) : lost;
      lost = later.correction == null ? lost : plus(lost, later.correction);
    } catch (IncompatibleHistogramsException e) {
      return false;
    }
    sum = limited(total);
    correction = lost == null ? null : limited(lost);
    count += later.count;
    resets += later.resets + (reset ? 1 : 0);
    lastMs = later.lastMs;
    last = later.last;
    lastAdded = later.lastAdded;
    return true;
  }

  private static FloatHistogram plus(@Nullable FloatHistogram sum, FloatHistogram more)
      throws IncompatibleHistogramsException {
    return sum == null ? more : sum.plus(more);
  }

  private static FloatHistogram limited(FloatHistogram histogram) {
    FloatHistogram limited = histogram;
    while (limited.positive().size() + limited.negative().size() > MOST_BUCKETS
        && limited.schema() > LOWEST_SCHEMA) {
      limited = limited.toSchema(limited.schema() - 1);
    }
    return limited;
  }

  HistogramAggregate aggregate() {
    if (count == 1) {
      return HistogramAggregate.of(firstMs, first);
    }
    return new HistogramAggregate(
        count,
        firstMs,
        lastMs,
        resets,
        first,
        last,
        HistogramConversion.toNative(sum),
        correction == null ? null : HistogramConversion.toNative(correction));
  }
}
