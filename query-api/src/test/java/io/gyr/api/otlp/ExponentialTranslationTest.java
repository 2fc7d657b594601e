package io.gyr.api.otlp;

import static io.gyr.api.otlp.TranslationTest.attribute;
import static io.gyr.api.otlp.TranslationTest.message;
import static io.gyr.api.otlp.TranslationTest.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.api.exemplar.ExemplarStore;
import io.gyr.api.ingest.MetricFamilies;
import io.gyr.api.ingest.MetricFamily;
import io.gyr.api.ingest.SentSamples;
import io.gyr.api.protobuf.MalformedProtobufException;
import io.gyr.api.protobuf.ProtobufWriter;
import io.gyr.schemas.record.Histogram;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Exponential histograms in requests. */
class ExponentialTranslationTest {
  private final SentSamples sent = new SentSamples();
  private final MetricFamilies families = new MetricFamilies();
  private final Translation translation =
      new Translation(sent.batch, families, new ExemplarStore());

  @Test
  void exponentialHistogramsBecomeNativeOnes() {
    ProtobufWriter point =
        message()
            .message(1, attribute("http.method", "GET"))
            .fixed64(3, TranslationTest.NOW_NS)
            .fixed64(4, 7)
            .float64(5, 9.5)
            .varint(6, 2 * 3)
            .fixed64(7, 1)
            .message(8, message().varint(1, 1).bytes(2, message().raw(4).raw(0).toBytes()))
            .message(9, message().varint(2, 2));
    new ProtobufMetrics(translation)
        .read(
            request(
                message()
                    .string(1, "wait")
                    .string(3, "s")
                    .message(10, message().message(1, point).varint(2, 2)),
                message()
                    .string(1, "coarse")
                    .message(
                        10,
                        message()
                            .message(1, message().fixed64(3, TranslationTest.NOW_NS).varint(6, 9))
                            .varint(2, 2))));
    assertThat(sent.records().stream().map(TranslationTest::shown))
        .containsExactly(
            "wait_seconds{http_method=GET} HISTOGRAM 9.5", "target_info{host_name=h} GAUGE 1.0");
    Histogram histogram = sent.records().get(0).getHistogram();
    assertThat(histogram.getSchema$()).isEqualTo(3);
    assertThat(histogram.getPositiveOffsets()).containsExactly(0);
    assertThat(histogram.getPositiveCounts()).containsExactly(4.0);
    assertThat(histogram.getNegativeOffsets()).containsExactly(1);
    assertThat(histogram.getNegativeCounts()).containsExactly(2.0);
    assertThat(sent.records().get(1).getHistogram()).isNull();
    assertThat(families.find("wait_seconds"))
        .isEqualTo(new MetricFamily("wait_seconds", "histogram", "", "s"));
    assertThat(translation.rejectedPoints()).isEqualTo(1);
    assertThat(sent.batch.refusals().text())
        .isEqualTo(
            "1 histograms that are not valid, first coarse: scale -5, at least -4 is needed");
  }

  @Property(tries = 2000, seed = "1")
  void aSpoiltRequestIsReadOrMalformed(@ForAll int place, @ForAll byte spoilt) {
    ProtobufWriter buckets = message().varint(1, 7).bytes(2, new byte[] {4, 0, 0, 0, 9});
    ProtobufWriter point =
        message()
            .fixed64(3, TranslationTest.NOW_NS)
            .fixed64(4, 26)
            .varint(6, 2 * 11)
            .message(8, buckets)
            .message(9, buckets);
    byte[] request =
        request(message().string(1, "wait").message(10, message().message(1, point).varint(2, 2)));
    request[Math.floorMod(place, request.length)] = spoilt;
    try {
      new ProtobufMetrics(new Translation(new SentSamples().batch, families, new ExemplarStore()))
          .read(request);
    } catch (MalformedProtobufException e) {
      assertThat(e).hasMessageStartingWith("at byte ");
    }
  }
}
