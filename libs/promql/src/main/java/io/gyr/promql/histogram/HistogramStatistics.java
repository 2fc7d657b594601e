package io.gyr.promql.histogram;

import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The functions of one native histogram that give a float, by name. */
public final class HistogramStatistics {
  private static final Map<String, ToDoubleFunction<FloatHistogram>> BY_NAME =
      Map.of(
          "histogram_count", FloatHistogram::count,
          "histogram_sum", FloatHistogram::sum,
          "histogram_avg", histogram -> histogram.sum() / histogram.count(),
          "histogram_stdvar", HistogramStatistics::variance,
          "histogram_stddev", histogram -> Math.sqrt(variance(histogram)));

  private HistogramStatistics() {}

  /** The function of this name, or null. */
  public static @Nullable ToDoubleFunction<FloatHistogram> get(String name) {
    return BY_NAME.get(name);
  }

  /** Estimated as if all observations of a bucket were at its middle. */
  private static double variance(FloatHistogram histogram) {
    double mean = histogram.sum() / histogram.count();
    double variance = 0;
    for (Bucket bucket : histogram.buckets()) {
      if (bucket.count() == 0) {
        continue;
      }
      double delta = middle(histogram, bucket) - mean;
      variance += bucket.count() * delta * delta;
    }
    return variance / histogram.count();
  }

  private static double middle(FloatHistogram histogram, Bucket bucket) {
    double lower = bucket.lower();
    double upper = bucket.upper();
    if (histogram.usesCustomBuckets()) {
      return (upper + lower) / 2;
    }
    if (lower <= 0 && upper >= 0) {
      return 0;
    }
    double middle = Math.sqrt(upper * lower);
    return upper < 0 ? -middle : middle;
  }
}
