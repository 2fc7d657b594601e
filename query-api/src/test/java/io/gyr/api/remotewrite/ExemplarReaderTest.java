package io.gyr.api.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.api.exemplar.Exemplar;
import io.gyr.api.exemplar.ExemplarStore;
import io.gyr.api.ingest.MetricFamilies;
import io.gyr.api.ingest.SentSamples;
import io.gyr.api.protobuf.ProtobufWriter;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.labels.MatchType;
import io.gyr.promql.labels.Matcher;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Exemplars of both versions of remote write. */
class ExemplarReaderTest {
  private static final long NOW_MS = SentSamples.NOW_MS;
  private static final Labels SERIES = Labels.of("__name__", "requests_total", "job", "a");
  private static final List<List<Matcher>> ALL =
      List.of(List.of(new Matcher(MatchType.EQUAL, "__name__", "requests_total")));

  private final ExemplarStore store = new ExemplarStore();

  private static ProtobufWriter label(String name, String value) {
    return new ProtobufWriter().string(1, name).string(2, value);
  }

  @Test
  void ofVersionOneAreKeptWithTheirSeries() {
    ProtobufWriter exemplar =
        new ProtobufWriter()
            .message(1, label("trace_id", "abc"))
            .float64(2, 0.25)
            .varint(3, NOW_MS);
    // The labels of the series may come behind.
    ProtobufWriter series =
        new ProtobufWriter()
            .message(3, exemplar)
            .message(1, label("__name__", "requests_total"))
            .message(1, label("job", "a"));
    new WriteRequestV1(new SentSamples().batch, new MetricFamilies(), store)
        .read(new ProtobufWriter().message(1, series).toBytes());

    assertThat(store.select(ALL, NOW_MS, NOW_MS))
        .containsExactly(
            new ExemplarStore.Found(
                SERIES, List.of(new Exemplar(Labels.of("trace_id", "abc"), 0.25, NOW_MS))));
  }

  @Test
  void ofVersionTwoAreKeptAndCounted() {
    ProtobufWriter exemplar =
        new ProtobufWriter()
            .bytes(1, new ProtobufWriter().raw(5).raw(6).toBytes())
            .float64(2, 0.25)
            .varint(3, NOW_MS);
    ProtobufWriter series =
        new ProtobufWriter()
            .bytes(1, new ProtobufWriter().raw(1).raw(2).raw(3).raw(4).toBytes())
            .message(4, exemplar);
    ProtobufWriter request = new ProtobufWriter();
    for (String symbol : List.of("", "__name__", "requests_total", "job", "a", "trace_id", "abc")) {
      request.string(4, symbol);
    }
    WriteRequestV2 read = new WriteRequestV2(new SentSamples().batch, new MetricFamilies(), store);
    read.read(request.message(5, series).toBytes());

    assertThat(read.exemplars()).isEqualTo(1);
    assertThat(store.select(ALL, NOW_MS, NOW_MS))
        .containsExactly(
            new ExemplarStore.Found(
                SERIES, List.of(new Exemplar(Labels.of("trace_id", "abc"), 0.25, NOW_MS))));
  }
}
