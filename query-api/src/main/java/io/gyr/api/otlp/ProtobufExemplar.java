package io.gyr.api.otlp;

import io.gyr.api.protobuf.ProtobufReader;
import java.util.HexFormat;

/**
 * Reads an exemplar: time = 2, value = 3 as a float or 6 as an integer, span_id = 4, trace_id = 5,
 * filtered_attributes = 7.
 */
final class ProtobufExemplar {
  private ProtobufExemplar() {}

  /** Adds the exemplar that {@code reader} stands at, unless the metric has enough of them. */
  static void add(ProtobufReader reader, Metric metric, DataPoint point) {
    if (!metric.takesExemplar()) {
      reader.skip();
      return;
    }
    ProtobufReader fields = new ProtobufReader();
    reader.message(fields);
    PointExemplar exemplar = new PointExemplar();
    while (fields.next()) {
      switch (fields.field()) {
        case 2 -> exemplar.timeNs = fields.fixed64();
        case 3 -> exemplar.value = fields.float64();
        case 4 -> exemplar.spanId = HexFormat.of().formatHex(fields.bytes());
        case 5 -> exemplar.traceId = HexFormat.of().formatHex(fields.bytes());
        case 6 -> exemplar.value = fields.fixed64();
        case 7 -> ProtobufAttributes.add(fields, exemplar.attributes);
        default -> fields.skip();
      }
    }
    point.exemplars.add(exemplar.exemplar());
  }
}
