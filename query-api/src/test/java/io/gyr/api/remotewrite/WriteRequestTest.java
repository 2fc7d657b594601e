package io.gyr.api.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.api.exemplar.ExemplarStore;
import io.gyr.api.ingest.MetricFamilies;
import io.gyr.api.ingest.MetricFamily;
import io.gyr.api.ingest.RandomHistograms;
import io.gyr.api.ingest.Refusal;
import io.gyr.api.ingest.SentSamples;
import io.gyr.api.protobuf.MalformedProtobufException;
import io.gyr.api.protobuf.ProtobufWriter;
import io.gyr.schemas.record.MetricKind;
import io.gyr.schemas.record.MetricSample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class WriteRequestTest {
  private static final long NOW_MS = SentSamples.NOW_MS;

  private final MetricFamilies families = new MetricFamilies();

  @Property(tries = 200, seed = "1")
  void bothVersionsSendWhatTheyHold(@ForAll("requests") List<WriteRequests.Series> series) {
    SentSamples first = new SentSamples();
    new WriteRequestV1(first.batch, families, new ExemplarStore())
        .read(WriteRequests.v1(series).toBytes());
    SentSamples second = new SentSamples();
    new WriteRequestV2(second.batch, families, new ExemplarStore())
        .read(WriteRequests.v2(series, "help").toBytes());
    for (SentSamples sent : List.of(first, second)) {
      assertThat(sent.records().stream().map(WriteRequestTest::shown).toList())
          .isEqualTo(expected(series));
      assertThat(sent.batch.refusals().samples()).isZero();
    }
  }

  private static List<String> expected(List<WriteRequests.Series> all) {
    List<String> samples = new ArrayList<>();
    for (WriteRequests.Series series : all) {
      for (int i = 0; i < series.timesMs().length; i++) {
        Map<String, String> labels = new TreeMap<>(series.labels());
        labels.values().removeIf(String::isEmpty);
        samples.add(shown(labels, series.timesMs()[i], series.values()[i]));
      }
    }
    return samples;
  }

  private static String shown(MetricSample sample) {
    Map<String, String> labels = new TreeMap<>(sample.getLabels());
    labels.put("__name__", sample.getName());
    return shown(labels, sample.getTimeMs(), sample.getValue());
  }

  private static String shown(Map<String, String> labels, long timeMs, double value) {
    return labels + " " + timeMs + " " + Double.doubleToRawLongBits(value);
  }

  @Provide
  Arbitrary<List<WriteRequests.Series>> requests() {
    Arbitrary<String> text =
        Arbitraries.strings().alpha().numeric().withChars("äß日_.").ofMaxLength(9);
    Arbitrary<Map<String, String>> labels =
        Arbitraries.maps(text.filter(name -> !name.isEmpty()), text).ofMaxSize(8);
    Arbitrary<Long> times = Arbitraries.longs().between(NOW_MS - 21_000_000, NOW_MS + 500_000);
    Arbitrary<Double> values = Arbitraries.longs().map(Double::longBitsToDouble);
    return Combinators.combine(labels, times.list().ofMaxSize(5), values.list().ofSize(5))
        .as(
            (map, timesMs, numbers) -> {
              Map<String, String> all = new TreeMap<>(map);
              all.put("__name__", "metric");
              return new WriteRequests.Series(
                  all,
                  timesMs.stream().mapToLong(Long::longValue).toArray(),
                  numbers.stream().mapToDouble(Double::doubleValue).toArray());
            })
        .list()
        .ofMaxSize(6);
  }

  @Property(tries = 2000, seed = "3")
  void anyBytesAreReadOrMalformed(@ForAll byte[] bytes) {
    readsOrRefuses(bytes);
  }

  @Property(tries = 1000, seed = "4")
  void aSpoiltRequestIsReadOrMalformed(@ForAll int place, @ForAll byte spoilt) {
    Map<String, String> labels = new HashMap<>(Map.of("__name__", "up", "job", "a"));
    byte[] first = WriteRequests.v1(List.of(WriteRequests.series(labels, NOW_MS, 1))).toBytes();
    first[Math.floorMod(place, first.length)] = spoilt;
    readsOrRefuses(first);
    byte[] second =
        WriteRequests.v2(List.of(WriteRequests.series(labels, NOW_MS, 1)), "h").toBytes();
    second[Math.floorMod(place, second.length)] = spoilt;
    readsOrRefuses(second);
  }

  @Property(tries = 2000, seed = "5")
  void aSpoiltHistogramIsReadRefusedOrMalformed(
      @ForAll long seed, @ForAll boolean integers, @ForAll int place, @ForAll byte spoilt) {
    ProtobufWriter histogram =
        HistogramMessages.of(
            new RandomHistograms(seed, integers).next(), NOW_MS, integers, seed % 2 == 0);
    byte[] first = WriteRequests.v1("h", List.of(histogram)).toBytes();
    first[Math.floorMod(place, first.length)] = spoilt;
    readsOrRefuses(first);
    byte[] second = WriteRequests.v2("h", List.of(histogram)).toBytes();
    second[Math.floorMod(place, second.length)] = spoilt;
    readsOrRefuses(second);
  }

  private void readsOrRefuses(byte[] bytes) {
    try {
      new WriteRequestV1(new SentSamples().batch, families, new ExemplarStore()).read(bytes);
    } catch (MalformedProtobufException e) {
      assertThat(e).hasMessageContaining("at byte");
    }
    try {
      new WriteRequestV2(new SentSamples().batch, families, new ExemplarStore()).read(bytes);
    } catch (MalformedProtobufException e) {
      assertThat(e).hasMessageMatching("(?s).*(at byte|symbol).*");
    }
  }

  @Test
  void aSeriesWithBadLabelsIsRefusedAndTheOthersAreSent() {
    SentSamples sent = new SentSamples();
    List<WriteRequests.Series> series =
        List.of(
            WriteRequests.series(Map.of("__name__", "a"), NOW_MS, 1),
            WriteRequests.series(Map.of("__name__", "b", "x", "v".repeat(1 << 20)), NOW_MS, 1),
            new WriteRequests.Series(Map.of("job", "no name"), new long[2], new double[2]),
            WriteRequests.series(Map.of("__name__", "c"), NOW_MS, 1));
    new WriteRequestV1(sent.batch, families, new ExemplarStore())
        .read(WriteRequests.v1(series).toBytes());
    assertThat(sent.records()).extracting(MetricSample::getName).containsExactly("a", "c");
    assertThat(sent.batch.refusals().samples(Refusal.LABELS)).isEqualTo(3);
    assertThat(sent.batch.refusals().text())
        .startsWith("3 with labels that no series can have, first label x of 1 characters");
  }

  @Test
  void aHistogramThatIsNotValidIsRefusedAndTheFloatsOfTheSeriesAreSent() {
    SentSamples sent = new SentSamples();
    ProtobufWriter series =
        new ProtobufWriter()
            .message(4, new ProtobufWriter().varint(1, 5))
            .message(2, new ProtobufWriter().float64(1, 2).varint(2, NOW_MS))
            .message(1, new ProtobufWriter().string(1, "__name__").string(2, "h"));
    new WriteRequestV1(sent.batch, families, new ExemplarStore())
        .read(new ProtobufWriter().message(1, series).toBytes());
    assertThat(sent.records()).hasSize(1);
    assertThat(sent.batch.refusals().text())
        .isEqualTo(
            "1 histograms that are not valid, first h: a count of 5.0 with 0.0 observations in"
                + " buckets");
  }

  @Test
  void metadataOfBothVersionsIsKept() {
    new WriteRequestV1(new SentSamples().batch, families, new ExemplarStore())
        .read(
            new ProtobufWriter()
                .message(3, WriteRequests.metadata("reqs", 1, "Requests", ""))
                .message(3, WriteRequests.metadata("later", 99, "", ""))
                .toBytes());
    assertThat(families.find("reqs"))
        .isEqualTo(new MetricFamily("reqs", "counter", "Requests", ""));
    assertThat(families.find("later")).isEqualTo(new MetricFamily("later", "unknown", "", ""));

    SentSamples sent = new SentSamples();
    new WriteRequestV2(sent.batch, families, new ExemplarStore())
        .read(
            WriteRequests.v2(
                    List.of(WriteRequests.series(Map.of("__name__", "temp"), NOW_MS, 1)), "Heat")
                .toBytes());
    assertThat(families.find("temp")).isEqualTo(new MetricFamily("temp", "gauge", "Heat", ""));
    assertThat(sent.records().get(0).getKind()).isEqualTo(MetricKind.GAUGE);
  }

  @Test
  void referencesThatLeadNowhereAreMalformed() {
    ProtobufWriter series =
        new ProtobufWriter().bytes(1, new ProtobufWriter().raw(1).raw(99).toBytes());
    byte[] request =
        new ProtobufWriter().string(4, "").string(4, "__name__").message(5, series).toBytes();
    assertThatThrownBy(
            () ->
                new WriteRequestV2(new SentSamples().batch, families, new ExemplarStore())
                    .read(request))
        .isInstanceOf(MalformedProtobufException.class)
        .hasMessage("reference to symbol 99 of 2");
  }

  @Test
  void aNameWithoutAValueIsRefused() {
    ProtobufWriter series =
        new ProtobufWriter()
            .varint(1, 1)
            .message(2, new ProtobufWriter().float64(1, 2).varint(2, NOW_MS));
    SentSamples sent = new SentSamples();
    new WriteRequestV2(sent.batch, families, new ExemplarStore())
        .read(new ProtobufWriter().string(4, "").string(4, "x").message(5, series).toBytes());
    assertThat(sent.records()).isEmpty();
    assertThat(sent.batch.refusals().text()).contains("a label name without a value");
  }
}
