package io.gyr.api.otlp;

import io.gyr.api.ingest.HistogramCheck;
import io.gyr.api.ingest.InvalidHistogramException;
import io.gyr.api.ingest.StaleHistogram;
import io.gyr.api.ingest.UnsignedCount;
import io.gyr.schemas.record.Histogram;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a native histogram of an exponential one, as Prometheus 3 does: buckets finer than schema 8
 * are merged, those coarser than -4 cannot be split, and the index of a bucket is one more, for
 * Prometheus counts them by their upper bounds.
 */
final class NativeHistogramOfPoint {
  private static final int LOWEST_SCALE = -4;
  private static final int HIGHEST_SCALE = 8;

  /** Prometheus's zero threshold where the sender tells none. */
  private static final double ZERO_THRESHOLD = 1e-128;

  /** So many empty buckets are cheaper than another span. */
  private static final int BRIDGED = 2;

  private final List<Integer> offsets = new ArrayList<>();
  private final List<Integer> lengths = new ArrayList<>();
  private final List<Double> counts = new ArrayList<>();
  private long end;

  private NativeHistogramOfPoint() {}

  /**
   * The histogram; a stale marker for a point without a recorded value.
   *
   * @throws InvalidHistogramException if there is none
   */
  static Histogram of(DataPoint point) {
    if (point.isEnd()) {
      return StaleHistogram.record();
    }
    ExponentialHistogram sent = point.exponential;
    if (sent == null) {
      throw new InvalidHistogramException("no exponential histogram");
    }
    if (sent.scale < LOWEST_SCALE) {
      throw new InvalidHistogramException("scale " + sent.scale + ", at least -4 is needed");
    }
    long down = Math.max(0, sent.scale - HIGHEST_SCALE);
    NativeHistogramOfPoint positive = side(sent.positive, down);
    NativeHistogramOfPoint negative = side(sent.negative, down);
    Double sum = point.sum;
    Histogram histogram =
        Histogram.newBuilder()
            .setSchema$((int) Math.min(HIGHEST_SCALE, sent.scale))
            .setZeroThreshold(sent.zeroThreshold == 0 ? ZERO_THRESHOLD : sent.zeroThreshold)
            .setCount(UnsignedCount.of(point.count))
            .setZeroCount(UnsignedCount.of(sent.zeroCount))
            .setSum(sum == null ? 0 : sum)
            .setPositiveOffsets(positive.offsets)
            .setPositiveLengths(positive.lengths)
            .setPositiveCounts(positive.counts)
            .setNegativeOffsets(negative.offsets)
            .setNegativeLengths(negative.lengths)
            .setNegativeCounts(negative.counts)
            .setCustomValues(List.of())
            .build();
    HistogramCheck.check(histogram, true);
    return histogram;
  }

  private static NativeHistogramOfPoint side(ExponentialBuckets sent, long down) {
    if (sent.offset != (int) sent.offset) {
      throw new InvalidHistogramException("offset " + sent.offset);
    }
    if (sent.tooMany) {
      throw new InvalidHistogramException(
          "more than " + ExponentialBuckets.MAX_COUNTS + " buckets before they are merged");
    }
    NativeHistogramOfPoint side = new NativeHistogramOfPoint();
    int shift = (int) Math.min(Long.SIZE - 1, down);
    for (int i = 0; i < sent.counts.size(); i++) {
      if (sent.counts.longAt(i) != 0) {
        side.add(((sent.offset + i) >> shift) + 1, UnsignedCount.of(sent.counts.longAt(i)));
      }
    }
    return side;
  }

  /** Adds observations to a bucket, which is the last one or one behind it. */
  private void add(long index, double count) {
    if (index != (int) index) {
      throw new InvalidHistogramException("a bucket at index " + index);
    }
    int last = lengths.size() - 1;
    if (last >= 0 && index == end - 1) {
      counts.set(counts.size() - 1, counts.get(counts.size() - 1) + count);
      return;
    }
    long gap = index - end;
    if (last < 0 || gap > BRIDGED) {
      offsets.add((int) gap);
      lengths.add(1);
    } else {
      for (int i = 0; i < gap; i++) {
        counts.add(0.0);
      }
      lengths.set(last, lengths.get(last) + (int) gap + 1);
    }
    counts.add(count);
    end = index + 1;
  }
}
