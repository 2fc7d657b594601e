package io.gyr.api.otlp;

import io.gyr.api.protobuf.ProtobufReader;

/**
 * Reads the fields of a data point of an exponential histogram: attributes = 1, count = 4, sum = 5,
 * scale = 6, zero_count = 7, positive = 8 and negative = 9 (offset = 1, bucket_counts = 2), flags =
 * 10, zero_threshold = 14.
 */
final class ProtobufExponential {
  private ProtobufExponential() {}

  /** Reads the field that {@code reader} stands at; the time is read for all kinds. */
  static void read(DataPoint point, ProtobufReader reader) {
    ExponentialHistogram histogram = point.exponential;
    if (histogram == null) {
      reader.skip();
      return;
    }
    switch (reader.field()) {
      case 1 -> ProtobufAttributes.add(reader, point.attributes);
      case 4 -> point.count = reader.fixed64();
      case 5 -> point.sum = reader.float64();
      case 6 -> histogram.scale = reader.signedVarint();
      case 7 -> histogram.zeroCount = reader.fixed64();
      case 8 -> buckets(reader, histogram.positive);
      case 9 -> buckets(reader, histogram.negative);
      case 10 -> point.flags = reader.varint();
      case 14 -> histogram.zeroThreshold = reader.float64();
      default -> reader.skip();
    }
  }

  private static void buckets(ProtobufReader reader, ExponentialBuckets into) {
    ProtobufReader fields = new ProtobufReader();
    ProtobufReader packed = new ProtobufReader();
    reader.message(fields);
    while (fields.next()) {
      switch (fields.field()) {
        case 1 -> into.offset = fields.signedVarint();
        case 2 -> {
          if (!fields.isPacked()) {
            into.add(fields.varint());
            break;
          }
          fields.message(packed);
          while (packed.hasMore()) {
            into.add(packed.packedVarint());
          }
        }
        default -> fields.skip();
      }
    }
  }
}
