package io.gyr.api.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyr.api.exemplar.Exemplar;
import io.gyr.api.http.ApiError;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the same request in OTLP's JSON: names in lower camel case, 64-bit numbers as text or
 * number, enums as number or, from older senders, as name.
 */
final class JsonMetrics {
  private final MetricVisitor visitor;

  JsonMetrics(MetricVisitor visitor) {
    this.visitor = visitor;
  }

  /**
   * Gives the visitor what the request holds.
   *
   * @throws ApiError 400 if something in it is no number where one has to be
   */
  void read(JsonNode request) {
    for (JsonNode resourceMetrics : request.path("resourceMetrics")) {
      visitor.resource(
          new Resource(attributes(resourceMetrics.path("resource").path("attributes"))));
      for (JsonNode scopeMetrics : resourceMetrics.path("scopeMetrics")) {
        for (JsonNode metric : scopeMetrics.path("metrics")) {
          visitor.metric(metric(metric));
        }
      }
      visitor.end();
    }
  }

  private static Metric metric(JsonNode json) {
    Metric metric = new Metric();
    metric.name = json.path("name").asText();
    metric.description = json.path("description").asText();
    metric.unit = json.path("unit").asText();
    data(metric, Metric.Kind.GAUGE, json.path("gauge"));
    data(metric, Metric.Kind.SUM, json.path("sum"));
    data(metric, Metric.Kind.HISTOGRAM, json.path("histogram"));
    data(metric, Metric.Kind.EXPONENTIAL_HISTOGRAM, json.path("exponentialHistogram"));
    data(metric, Metric.Kind.SUMMARY, json.path("summary"));
    return metric;
  }

  private static void data(Metric metric, Metric.Kind kind, JsonNode data) {
    if (data.isMissingNode()) {
      return;
    }
    metric.kind = kind;
    JsonNode temporality = data.path("aggregationTemporality");
    boolean named = temporality.asText().equals("AGGREGATION_TEMPORALITY_CUMULATIVE");
    metric.temporality = named ? Metric.CUMULATIVE : temporality.asInt();
    metric.monotonic = data.path("isMonotonic").asBoolean();
    for (JsonNode point : data.path("dataPoints")) {
      metric.points.add(point(metric, point));
    }
  }

  private static DataPoint point(Metric metric, JsonNode json) {
    DataPoint point = new DataPoint();
    point.attributes.putAll(attributes(json.path("attributes")));
    point.timeNs = whole(json, "timeUnixNano");
    point.flags = whole(json, "flags");
    point.value = number(json);
    point.count = whole(json, "count");
    point.sum = json.has("sum") ? real(json.path("sum")) : null;
    json.path("bucketCounts").forEach(count -> point.bucketCounts.add(whole(count)));
    json.path("explicitBounds").forEach(bound -> point.bounds.add(real(bound)));
    if (metric.kind == Metric.Kind.EXPONENTIAL_HISTOGRAM) {
      point.exponential = exponential(json);
    }
    for (JsonNode pair : json.path("quantileValues")) {
      point.quantiles.add(real(pair.path("quantile")));
      point.quantileValues.add(real(pair.path("value")));
    }
    for (JsonNode exemplar : json.path("exemplars")) {
      if (metric.takesExemplar()) {
        point.exemplars.add(exemplar(exemplar));
      }
    }
    return point;
  }

  private static Exemplar exemplar(JsonNode json) {
    PointExemplar exemplar = new PointExemplar();
    exemplar.timeNs = whole(json, "timeUnixNano");
    Double value = number(json);
    exemplar.value = value == null ? 0 : value;
    exemplar.traceId = json.path("traceId").asText().toLowerCase(Locale.ROOT);
    exemplar.spanId = json.path("spanId").asText().toLowerCase(Locale.ROOT);
    exemplar.attributes.putAll(attributes(json.path("filteredAttributes")));
    return exemplar.exemplar();
  }

  private static @Nullable Double number(JsonNode json) {
    if (json.has("asDouble")) {
      return real(json.path("asDouble"));
    }
    return json.has("asInt") ? (double) whole(json, "asInt") : null;
  }

  private static ExponentialHistogram exponential(JsonNode json) {
    ExponentialHistogram histogram = new ExponentialHistogram();
    histogram.scale = whole(json, "scale");
    histogram.zeroCount = whole(json, "zeroCount");
    histogram.zeroThreshold = real(json.path("zeroThreshold"));
    buckets(json.path("positive"), histogram.positive);
    buckets(json.path("negative"), histogram.negative);
    return histogram;
  }

  private static void buckets(JsonNode json, ExponentialBuckets into) {
    into.offset = whole(json, "offset");
    json.path("bucketCounts").forEach(count -> into.add(whole(count)));
  }

  private static SortedMap<String, String> attributes(JsonNode list) {
    SortedMap<String, String> attributes = new TreeMap<>();
    for (JsonNode pair : list) {
      attributes.put(
          pair.path("key").asText(), AttributeText.of(JsonAttributes.plain(pair.path("value"))));
    }
    return attributes;
  }

  private static long whole(JsonNode json, String field) {
    return json.has(field) ? whole(json.path(field)) : 0;
  }

  private static long whole(JsonNode number) {
    try {
      if (number.isNumber()) {
        return number.asLong();
      }
      String text = number.asText();
      return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw noNumber(number);
    }
  }

  private static double real(JsonNode number) {
    if (number.isMissingNode()) {
      return 0;
    }
    try {
      return number.isNumber() ? number.doubleValue() : Double.parseDouble(number.asText());
    } catch (NumberFormatException e) {
      throw noNumber(number);
    }
  }

  private static ApiError noNumber(JsonNode found) {
    String text = found.toString();
    return ApiError.badRequest(
        "The body is no OTLP request",
        (text.length() <= 50 ? text : text.substring(0, 50)) + " is where a number has to be");
  }
}
