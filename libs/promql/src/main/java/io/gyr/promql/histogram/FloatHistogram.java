package io.gyr.promql.histogram;

import io.gyr.promql.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A native histogram with fractional counts. Immutable.
 *
 * <p>With a schema of -4 to 8 its buckets are exponential: index {@code i} ends at {@code
 * 2^(i/2^schema)}, on both sides of a zero bucket of its own width. With schema -53 the bounds are
 * given: index {@code i} ends at {@code customValues[i]}, the last at infinity, and there is
 * neither a zero bucket nor a negative side.
 */
public final class FloatHistogram {
  /** The schema of histograms whose bounds are given. */
  public static final int CUSTOM_BUCKETS = -53;

  private static final double[] NO_VALUES = new double[0];

  private final int schema;
  private final double zeroThreshold;
  private final double zeroCount;
  private final double count;
  private final double sum;
  private final BucketCounts positive;
  private final BucketCounts negative;
  private final double[] customValues;
  private final CounterResetHint hint;

  /** A histogram of its parts; {@code customValues} is taken over. */
  public FloatHistogram(
      int schema,
      double zeroThreshold,
      double zeroCount,
      double count,
      double sum,
      BucketCounts positive,
      BucketCounts negative,
      double[] customValues,
      CounterResetHint hint) {
    this.schema = schema;
    this.zeroThreshold = zeroThreshold;
    this.zeroCount = zeroCount;
    this.count = count;
    this.sum = sum;
    this.positive = positive;
    this.negative = negative;
    this.customValues = customValues;
    this.hint = hint;
  }

  /** A histogram with exponential buckets. */
  public static FloatHistogram exponential(
      int schema,
      double zeroThreshold,
      double zeroCount,
      double count,
      double sum,
      BucketCounts positive,
      BucketCounts negative) {
    return new FloatHistogram(
        schema,
        zeroThreshold,
        zeroCount,
        count,
        sum,
        positive,
        negative,
        NO_VALUES,
        CounterResetHint.UNKNOWN);
  }

  /** An empty histogram with the layout of this one. */
  public FloatHistogram emptied() {
    return new FloatHistogram(
        schema,
        0,
        0,
        0,
        0,
        BucketCounts.EMPTY,
        BucketCounts.EMPTY,
        customValues,
        CounterResetHint.UNKNOWN);
  }

  public int schema() {
    return schema;
  }

  public double zeroThreshold() {
    return zeroThreshold;
  }

  public double zeroCount() {
    return zeroCount;
  }

  /** All observations, those of NaN included. */
  public double count() {
    return count;
  }

  /** Sum of all observations. */
  public double sum() {
    return sum;
  }

  public BucketCounts positive() {
    return positive;
  }

  public BucketCounts negative() {
    return negative;
  }

  /** The bounds of custom buckets, ascending, without infinity; not to be changed. */
  public double[] customValues() {
    return customValues;
  }

  public CounterResetHint hint() {
    return hint;
  }

  public boolean usesCustomBuckets() {
    return schema == CUSTOM_BUCKETS;
  }

  /** Memory that it takes, roughly. */
  public long bytes() {
    return 128 + 12L * (positive.size() + negative.size());
  }

  /** The same with another hint. */
  public FloatHistogram withHint(CounterResetHint other) {
    return new FloatHistogram(
        schema, zeroThreshold, zeroCount, count, sum, positive, negative, customValues, other);
  }

  /** All counts and the sum multiplied. */
  public FloatHistogram times(double factor) {
    return new FloatHistogram(
        schema,
        zeroThreshold,
        zeroCount * factor,
        count * factor,
        sum * factor,
        positive.map(bucket -> bucket * factor),
        negative.map(bucket -> bucket * factor),
        customValues,
        hint);
  }

  /** All counts and the sum divided; no buckets remain if it is by zero. */
  public FloatHistogram dividedBy(double divisor) {
    boolean byZero = divisor == 0;
    return new FloatHistogram(
        schema,
        zeroThreshold,
        zeroCount / divisor,
        count / divisor,
        sum / divisor,
        byZero ? BucketCounts.EMPTY : positive.map(bucket -> bucket / divisor),
        byZero ? BucketCounts.EMPTY : negative.map(bucket -> bucket / divisor),
        customValues,
        hint);
  }

