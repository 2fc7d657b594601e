package io.gyr.promql.histogram;

import java.util.List;

/**
 * Quantiles and fractions of native histograms: exponential interpolation in exponential buckets,
 * linear in the zero bucket and in custom buckets (facts: promql/quantile.go, v3.5).
 */
public final class Quantiles {
  private Quantiles() {}

  /** What observations of NaN did to a result. */
  public enum NanEffect {
    NONE,
    /** The result is NaN. */
    RESULT,
    /** The result is higher than it would be. */
    SKEW
  }

  /**
   * A quantile.
   *
   * @param value the quantile
   * @param nan what observations of NaN did to it
   */
  public record Quantile(double value, NanEffect nan) {}

  /** The quantile {@code q} of a histogram. */
  public static Quantile quantile(double q, FloatHistogram histogram) {
    if (q < 0) {
      return certain(Double.NEGATIVE_INFINITY);
    }
    if (q > 1) {
      return certain(Double.POSITIVE_INFINITY);
    }
    double total = histogram.count();
    if (total == 0 || Double.isNaN(q)) {
      return certain(Double.NaN);
    }
    // From the nearer end, which is more exact; but observations of NaN sort highest and are in no
    // bucket, so with them only the lower end is a known rank.
    boolean nan = Double.isNaN(histogram.sum());
    boolean forward = nan || q < 0.5;
    double rank = forward ? q * total : (1 - q) * total;
    List<Bucket> buckets = histogram.buckets();
    Bucket bucket = new Bucket(0, 0, false, false, 0);
    double counted = 0;
    for (int i = 0; i < buckets.size(); i++) {
      Bucket next = buckets.get(forward ? i : buckets.size() - 1 - i);
      if (next.count() == 0) {
        continue;
      }
      bucket = next;
      counted += bucket.count();
      if (counted >= rank) {
        break;
      }
    }
    double lower = bucket.lower();
    double upper = bucket.upper();
    if (histogram.usesCustomBuckets()) {
      if (lower == Double.NEGATIVE_INFINITY) {
        if (upper <= 0) {
          return certain(upper);
        }
        lower = 0;
      } else if (upper == Double.POSITIVE_INFINITY) {
        return certain(lower);
      }
    } else if (lower < 0 && upper > 0) {
      lower = isOnlyPositive(histogram) ? 0 : lower;
      upper = isOnlyNegative(histogram) ? 0 : upper;
    }
    counted = Math.min(counted, total);
    if (counted < rank) {
      return nan ? new Quantile(Double.NaN, NanEffect.RESULT) : certain(upper);
    }
    rank = forward ? rank - (counted - bucket.count()) : counted - rank;
    double fraction = rank / bucket.count();
    return new Quantile(
        interpolate(histogram, lower, upper, fraction), nan ? NanEffect.SKEW : NanEffect.NONE);
  }

  private static double interpolate(
      FloatHistogram histogram, double lower, double upper, double fraction) {
    if (histogram.usesCustomBuckets() || (lower <= 0 && upper >= 0)) {
      return lower + (upper - lower) * fraction;
    }
    double logLower = log2(Math.abs(lower));
    double logUpper = log2(Math.abs(upper));
    return lower > 0
        ? Math.pow(2, logLower + (logUpper - logLower) * fraction)
        : -Math.pow(2, logUpper + (logLower - logUpper) * (1 - fraction));
  }

  /** The fraction of observations between two values. */
  public static double fraction(double lower, double upper, FloatHistogram histogram) {
    double total = histogram.count();
    if (total == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
      return Double.NaN;
    }
    if (lower >= upper) {
      return 0;
    }
    double known = Double.isNaN(histogram.sum()) ? histogram.countInBuckets() : total;
    double lowerRank = Math.min(rank(lower, histogram, known), known);
    double upperRank = Math.min(rank(upper, histogram, known), known);
    return (upperRank - lowerRank) / total;
  }

  /** How many observations are below a value. */
  private static double rank(double value, FloatHistogram histogram, double all) {
    double rank = 0;
    for (Bucket bucket : histogram.buckets()) {
      double lower = bucket.lower();
      double upper = bucket.upper();
      boolean linear = histogram.usesCustomBuckets();
      if (lower <= 0 && upper >= 0) {
        linear = true;
        lower = isOnlyPositive(histogram) ? 0 : lower;
        upper = isOnlyNegative(histogram) ? 0 : upper;
      }
      if (lower >= value) {
        return rank;
      }
      if (upper > value) {
        return rank + bucket.count() * share(value, lower, upper, linear);
      }
      rank += bucket.count();
    }
    return all;
  }

  private static double share(double value, double lower, double upper, boolean linear) {
    if (linear) {
      if (lower == Double.NEGATIVE_INFINITY) {
        // Nothing is known of where in it they are: all count as being at its upper bound.
        return 0;
      }
      return upper == Double.POSITIVE_INFINITY ? 0 : (value - lower) / (upper - lower);
    }
    double logLower = log2(Math.abs(lower));
    double logUpper = log2(Math.abs(upper));
    double logValue = log2(Math.abs(value));
    return value > 0
        ? (logValue - logLower) / (logUpper - logLower)
        : 1 - (logValue - logUpper) / (logLower - logUpper);
  }

  private static boolean isOnlyPositive(FloatHistogram histogram) {
    return histogram.negative().size() == 0 && histogram.positive().size() > 0;
  }

  private static boolean isOnlyNegative(FloatHistogram histogram) {
    return histogram.positive().size() == 0 && histogram.negative().size() > 0;
  }

  private static Quantile certain(double value) {
    return new Quantile(value, NanEffect.NONE);
  }

  /** Exact for powers of two, as Go's. */
  static double log2(double value) {
    int exponent = Math.getExponent(value);
    if (exponent >= Double.MIN_EXPONENT && exponent <= Double.MAX_EXPONENT) {
      double fraction = Math.scalb(value, -exponent);
      return fraction == 1 ? exponent : Math.log(fraction) / Math.log(2) + exponent;
    }
    return Math.log(value) / Math.log(2);
  }
}
