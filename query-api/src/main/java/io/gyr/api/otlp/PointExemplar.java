package io.gyr.api.otlp;

import io.gyr.api.exemplar.Exemplar;
import io.gyr.promql.labels.Labels;
import java.util.SortedMap;
import java.util.TreeMap;

/** An exemplar of a data point. Filled by readers. */
final class PointExemplar {
  /** In hexadecimal, empty if there is none. */
  String traceId = "";

  /** In hexadecimal, empty if there is none. */
  String spanId = "";

  /** Attributes that the series does not have, values as text. */
  final SortedMap<String, String> attributes = new TreeMap<>();

  double value;

  /** Nanoseconds since 1970. */
  long timeNs;

  /** As Prometheus keeps it: the attributes only if there is room for all of them. */
  Exemplar exemplar() {
    SortedMap<String, String> labels = new TreeMap<>();
    if (!traceId.isEmpty()) {
      labels.put("trace_id", traceId);
    }
    if (!spanId.isEmpty()) {
      labels.put("span_id", spanId);
    }
    SortedMap<String, String> all = new TreeMap<>(attributes);
    all.putAll(labels);
    Exemplar whole = new Exemplar(Labels.of(all), value, timeNs / 1_000_000);
    return whole.fits() ? whole : new Exemplar(Labels.of(labels), value, whole.timeMs());
  }
}
