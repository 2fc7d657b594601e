package io.gyr.api.otlp;

import io.gyr.api.protobuf.MalformedProtobufException;
import io.gyr.api.protobuf.ProtobufReader;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads {@code opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest}; the numbers
 * are those of its fields. A resource is read ahead of its metrics, wherever it stands. Scopes and
 * start times are not kept.
 *
 * @see <a href="https://github.com/open-telemetry/opentelemetry-proto">opentelemetry-proto 1.x</a>
 */
final class ProtobufMetrics {
  /** A point may take two bytes on the wire and takes hundreds as an object. */
  static final int MAX_POINTS = 200_000;

  private final MetricVisitor visitor;

  ProtobufMetrics(MetricVisitor visitor) {
    this.visitor = visitor;
  }

  /**
   * Gives the visitor what the request holds.
   *
   * @throws MalformedProtobufException if it is no such message
   */
  void read(byte[] request) {
    ProtobufReader reader = new ProtobufReader(request);
    ProtobufReader resourceMetrics = new ProtobufReader();
    while (reader.next()) {
      if (reader.field() == 1) {
        reader.message(resourceMetrics);
        resourceMetrics(resourceMetrics);
      } else {
        reader.skip();
      }
    }
  }

  private void resourceMetrics(ProtobufReader reader) {
    ProtobufReader ahead = new ProtobufReader();
    ProtobufReader part = new ProtobufReader();
    SortedMap<String, String> attributes = new TreeMap<>();
    reader.again(ahead);
    while (ahead.next()) {
      if (ahead.field() == 1) {
        ahead.message(part);
        attributes(part, 1, attributes);
      } else {
        ahead.skip();
      }
    }
    visitor.resource(new Resource(attributes));
    while (reader.next()) {
      if (reader.field() == 2) {
        reader.message(part);
        scopeMetrics(part);
      } else {
        reader.skip();
      }
    }
    visitor.end();
  }

  private static void attributes(
      ProtobufReader reader, int field, SortedMap<String, String> attributes) {
    while (reader.next()) {
      if (reader.field() == field) {
        ProtobufAttributes.add(reader, attributes);
      } else {
        reader.skip();
      }
    }
  }

  private void scopeMetrics(ProtobufReader reader) {
    ProtobufReader part = new ProtobufReader();
    while (reader.next()) {
      if (reader.field() == 2) {
        reader.message(part);
        visitor.metric(metric(part));
      } else {
        reader.skip();
      }
    }
  }

  private static Metric metric(ProtobufReader reader) {
    Metric metric = new Metric();
    ProtobufReader data = new ProtobufReader();
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> metric.name = reader.string();
        case 2 -> metric.description = reader.string();
        case 3 -> metric.unit = reader.string();
        case 5 -> data(metric, Metric.Kind.GAUGE, reader, data);
        case 7 -> data(metric, Metric.Kind.SUM, reader, data);
        case 9 -> data(metric, Metric.Kind.HISTOGRAM, reader, data);
        case 10 -> data(metric, Metric.Kind.EXPONENTIAL_HISTOGRAM, reader, data);
        case 11 -> data(metric, Metric.Kind.SUMMARY, reader, data);
        default -> reader.skip();
      }
    }
    return metric;
  }

  private static void data(
      Metric metric, Metric.Kind kind, ProtobufReader reader, ProtobufReader data) {
    metric.kind = kind;
    reader.message(data);
    ProtobufReader point = new ProtobufReader();
    while (data.next()) {
      switch (data.field()) {
        case 1 -> {
          data.message(point);
          if (metric.points.size() == MAX_POINTS) {
            throw new MalformedProtobufException(
                "more than " + MAX_POINTS + " data points of one metric; send less at once");
          }
          metric.points.add(ProtobufDataPoint.read(metric, point));
        }
        case 2 -> metric.temporality = (int) data.varint();
        case 3 -> metric.monotonic = data.varint() != 0;
        default -> data.skip();
      }
    }
  }
}
