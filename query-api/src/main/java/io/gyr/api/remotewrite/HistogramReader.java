package io.gyr.api.remotewrite;

import io.gyr.api.ingest.HistogramCheck;
import io.gyr.api.ingest.InvalidHistogramException;
import io.gyr.api.ingest.StaleHistogram;
import io.gyr.api.ingest.UnsignedCount;
import io.gyr.api.protobuf.ProtobufReader;
import io.gyr.schemas.record.Histogram;
import io.gyr.timeseries.rollup.StaleMarker;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a native histogram, whose fields have the same numbers in both versions of the protocol:
 * count_int = 1 or count_float = 2, sum = 3, schema = 4, zero_threshold = 5, zero_count_int = 6 or
 * zero_count_float = 7, spans, deltas and counts of negative buckets = 8 to 10 and of positive ones
 * = 11 to 13, reset_hint = 14, timestamp = 15 in milliseconds, custom_values = 16. Reusable; not
 * thread-safe.
 */
final class HistogramReader {
  private static final int LAST_HINT = 3;

  private final BucketFields negative = new BucketFields();
  private final BucketFields positive = new BucketFields();
  private final ProtobufReader part = new ProtobufReader();
  private List<Double> customValues = List.of();
  private boolean integers;
  private double count;
  private double zeroCount;
  private double sum;
  private double zeroThreshold;
  private long schema;
  private long hint;
  private long timeMs;

  /** When the last one that was read was taken, milliseconds since 1970. */
  long timeMs() {
    return timeMs;
  }

  /**
   * Reads a histogram.
   *
   * @return absolute counts; a stale marker without buckets
   * @throws InvalidHistogramException if it is none that Prometheus would take
   * @throws io.gyr.api.protobuf.MalformedProtobufException if it is no such message
   */
  Histogram read(ProtobufReader message) {
    clear();
    while (message.next()) {
      field(message);
    }
    if (StaleMarker.is(sum)) {
      return StaleHistogram.record();
    }
    if (hint < 0 || hint > LAST_HINT) {
      throw new InvalidHistogramException("reset hint " + hint);
    }
    if (schema != (int) schema) {
      throw new InvalidHistogramException("schema " + schema);
    }
    Histogram histogram =
        Histogram.newBuilder()
            .setSchema$((int) schema)
            .setZeroThreshold(zeroThreshold)
            .setCount(count)
            .setZeroCount(zeroCount)
            .setSum(sum)
            .setResetHint((int) hint)
            .setPositiveOffsets(positive.offsets())
            .setPositiveLengths(positive.lengths())
            .setPositiveCounts(positive.counts(integers))
            .setNegativeOffsets(negative.offsets())
            .setNegativeLengths(negative.lengths())
            .setNegativeCounts(negative.counts(integers))
            .setCustomValues(customValues)
            .build();
    HistogramCheck.check(histogram, integers);
    return histogram;
  }

  private void clear() {
    negative.clear();
    positive.clear();
    customValues = new ArrayList<>();
    integers = true;
    count = 0;
    zeroCount = 0;
    sum = 0;
    zeroThreshold = 0;
    schema = 0;
    hint = 0;
    timeMs = 0;
  }

  private void field(ProtobufReader message) {
    switch (message.field()) {
      case 1 -> {
        count = UnsignedCount.of(message.varint());
        integers = true;
      }
      case 2 -> {
        count = message.float64();
        integers = false;
      }
      case 3 -> sum = message.float64();
      case 4 -> schema = message.signedVarint();
      case 5 -> zeroThreshold = message.float64();
      case 6 -> zeroCount = UnsignedCount.of(message.varint());
      case 7 -> zeroCount = message.float64();
      case 8 -> negative.span(message);
      case 9 -> negative.deltas(message);
      case 10 -> negative.counts(message);
      case 11 -> positive.span(message);
      case 12 -> positive.deltas(message);
      case 13 -> positive.counts(message);
      case 14 -> hint = message.varint();
      case 15 -> timeMs = message.varint();
      case 16 -> customValues(message);
      default -> message.skip();
    }
  }

  private void customValues(ProtobufReader message) {
    if (!message.isPacked()) {
      customValue(message.float64());
      return;
    }
    message.message(part);
    while (part.hasMore()) {
      customValue(Double.longBitsToDouble(part.packedFixed64()));
    }
  }

  private void customValue(double bound) {
    if (customValues.size() == HistogramCheck.MAX_BUCKETS) {
      throw HistogramCheck.tooMany("custom bounds");
    }
    customValues.add(bound);
  }
}
