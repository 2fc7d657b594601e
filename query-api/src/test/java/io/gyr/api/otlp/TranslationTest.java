package io.gyr.api.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyr.api.exemplar.ExemplarStore;
import io.gyr.api.http.ApiError;
import io.gyr.api.http.Json;
import io.gyr.api.ingest.MetricFamilies;
import io.gyr.api.ingest.MetricFamily;
import io.gyr.api.ingest.SentSamples;
import io.gyr.api.protobuf.MalformedProtobufException;
import io.gyr.api.protobuf.ProtobufWriter;
import io.gyr.schemas.record.Histogram;
import io.gyr.schemas.record.MetricSample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TranslationTest {
  static final long NOW_NS = SentSamples.NOW_MS * 1_000_000;

  private final SentSamples sent = new SentSamples();
  private final MetricFamilies families = new MetricFamilies();
  private final Translation translation =
      new Translation(sent.batch, families, new ExemplarStore());

  static ProtobufWriter message() {
    return new ProtobufWriter();
  }

  static ProtobufWriter attribute(String key, String value) {
    return message().string(1, key).message(2, message().string(1, value));
  }

  /** A request of one resource with these metrics. */
  static byte[] request(ProtobufWriter... metrics) {
    ProtobufWriter scope = message();
    for (ProtobufWriter metric : metrics) {
      scope.message(2, metric);
    }
    ProtobufWriter resource =
        message()
            .message(1, attribute("service.name", "shop"))
            .message(1, attribute("service.namespace", "web"))
            .message(1, attribute("service.instance.id", "i-1"))
            .message(1, attribute("host.name", "h"));
    return message().message(1, message().message(2, scope).message(1, resource)).toBytes();
  }

  private List<String> shown() {
    return sent.records().stream().map(TranslationTest::shown).toList();
  }

  static String shown(MetricSample sample) {
    TreeMap<String, String> labels = new TreeMap<>(sample.getLabels());
    assertThat(labels.remove("job")).isEqualTo("web/shop");
    assertThat(labels.remove("instance")).isEqualTo("i-1");
    assertThat(sample.getTimeMs()).isEqualTo(SentSamples.NOW_MS);
    return sample.getName() + labels + " " + sample.getKind() + " " + sample.getValue();
  }

  @Test
  void countersAndGauges() {
    new ProtobufMetrics(translation)
        .read(
            request(
                message()
                    .string(1, "http.requests")
                    .string(2, "How many")
                    .message(
                        7,
                        message()
                            .message(
                                1,
                                message()
                                    .fixed64(3, NOW_NS)
                                    .fixed64(6, 42)
                                    .message(7, attribute("http.method", "GET")))
                            .varint(2, 2)
                            .varint(3, 1)),
                message()
                    .string(1, "load")
                    .string(3, "1")
                    .message(
                        5, message().message(1, message().fixed64(3, NOW_NS).float64(4, 0.5)))));
    assertThat(shown())
        .containsExactly(
            "http_requests_total{http_method=GET} COUNTER 42.0",
            "load_ratio{} GAUGE 0.5",
            "target_info{host_name=h} GAUGE 1.0");
    assertThat(families.find("http_requests_total"))
        .isEqualTo(new MetricFamily("http_requests_total", "counter", "How many", ""));
    assertThat(translation.rejectedPoints()).isZero();
  }

  @Test
  void histogramsBecomeClassicBuckets() {
    ProtobufWriter counts = message();
    for (long count : new long[] {1, 2, 3}) {
      for (int i = 0; i < 8; i++) {
        counts.raw(count >>> 8 * i & 0x7f);
      }
    }
    new ProtobufMetrics(translation)
        .read(
            request(
                message()
                    .string(1, "wait")
                    .string(3, "s")
                    .message(
                        9,
                        message()
                            .message(
                                1,
                                message()
                                    .fixed64(3, NOW_NS)
                                    .fixed64(4, 6)
                                    .float64(5, 9.5)
                                    .bytes(6, counts.toBytes())
                                    .float64(7, 0.005)
                                    .float64(7, 2500))
                            .varint(2, 2))));
    assertThat(shown())
        .containsExactly(
            "wait_seconds_bucket{le=0.005} COUNTER 1.0",
            "wait_seconds_bucket{le=2500} COUNTER 3.0",
            "wait_seconds_bucket{le=+Inf} COUNTER 6.0",
            "wait_seconds_sum{} COUNTER 9.5",
            "wait_seconds_count{} COUNTER 6.0",
            "target_info{host_name=h} GAUGE 1.0");
  }

  @Test
  void whatCannotBeKeptIsRejectedWithTheReason() {
    ProtobufWriter point = message().fixed64(3, NOW_NS).fixed64(6, 1);
    new ProtobufMetrics(translation)
        .read(
            request(
                message()
                    .string(1, "changes")
                    .message(7, message().message(1, point).message(1, point).varint(2, 1)),
                message()
                    .string(1, "exp")
                    .message(10, message().message(1, message()).varint(2, 1)),
                message()
                    .string(1, "nothing")
                    .message(5, message().message(1, message().fixed64(3, NOW_NS)))));
    assertThat(sent.records()).isEmpty();
    assertThat(translation.rejectedPoints()).isEqualTo(4);
    assertThat(sent.batch.refusals().text())
        .isEqualTo(
            "3 of delta temporality: set the exporter to cumulative, first changes;"
                + " 1 incomplete, first nothing: no value");
  }

  @Test
  void aPointWithoutAValueEndsItsSeries() {
    new ProtobufMetrics(translation)
        .read(
            request(
                message()
                    .string(1, "gone")
                    .message(5, message().message(1, message().fixed64(3, NOW_NS).varint(8, 1)))));
    assertThat(Double.doubleToRawLongBits(sent.records().get(0).getValue()))
        .isEqualTo(0x7ff0000000000002L);
  }

  @Test
  void jsonSaysTheSame() {
    JsonNode request =
        Json.readRequest(
            """
            {"resourceMetrics":[{"resource":{"attributes":[
               {"key":"service.name","value":{"stringValue":"shop"}},
               {"key":"service.namespace","value":{"stringValue":"web"}},
               {"key":"service.instance.id","value":{"stringValue":"i-1"}},
               {"key":"cores","value":{"intValue":"4"}},
               {"key":"zones","value":{"arrayValue":{"values":[{"stringValue":"a"}]}}}]},
             "scopeMetrics":[{"metrics":[
               {"name":"http.requests","sum":{"aggregationTemporality":2,"isMonotonic":true,
                 "dataPoints":[{"timeUnixNano":"TIME","asInt":"42",
                   "attributes":[{"key":"a.b","value":{"boolValue":true}},
                                 {"key":"a_b","value":{"doubleValue":1.5}}]}]}},
               {"name":"wait","unit":"s","histogram":{"aggregationTemporality":2,"dataPoints":[
                 {"timeUnixNano":"TIME","count":"3","sum":1.5,
                  "bucketCounts":["1","2"],"explicitBounds":[10]}]}},
               {"name":"size","unit":"By","summary":{"dataPoints":[
                 {"timeUnixNano":"TIME","count":2,"sum":"NaN",
                  "quantileValues":[{"quantile":0.5,"value":7},{"quantile":1,"value":9}]}]}},
               {"name":"lag","exponentialHistogram":{"aggregationTemporality":2,"dataPoints":[
                 {"timeUnixNano":"TIME","count":"5","sum":2.5,"scale":-1,"zeroCount":"1",
                  "zeroThreshold":0.5,"positive":{"offset":-3,"bucketCounts":["3",1]}}]}}
             ]}]}]}"""
                .replace("TIME", Long.toString(NOW_NS))
                .getBytes(StandardCharsets.UTF_8));
    new JsonMetrics(translation).read(request);
    assertThat(shown())
        .containsExactly(
            "http_requests_total{a_b=true;1.5} COUNTER 42.0",
            "wait_seconds_bucket{le=10} COUNTER 1.0",
            "wait_seconds_bucket{le=+Inf} COUNTER 3.0",
            "wait_seconds_sum{} COUNTER 1.5",
            "wait_seconds_count{} COUNTER 3.0",
            "size_bytes{quantile=0.5} GAUGE 7.0",
            "size_bytes{quantile=1} GAUGE 9.0",
            "size_bytes_sum{} COUNTER NaN",
            "size_bytes_count{} COUNTER 2.0",
            "lag{} HISTOGRAM 2.5",
            "target_info{cores=4, zones=[\"a\"]} GAUGE 1.0");
    Histogram lag = sent.records().get(9).getHistogram();
    assertThat(lag.getSchema$()).isEqualTo(-1);
    assertThat(lag.getZeroThreshold()).isEqualTo(0.5);
    assertThat(lag.getPositiveOffsets()).containsExactly(-2);
    assertThat(lag.getPositiveCounts()).containsExactly(3.0, 1.0);
  }

  @Property(tries = 3000, seed = "1")
  void anyBytesAreReadOrMalformed(@ForAll byte[] bytes) {
    readsOrRefuses(bytes);
  }

  @Property(tries = 2000, seed = "2")
  void aSpoiltRequestIsReadOrMalformed(@ForAll int place, @ForAll byte spoilt) {
    byte[] request =
        request(
            message()
                .string(1, "http.requests")
                .message(
                    9,
                    message()
                        .message(
                            1,
                            message()
                                .fixed64(3, NOW_NS)
                                .fixed64(4, 6)
                                .fixed64(6, 3)
                                .message(9, attribute("http.method", "GET")))
                        .varint(2, 2)));
    request[Math.floorMod(place, request.length)] = spoilt;
    readsOrRefuses(request);
  }

  private static void readsOrRefuses(byte[] bytes) {
    try {
      new ProtobufMetrics(
              new Translation(new SentSamples().batch, new MetricFamilies(), new ExemplarStore()))
          .read(bytes);
    } catch (MalformedProtobufException e) {
      assertThat(e).hasMessageStartingWith("at byte ");
    }
  }

  @Test
  void millionsOfEmptyPointsAreMalformed() {
    byte[] points = new byte[2 * ProtobufMetrics.MAX_POINTS + 2];
    for (int i = 0; i < points.length; i += 2) {
      points[i] = 1 << 3 | 2;
    }
    byte[] request = request(message().string(1, "many").bytes(5, points));
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> new ProtobufMetrics(translation).read(request))
        .isInstanceOf(MalformedProtobufException.class)
        .hasMessage("more than 200000 data points of one metric; send less at once");
  }

  @Test
  void attributesDeeperThanAnyoneNeedsAreMalformed() {
    ProtobufWriter value = message().string(1, "deep");
    for (int i = 0; i < 1000; i++) {
      value = message().message(5, message().message(1, value));
    }
    byte[] request =
        message()
            .message(1, message().message(1, message().message(1, message().message(2, value))))
            .toBytes();
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> new ProtobufMetrics(translation).read(request))
        .isInstanceOf(MalformedProtobufException.class)
        .hasMessage("attributes more than 16 deep");
  }

  @Test
  void aTextWhereANumberHasToBeIsRefused() {
    JsonNode request =
        Json.readRequest(
            """
            {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"a","gauge":{"dataPoints":[
              {"timeUnixNano":"now","asInt":"1"}]}}]}]}]}"""
                .getBytes(StandardCharsets.UTF_8));
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> new JsonMetrics(translation).read(request))
        .isInstanceOf(ApiError.class)
        .hasMessage("The body is no OTLP request");
  }
}