  /** Without empty buckets. */
  public FloatHistogram compact() {
    return new FloatHistogram(
        schema,
        zeroThreshold,
        zeroCount,
        count,
        sum,
        positive.compact(),
        negative.compact(),
        customValues,
        hint);
  }

  /** With the resolution of a schema that is not higher; custom buckets stay. */
  public FloatHistogram toSchema(int target) {
    if (target == schema) {
      return this;
    }
    int shift = schema - target;
    return new FloatHistogram(
        target,
        zeroThreshold,
        zeroCount,
        count,
        sum,
        positive.merge(index -> ((index - 1) >> shift) + 1),
        negative.merge(index -> ((index - 1) >> shift) + 1),
        customValues,
        hint);
  }

  /** The sum of two. */
  public FloatHistogram plus(FloatHistogram other) throws IncompatibleHistogramsException {
    return combine(other, 1, combinedHint(other));
  }

  /** The difference of two. */
  public FloatHistogram minus(FloatHistogram other) throws IncompatibleHistogramsException {
    return combine(other, -1, hint);
  }

  private CounterResetHint combinedHint(FloatHistogram other) {
    if (hint == other.hint) {
      return hint;
    }
    return hint == CounterResetHint.GAUGE || other.hint == CounterResetHint.GAUGE
        ? CounterResetHint.GAUGE
        : CounterResetHint.UNKNOWN;
  }

  private FloatHistogram combine(FloatHistogram other, int sign, CounterResetHint combined)
      throws IncompatibleHistogramsException {
    if (usesCustomBuckets() != other.usesCustomBuckets()) {
      throw new IncompatibleHistogramsException(true);
    }
    if (usesCustomBuckets() && !Arrays.equals(customValues, other.customValues)) {
      throw new IncompatibleHistogramsException(false);
    }
    int lower = Math.min(schema, other.schema);
    FloatHistogram a = this;
    FloatHistogram b = other;
    while (a.zeroThreshold != b.zeroThreshold) {
      if (a.zeroThreshold > b.zeroThreshold) {
        b = b.withZeroThreshold(a.zeroThreshold);
      }
      if (b.zeroThreshold > a.zeroThreshold) {
        a = a.withZeroThreshold(b.zeroThreshold);
      }
    }
    a = a.toSchema(lower);
    b = b.toSchema(lower);
    return new FloatHistogram(
        lower,
        a.zeroThreshold,
        a.zeroCount + sign * b.zeroCount,
        a.count + sign * b.count,
        a.sum + sign * b.sum,
        a.positive.plus(b.positive, sign),
        a.negative.plus(b.negative, sign),
        customValues,
        combined);
  }

  /**
   * With a wider zero bucket, into which buckets go as a whole: the threshold becomes wider still
   * if it would fall into one that has observations.
   */
  FloatHistogram withZeroThreshold(double wanted) {
    double threshold = wanted;
    while (true) {
      double zero = zeroCount;
      int fromPositive = 0;
      double widened = threshold;
      for (; fromPositive < positive.size(); fromPositive++) {
        int index = positive.index(fromPositive);
        if (Bounds.exponential(index - 1, schema) >= widened) {
          break;
        }
        zero += positive.count(fromPositive);
        double upper = Bounds.exponential(index, schema);
        if (upper > widened) {
          widened = positive.count(fromPositive) != 0 ? upper : widened;
          fromPositive++;
          break;
        }
      }
      int fromNegative = 0;
      boolean again = false;
      for (; fromNegative < negative.size(); fromNegative++) {
        int index = negative.index(fromNegative);
        if (Bounds.exponential(index - 1, schema) >= widened) {
          break;
        }
        zero += negative.count(fromNegative);
        double upper = Bounds.exponential(index, schema);
        if (upper > widened) {
          if (negative.count(fromNegative) != 0) {
            widened = upper;
            again = true;
          }
          fromNegative++;
          break;
        }
      }
      if (!again) {
        return new FloatHistogram(
            schema,
            widened,
            zero,
            count,
            sum,
            positive.from(fromPositive),
            negative.from(fromNegative),
            customValues,
            hint);
      }
      threshold = widened;
    }
  }

