package io.gyr.api.remotewrite;

import io.gyr.api.protobuf.ProtobufWriter;
import io.gyr.schemas.record.Histogram;
import java.util.List;

/** Native histograms as senders of remote write make them. */
public final class HistogramMessages {
  private HistogramMessages() {}

  /**
   * The message.
   *
   * @param integers whether counts are sent as whole numbers, of buckets the differences
   * @param packed whether lists of numbers are packed, as they mostly are
   */
  public static ProtobufWriter of(
      Histogram histogram, long timeMs, boolean integers, boolean packed) {
    ProtobufWriter message = new ProtobufWriter().varint(15, timeMs);
    if (integers) {
      message.varint(1, (long) histogram.getCount()).varint(6, (long) histogram.getZeroCount());
    } else {
      message.float64(2, histogram.getCount()).float64(7, histogram.getZeroCount());
    }
    message.float64(3, histogram.getSum());
    message.varint(4, zigzag(histogram.getSchema$()));
    message.float64(5, histogram.getZeroThreshold());
    spans(message, 8, histogram.getNegativeOffsets(), histogram.getNegativeLengths());
    spans(message, 11, histogram.getPositiveOffsets(), histogram.getPositiveLengths());
    if (integers) {
      deltas(message, 9, histogram.getNegativeCounts(), packed);
      deltas(message, 12, histogram.getPositiveCounts(), packed);
    } else {
      doubles(message, 10, histogram.getNegativeCounts(), packed);
      doubles(message, 13, histogram.getPositiveCounts(), packed);
    }
    doubles(message, 16, histogram.getCustomValues(), packed);
    return message.varint(14, histogram.getResetHint());
  }

  private static void spans(
      ProtobufWriter message, int field, List<Integer> offsets, List<Integer> lengths) {
    for (int i = 0; i < offsets.size(); i++) {
      ProtobufWriter span = new ProtobufWriter().varint(1, zigzag(offsets.get(i)));
      message.message(field, span.varint(2, lengths.get(i)));
    }
  }

  private static void deltas(
      ProtobufWriter message, int field, List<Double> counts, boolean packed) {
    ProtobufWriter all = new ProtobufWriter();
    long before = 0;
    for (double count : counts) {
      long delta = zigzag((long) count - before);
      if (packed) {
        all.raw(delta);
      } else {
        message.varint(field, delta);
      }
      before = (long) count;
    }
    if (packed) {
      message.bytes(field, all.toBytes());
    }
  }

  private static void doubles(
      ProtobufWriter message, int field, List<Double> numbers, boolean packed) {
    if (!packed) {
      numbers.forEach(number -> message.float64(field, number));
      return;
    }
    message.bytes(field, new ProtobufWriter().doubles(numbers).toBytes());
  }

  private static long zigzag(long number) {
    return number << 1 ^ number >> 63;
  }
}
