package io.gyr.timeseries.sketch;

import io.gyr.timeseries.column.ByteInput;
import io.gyr.timeseries.column.ByteOutput;
import io.gyr.timeseries.column.MalformedChunkException;
import java.nio.ByteBuffer;

/**
 * Counts values so that any quantile can be told with a relative error of at most {@link
 * #RELATIVE_ERROR}. Merging sketches in any order gives the sketch of all values.
 *
 * <p>How it works (Masson, Rim, Lee: DDSketch, VLDB 2019): with g = (1 + e) / (1 - e), bucket i
 * counts the values in (g^(i-1), g^i]; its middle 2g^i / (g+1) is off by at most e from each of
 * them. Negative values have buckets of their own. Of each sign only the {@value #MAX_BUCKETS}
 * buckets farthest from zero are kept apart, what is nearer to zero than these counts in the
 * nearest of them: exact for values that differ by less than a factor of 6 * 10^17.
 *
 * <p>Not for several threads at once.
 */
public final class DdSketch {
  /** Greatest relative error of a quantile. */
  public static final double RELATIVE_ERROR = 0.01;

  static final int MAX_BUCKETS = 2048;
  private static final double GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
  private static final double LOG_GAMMA = Math.log(GAMMA);
  private static final int VERSION = 1;

  private final Buckets positive = new Buckets();
  private final Buckets negative = new Buckets();
  private long zeros;
  private long infinities;
  private long negativeInfinities;
  private long nans;

  /** Counts a value. */
  public void add(double value) {
    if (Double.isNaN(value)) {
      nans++;
    } else if (Double.isInfinite(value)) {
      if (value > 0) {
        infinities++;
      } else {
        negativeInfinities++;
      }
    } else if (value == 0) {
      zeros++;
    } else if (value > 0) {
      positive.add(index(value), 1);
    } else {
      negative.add(index(-value), 1);
    }
  }

  /** Counts everything that {@code other} counted. */
  public void merge(DdSketch other) {
    positive.addAll(other.positive);
    negative.addAll(other.negative);
    zeros += other.zeros;
    infinities += other.infinities;
    negativeInfinities += other.negativeInfinities;
    nans += other.nans;
  }

  /** Number of values. */
  public long count() {
    return nans + negativeInfinities + negative.total() + zeros + positive.total() + infinities;
  }

  /**
   * The quantile as Prometheus defines it: between the two values at the ranks around q * (count -
   * 1), NaNs the smallest. NaN without values; infinite for q outside 0 to 1, by its side.
   */
  public double quantile(double q) {
    long count = count();
    if (count == 0 || Double.isNaN(q)) {
      return Double.NaN;
    }
    if (q < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (q > 1) {
      return Double.POSITIVE_INFINITY;
    }
    double rank = q * (count - 1);
    long below = (long) rank;
    double weight = rank - below;
    double lower = valueAt(below);
    if (weight == 0) {
      return lower;
    }
    return lower * (1 - weight) + valueAt(Math.min(below + 1, count - 1)) * weight;
  }

  /** Value of the given rank, from 0. */
  private double valueAt(long rank) {
    long left = rank - nans;
    if (left < 0) {
      return Double.NaN;
    }
    left -= negativeInfinities;
    if (left < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (left < negative.total()) {
      return -middle(negative.indexOfRank(negative.total() - 1 - left));
    }
    left -= negative.total() + zeros;
    if (left < 0) {
      return 0;
    }
    return left < positive.total() ? middle(positive.indexOfRank(left)) : Double.POSITIVE_INFINITY;
  }

  private static int index(double value) {
    return (int) Math.ceil(Math.log(value) / LOG_GAMMA);
  }

  private static double middle(int index) {
    return 2 * Math.exp(index * LOG_GAMMA) / (GAMMA + 1);
  }

  /**
   * The sketch as bytes: version ({@code u8}, 1); NaNs, negative infinities, zeros, infinities
   * ({@code varint} each); the negative and the positive buckets, each as the number of those that
   * are not empty ({@code varint}) and for each the index less that of the one before ({@code
   * zigzag}, the first less 0) and its count ({@code varint}). Types as in {@code
   * docs/chunk-format.md}.
   */
  public byte[] toByteArray() {
    ByteOutput out = new ByteOutput();
    out.writeByte(VERSION);
    out.writeVarint(nans);
    out.writeVarint(negativeInfinities);
    out.writeVarint(zeros);
    out.writeVarint(infinities);
    negative.write(out);
    positive.write(out);
    return out.toByteArray();
  }

  /** Reads what {@link #toByteArray} made. */
  public static DdSketch read(ByteBuffer bytes) throws MalformedChunkException {
    ByteInput in = new ByteInput();
    in.reset(bytes);
    int version = in.readByte();
    if (version != VERSION) {
      throw new MalformedChunkException("sketch of version " + version + " instead of " + VERSION);
    }
    DdSketch sketch = new DdSketch();
    sketch.nans = Buckets.readCount(in);
    sketch.negativeInfinities = Buckets.readCount(in);
    sketch.zeros = Buckets.readCount(in);
    sketch.infinities = Buckets.readCount(in);
    sketch.negative.read(in);
    sketch.positive.read(in);
    if (in.remaining() > 0) {
      throw new MalformedChunkException(in.remaining() + " bytes behind the sketch's end");
    }
    return sketch;
  }
}