  /** Whether observations were lost since an earlier histogram of the same series. */
  public boolean isResetAfter(FloatHistogram earlier) {
    if (hint == CounterResetHint.RESET || hint == CounterResetHint.NOT_RESET) {
      return hint == CounterResetHint.RESET;
    }
    if (count < earlier.count) {
      return true;
    }
    if (usesCustomBuckets() != earlier.usesCustomBuckets()
        || (usesCustomBuckets() && !Arrays.equals(customValues, earlier.customValues))) {
      return true;
    }
    if (schema > earlier.schema || zeroThreshold < earlier.zeroThreshold) {
      return true;
    }
    FloatHistogram before = earlier;
    if (zeroThreshold > earlier.zeroThreshold) {
      before = earlier.withZeroThreshold(zeroThreshold);
      if (before.zeroThreshold != zeroThreshold) {
        return true;
      }
    }
    if (zeroCount < before.zeroCount) {
      return true;
    }
    before = before.toSchema(schema);
    return positive.isBelow(before.positive) || negative.isBelow(before.negative);
  }

  /** Observations in buckets, which are fewer than {@link #count()} if some were NaN. */
  double countInBuckets() {
    return zeroCount + positive.sum() + negative.sum();
  }

  /** All buckets with bounds, ascending; those that overlap the zero bucket are cut. */
  public List<Bucket> buckets() {
    List<Bucket> buckets = new ArrayList<>(negative.size() + positive.size() + 1);
    for (int i = negative.size() - 1; i >= 0; i--) {
      Bucket bucket = negativeBucket(i);
      buckets.add(
          bucket.upper() > -zeroThreshold
              ? new Bucket(bucket.lower(), -zeroThreshold, true, false, bucket.count())
              : bucket);
    }
    if (zeroCount > 0) {
      buckets.add(zeroBucket());
    }
    for (int i = 0; i < positive.size(); i++) {
      Bucket bucket = positiveBucket(i);
      buckets.add(
          !usesCustomBuckets() && bucket.lower() < zeroThreshold
              ? new Bucket(zeroThreshold, bucket.upper(), false, true, bucket.count())
              : bucket);
    }
    return buckets;
  }

  private Bucket zeroBucket() {
    return new Bucket(-zeroThreshold, zeroThreshold, true, true, zeroCount);
  }

  private Bucket positiveBucket(int position) {
    int index = positive.index(position);
    if (usesCustomBuckets()) {
      return new Bucket(
          Bounds.custom(index - 1, customValues),
          Bounds.custom(index, customValues),
          index == 0,
          true,
          positive.count(position));
    }
    return new Bucket(
        Bounds.exponential(index - 1, schema),
        Bounds.exponential(index, schema),
        false,
        true,
        positive.count(position));
  }

  private Bucket negativeBucket(int position) {
    int index = negative.index(position);
    return new Bucket(
        -Bounds.exponential(index, schema),
        -Bounds.exponential(index - 1, schema),
        true,
        false,
        negative.count(position));
  }

  /** Whether both describe the same observations; hints and empty buckets do not matter. */
  public boolean sameAs(FloatHistogram other) {
    return schema == other.schema
        && zeroThreshold == other.zeroThreshold
        && zeroCount == other.zeroCount
        && count == other.count
        && Double.doubleToRawLongBits(sum) == Double.doubleToRawLongBits(other.sum)
        && Arrays.equals(customValues, other.customValues)
        && positive.compact().equals(other.positive.compact())
        && negative.compact().equals(other.negative.compact());
  }

  /** As in {@code {count:3, sum:4, (1,2]:3}}, empty buckets left out. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{count:");
    text.append(Numbers.general(count)).append(", sum:").append(Numbers.general(sum));
    for (int i = negative.size() - 1; i >= 0; i--) {
      append(text, negativeBucket(i));
    }
    append(text, zeroBucket());
    for (int i = 0; i < positive.size(); i++) {
      append(text, positiveBucket(i));
    }
    return text.append('}').toString();
  }

  private static void append(StringBuilder text, Bucket bucket) {
    if (bucket.count() != 0) {
      text.append(", ").append(bucket);
    }
  }
}
