package io.gyr.timeseries.histogram;

import java.util.Arrays;

/**
 * Which buckets of one sign a native histogram has: runs of consecutive indices. Immutable.
 *
 * <p>Terms and meaning are those of Prometheus (model/histogram): a span's offset is the gap to the
 * end of the span before, and for the first span the index of its first bucket.
 */
public final class Spans {
  /** No buckets. */
  public static final Spans NONE = new Spans(new int[0], new int[0]);

  private final int[] offsets;
  private final int[] lengths;
  private final int buckets;

  private Spans(int[] offsets, int[] lengths) {
    this.offsets = offsets;
    this.lengths = lengths;
    long sum = 0;
    for (int i = 0; i < lengths.length; i++) {
      if (lengths[i] < 0 || i > 0 && offsets[i] < 0) {
        throw new IllegalArgumentException(
            "span " + i + " of offset " + offsets[i] + " and length " + lengths[i]);
      }
      sum += lengths[i];
    }
    buckets = Math.toIntExact(sum);
  }

  /**
   * Spans of these offsets and lengths.
   *
   * @throws IllegalArgumentException if the numbers of both differ, a length or an offset after the
   *     first is negative, or there are more buckets than an int counts
   */
  public static Spans of(int[] offsets, int[] lengths) {
    if (offsets.length != lengths.length) {
      throw new IllegalArgumentException(
          offsets.length + " offsets and " + lengths.length + " lengths of spans");
    }
    return new Spans(offsets.clone(), lengths.clone());
  }

  /** Number of spans. */
  public int count() {
    return offsets.length;
  }

  /** Offset of a span. */
  public int offset(int span) {
    return offsets[span];
  }

  /** Number of buckets of a span. */
  public int length(int span) {
    return lengths[span];
  }

  /** Number of buckets of all spans. */
  public int buckets() {
    return buckets;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Spans spans
        && Arrays.equals(offsets, spans.offsets)
        && Arrays.equals(lengths, spans.lengths);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(offsets) + Arrays.hashCode(lengths);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < offsets.length; i++) {
      text.append(offsets[i]).append(':').append(lengths[i]).append(' ');
    }
    return text.toString().strip();
  }
}
