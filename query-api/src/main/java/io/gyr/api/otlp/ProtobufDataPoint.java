package io.gyr.api.otlp;

import io.gyr.api.protobuf.ProtobufReader;

/** Reads one data point; which field has which number depends on the kind of metric. */
final class ProtobufDataPoint {
  private ProtobufDataPoint() {}

  static DataPoint read(Metric metric, ProtobufReader reader) {
    DataPoint point = new DataPoint();
    Metric.Kind kind = metric.kind;
    if (kind == Metric.Kind.EXPONENTIAL_HISTOGRAM) {
      point.exponential = new ExponentialHistogram();
    }
    while (reader.next()) {
      if (reader.field() == 3) {
        point.timeNs = reader.fixed64();
        continue;
      }
      if (reader.field() == exemplars(kind)) {
        ProtobufExemplar.add(reader, metric, point);
        continue;
      }
      switch (kind) {
        case GAUGE, SUM -> number(point, reader);
        case HISTOGRAM -> histogram(point, reader);
        case EXPONENTIAL_HISTOGRAM -> ProtobufExponential.read(point, reader);
        case SUMMARY -> summary(point, reader);
        default -> reader.skip();
      }
    }
    return point;
  }

  /** Number of the field that a kind has its exemplars in, 0 if it has none. */
  private static int exemplars(Metric.Kind kind) {
    return switch (kind) {
      case GAUGE, SUM -> 5;
      case HISTOGRAM -> 8;
      case EXPONENTIAL_HISTOGRAM -> 11;
      default -> 0;
    };
  }

  private static void number(DataPoint point, ProtobufReader reader) {
    switch (reader.field()) {
      case 4 -> point.value = reader.float64();
      case 6 -> point.value = (double) reader.fixed64();
      case 7 -> ProtobufAttributes.add(reader, point.attributes);
      case 8 -> point.flags = reader.varint();
      default -> reader.skip();
    }
  }

  private static void histogram(DataPoint point, ProtobufReader reader) {
    switch (reader.field()) {
      case 4 -> point.count = reader.fixed64();
      case 5 -> point.sum = reader.float64();
      case 6 -> append(reader, point.bucketCounts);
      case 7 -> append(reader, point.bounds);
      case 9 -> ProtobufAttributes.add(reader, point.attributes);
      case 10 -> point.flags = reader.varint();
      default -> reader.skip();
    }
  }

  /** Packed or one by one. */
  private static void append(ProtobufReader reader, Numbers to) {
    if (!reader.isPacked()) {
      to.add(reader.fixed64());
      return;
    }
    ProtobufReader packed = new ProtobufReader();
    reader.message(packed);
    while (packed.hasMore()) {
      to.add(packed.packedFixed64());
    }
  }

  private static void summary(DataPoint point, ProtobufReader reader) {
    switch (reader.field()) {
      case 4 -> point.count = reader.fixed64();
      case 5 -> point.sum = reader.float64();
      case 6 -> quantile(point, reader);
      case 7 -> ProtobufAttributes.add(reader, point.attributes);
      case 8 -> point.flags = reader.varint();
      default -> reader.skip();
    }
  }

  private static void quantile(DataPoint point, ProtobufReader reader) {
    ProtobufReader pair = new ProtobufReader();
    reader.message(pair);
    double quantile = 0;
    double value = 0;
    while (pair.next()) {
      switch (pair.field()) {
        case 1 -> quantile = pair.float64();
        case 2 -> value = pair.float64();
        default -> pair.skip();
      }
    }
    point.quantiles.add(quantile);
    point.quantileValues.add(value);
  }
}
