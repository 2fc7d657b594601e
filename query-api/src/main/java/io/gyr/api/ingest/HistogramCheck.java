package io.gyr.api.ingest;

import io.gyr.schemas.record.Histogram;
import io.gyr.timeseries.histogram.HistogramLayout;
import io.gyr.timeseries.rollup.StaleMarker;
import java.util.List;

/**
 * What Prometheus asks of a native histogram before it takes it, and how large one may be. What
 * passes here is a chunk later.
 *
 * @see <a href="https://prometheus.io/docs/specs/native_histograms/">Native histograms</a>
 */
public final class HistogramCheck {
  /** Spans, buckets and bounds that each side may have; Prometheus itself keeps to 160 buckets. */
  public static final int MAX_BUCKETS = 1_000;

  private static final int LOWEST_SCHEMA = -4;
  private static final int HIGHEST_SCHEMA = 8;

  /** From here on doubles leave numbers out, so sums may differ from what was sent. */
  private static final double INEXACT = 0x1p53;

  private HistogramCheck() {}

  /**
   * Checks {@code histogram}. A stale marker is always valid.
   *
   * @param integers whether it counts whole observations, so that its count is that of its buckets
   * @throws InvalidHistogramException if Prometheus would not take it, or it is too large
   */
  public static void check(Histogram histogram, boolean integers) {
    if (StaleMarker.is(histogram.getSum())) {
      return;
    }
    int schema = histogram.getSchema$();
    if (schema == HistogramLayout.CUSTOM_BUCKETS) {
      checkCustom(histogram);
    } else if (schema < LOWEST_SCHEMA || schema > HIGHEST_SCHEMA) {
      throw new InvalidHistogramException("schema " + schema + "; there are -4 to 8 and -53");
    } else if (!histogram.getCustomValues().isEmpty()) {
      throw new InvalidHistogramException("custom bounds in schema " + schema);
    }
    double threshold = histogram.getZeroThreshold();
    if (Double.isNaN(threshold) || threshold < 0) {
      throw new InvalidHistogramException("a zero threshold of " + threshold);
    }
    checkSpans(
        "positive",
        histogram.getPositiveOffsets(),
        histogram.getPositiveLengths(),
        histogram.getPositiveCounts().size());
    checkSpans(
        "negative",
        histogram.getNegativeOffsets(),
        histogram.getNegativeLengths(),
        histogram.getNegativeCounts().size());
    checkCount("its count", histogram.getCount());
    checkCount("its zero bucket", histogram.getZeroCount());
    double inBuckets =
        histogram.getZeroCount()
            + sum("positive", histogram.getPositiveCounts())
            + sum("negative", histogram.getNegativeCounts());
    if (integers) {
      checkSum(histogram, inBuckets);
    }
  }

  private static void checkCustom(Histogram histogram) {
    List<Double> bounds = histogram.getCustomValues();
    if (bounds.size() > MAX_BUCKETS) {
      throw tooMany("custom bounds");
    }
    double before = Double.NEGATIVE_INFINITY;
    for (double bound : bounds) {
      if (!(bound > before) || bound == Double.POSITIVE_INFINITY) {
        throw new InvalidHistogramException(
            "custom bounds have to rise and be finite: " + bound + " behind " + before);
      }
      before = bound;
    }
    if (histogram.getZeroCount() != 0
        || histogram.getZeroThreshold() != 0
        || !histogram.getNegativeOffsets().isEmpty()
        || !histogram.getNegativeCounts().isEmpty()) {
      throw new InvalidHistogramException("custom buckets with zero or negative ones");
    }
    long end = 0;
    for (int i = 0; i < histogram.getPositiveOffsets().size(); i++) {
      if (histogram.getPositiveOffsets().get(i) < 0) {
        throw new InvalidHistogramException("a span of custom buckets with a negative offset");
      }
      end += (long) histogram.getPositiveOffsets().get(i) + histogram.getPositiveLengths().get(i);
    }
    if (end > bounds.size() + 1) {
      throw new InvalidHistogramException(
          "spans up to custom bucket " + end + " with " + bounds.size() + " bounds");
    }
  }

  private static void checkSpans(
      String side, List<Integer> offsets, List<Integer> lengths, int counts) {
    if (counts > MAX_BUCKETS || offsets.size() > MAX_BUCKETS) {
      throw tooMany(side + " buckets or spans");
    }
    long buckets = 0;
    long index = 0;
    for (int i = 0; i < offsets.size(); i++) {
      if (i > 0 && offsets.get(i) < 0) {
        throw new InvalidHistogramException(
            side + " span " + i + " begins before the end of the one before: " + offsets.get(i));
      }
      buckets += lengths.get(i);
      index += (long) offsets.get(i) + lengths.get(i);
      if (lengths.get(i) < 0 || index != (int) index) {
        throw new InvalidHistogramException(side + " span " + i + " is beyond any bucket");
      }
    }
    if (buckets != counts) {
      throw new InvalidHistogramException(
          counts + " " + side + " counts for spans of " + buckets + " buckets");
    }
  }

  private static double sum(String side, List<Double> counts) {
    double sum = 0;
    for (int i = 0; i < counts.size(); i++) {
      checkCount(side + " bucket " + i, counts.get(i));
      sum += counts.get(i);
    }
    return sum;
  }

  /** A rule may make a histogram of NaNs, which Prometheus takes. */
  private static void checkCount(String what, double count) {
    if (count < 0) {
      throw new InvalidHistogramException(what + " has " + count + " observations");
    }
  }

  /** Observations of NaN are in no bucket, and make the sum NaN. */
  private static void checkSum(Histogram histogram, double inBuckets) {
    double count = histogram.getCount();
    boolean nan = Double.isNaN(histogram.getSum());
    if (count < INEXACT && (nan ? inBuckets > count : inBuckets != count)) {
      throw new InvalidHistogramException(
          "a count of " + count + " with " + inBuckets + " observations in buckets");
    }
  }

  /** The refusal of more than {@link #MAX_BUCKETS} of something. */
  public static InvalidHistogramException tooMany(String what) {
    return new InvalidHistogramException("more than " + MAX_BUCKETS + " " + what);
  }
}
