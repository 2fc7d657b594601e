package io.gyr.api.otlp;

import static io.gyr.api.otlp.TranslationTest.NOW_NS;
import static io.gyr.api.otlp.TranslationTest.attribute;
import static io.gyr.api.otlp.TranslationTest.message;
import static io.gyr.api.otlp.TranslationTest.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.api.exemplar.ExemplarStore;
import io.gyr.api.http.Json;
import io.gyr.api.ingest.MetricFamilies;
import io.gyr.api.ingest.SentSamples;
import io.gyr.api.protobuf.ProtobufWriter;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.labels.MatchType;
import io.gyr.promql.labels.Matcher;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What becomes of the exemplars of data points. */
class PointExemplarTest {
  private static final String TRACE = "5b8efff798038103d269b633813fc60c";

  private final ExemplarStore store = new ExemplarStore();
  private final Translation translation =
      new Translation(new SentSamples().batch, new MetricFamilies(), store);

  private static ProtobufWriter exemplar(double value) {
    return message()
        .fixed64(2, NOW_NS)
        .float64(3, value)
        .bytes(5, HexFormat.of().parseHex(TRACE))
        .message(7, attribute("user", "ann"));
  }

  private List<String> kept(String metric) {
    Matcher matcher = new Matcher(MatchType.EQUAL, Labels.NAME, metric);
    return store.select(List.of(List.of(matcher)), 0, Long.MAX_VALUE).stream()
        .map(
            found ->
                found.series().get("le")
                    + found.exemplars().stream()
                        .map(one -> " " + one.labels() + " " + one.value())
                        .toList())
        .toList();
  }

  @Test
  void sumsHaveThem() {
    ProtobufWriter point = message().fixed64(3, NOW_NS).fixed64(6, 42).message(5, exemplar(1));
    new ProtobufMetrics(translation)
        .read(
            request(
                message()
                    .string(1, "paid")
                    .message(7, message().message(1, point).varint(2, 2).varint(3, 1))));
    assertThat(kept("paid_total"))
        .containsExactly("[ {trace_id=\"" + TRACE + "\", user=\"ann\"} 1.0]");
  }

  @Test
  void thoseOfAHistogramGoToTheFirstBucketTheyFitInto() {
    ProtobufWriter point = message().fixed64(3, NOW_NS).fixed64(4, 3).float64(7, 1).float64(7, 2);
    for (double value : new double[] {2, 0.5, 7, 1.5, Double.NaN}) {
      point.message(8, exemplar(value));
    }
    for (int bucket = 0; bucket < 3; bucket++) {
      point.fixed64(6, 1);
    }
    new ProtobufMetrics(translation)
        .read(
            request(
                message().string(1, "wait").message(9, message().message(1, point).varint(2, 2))));
    String labels = "{trace_id=\"" + TRACE + "\", user=\"ann\"}";
    // Of two of the same time the store keeps the first.
    assertThat(kept("wait_bucket"))
        .containsExactly(
            "+Inf[ " + labels + " 7.0]", "1[ " + labels + " 0.5]", "2[ " + labels + " 2.0]");
  }

  @Test
  void attributesThatAreTooLongAreLeftOutAndTheTraceStays() {
    json(
        """
        "asInt":"4","traceId":"%s","filteredAttributes":[
          {"key":"text","value":{"stringValue":"%s"}}]"""
            .formatted(TRACE.toUpperCase(Locale.ROOT), "x".repeat(100)),
        NOW_NS);
    assertThat(kept("paid_total")).containsExactly("[ {trace_id=\"" + TRACE + "\"} 4.0]");
  }

  @Test
  void aSampleThatIsNotTakenHasNone() {
    json("\"asInt\":4", NOW_NS - 30_000_000_000_000L);
    assertThat(kept("paid_total")).isEmpty();
  }

  private void json(String exemplar, long sampleNs) {
    String body =
        """
        {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"paid","sum":{
          "aggregationTemporality":2,"isMonotonic":true,"dataPoints":[{"timeUnixNano":"%d",
          "asInt":"9","exemplars":[{"timeUnixNano":"%d",%s}]}]}}]}]}]}"""
            .formatted(sampleNs, NOW_NS, exemplar);
    new JsonMetrics(translation).read(Json.readRequest(body.getBytes(StandardCharsets.UTF_8)));
  }
}
