package io.gyr.api.remotewrite;

import io.gyr.api.ingest.HistogramCheck;
import io.gyr.api.ingest.InvalidHistogramException;
import io.gyr.api.protobuf.ProtobufReader;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of one side of a native histogram: spans, and a difference (of whole counts) or a
 * count for each bucket. Never more than {@link HistogramCheck#MAX_BUCKETS} of each. Not
 * thread-safe.
 */
final class BucketFields {
  private static final int OFFSET = 1;
  private static final int LENGTH = 2;

  private final ProtobufReader part = new ProtobufReader();
  private List<Integer> offsets = List.of();
  private List<Integer> lengths = List.of();
  private List<Double> sums = List.of();
  private List<Double> counts = List.of();
  private long sum;

  /** Forgets everything; lists that were given out stay as they are. */
  void clear() {
    offsets = new ArrayList<>();
    lengths = new ArrayList<>();
    sums = new ArrayList<>();
    counts = new ArrayList<>();
    sum = 0;
  }

  /** Reads a span: offset = 1, length = 2. */
  void span(ProtobufReader field) {
    long offset = 0;
    long length = 0;
    field.message(part);
    while (part.next()) {
      switch (part.field()) {
        case OFFSET -> offset = part.signedVarint();
        case LENGTH -> length = part.varint();
        default -> part.skip();
      }
    }
    if (offset != (int) offset || length < 0 || length > HistogramCheck.MAX_BUCKETS) {
      throw new InvalidHistogramException(
          "a span of offset " + offset + " and length " + Long.toUnsignedString(length));
    }
    room(offsets, "spans");
    offsets.add((int) offset);
    lengths.add((int) length);
  }

  /** Reads differences from bucket to bucket, packed or a single one. */
  void deltas(ProtobufReader field) {
    if (!field.isPacked()) {
      delta(field.signedVarint());
      return;
    }
    field.message(part);
    while (part.hasMore()) {
      delta(part.packedSignedVarint());
    }
  }

  private void delta(long difference) {
    room(sums, "buckets");
    try {
      sum = Math.addExact(sum, difference);
    } catch (ArithmeticException e) {
      throw new InvalidHistogramException("bucket counts of more than 63 bits");
    }
    sums.add((double) sum);
  }

  /** Reads counts, packed or a single one. */
  void counts(ProtobufReader field) {
    if (!field.isPacked()) {
      room(counts, "buckets");
      counts.add(field.float64());
      return;
    }
    field.message(part);
    while (part.hasMore()) {
      room(counts, "buckets");
      counts.add(Double.longBitsToDouble(part.packedFixed64()));
    }
  }

  private static void room(List<?> list, String what) {
    if (list.size() == HistogramCheck.MAX_BUCKETS) {
      throw HistogramCheck.tooMany(what);
    }
  }

  List<Integer> offsets() {
    return offsets;
  }

  List<Integer> lengths() {
    return lengths;
  }

  /**
   * The count of each bucket.
   *
   * @param integers whether they were sent as differences
   */
  List<Double> counts(boolean integers) {
    return integers ? sums : counts;
  }
}
