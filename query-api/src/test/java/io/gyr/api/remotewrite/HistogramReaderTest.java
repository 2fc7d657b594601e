package io.gyr.api.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.api.ingest.InvalidHistogramException;
import io.gyr.api.ingest.StaleHistogram;
import io.gyr.api.protobuf.ProtobufReader;
import io.gyr.api.protobuf.ProtobufWriter;
import io.gyr.schemas.record.Histogram;
import io.gyr.timeseries.rollup.StaleMarker;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HistogramReaderTest {
  private static final long NOW_MS = 1_800_000_000_000L;

  private final HistogramReader reader = new HistogramReader();

  private Histogram read(ProtobufWriter message) {
    return reader.read(new ProtobufReader(message.toBytes()));
  }

  private static Histogram valid() {
    Histogram histogram = StaleHistogram.record();
    histogram.setSchema$(3);
    histogram.setZeroThreshold(0.001);
    histogram.setZeroCount(1.0);
    histogram.setCount(10.0);
    histogram.setSum(12.5);
    histogram.setPositiveOffsets(List.of(-2, 3));
    histogram.setPositiveLengths(List.of(2, 1));
    histogram.setPositiveCounts(List.of(1.0, 0.0, 3.0));
    histogram.setNegativeOffsets(List.of(0));
    histogram.setNegativeLengths(List.of(1));
    histogram.setNegativeCounts(List.of(5.0));
    return histogram;
  }

  private static Histogram custom() {
    Histogram histogram = StaleHistogram.record();
    histogram.setSchema$(-53);
    histogram.setCount(3.0);
    histogram.setSum(0);
    histogram.setPositiveOffsets(List.of(1));
    histogram.setPositiveLengths(List.of(2));
    histogram.setPositiveCounts(List.of(1.0, 2.0));
    histogram.setCustomValues(List.of(0.5, 2.0));
    return histogram;
  }

  @Test
  void readsAbsoluteCounts() {
    assertThat(read(HistogramMessages.of(valid(), NOW_MS, true, true))).isEqualTo(valid());
    assertThat(reader.timeMs()).isEqualTo(NOW_MS);
    assertThat(read(HistogramMessages.of(custom(), NOW_MS + 1, false, false))).isEqualTo(custom());
    assertThat(reader.timeMs()).isEqualTo(NOW_MS + 1);
  }

  @Test
  void nothingOfTheOneBeforeStays() {
    read(HistogramMessages.of(valid(), NOW_MS, true, true));
    Histogram empty = read(new ProtobufWriter());
    assertThat(empty.getPositiveCounts()).isEmpty();
    assertThat(empty.getCount()).isZero();
    assertThat(reader.timeMs()).isZero();
  }

  /** OpenTelemetry's exporter puts the bits of the marker into the count as well. */
  @Test
  void aStaleMarkerIsOneWhateverElseItHas() {
    ProtobufWriter marker =
        new ProtobufWriter().varint(1, StaleMarker.BITS).float64(3, StaleMarker.VALUE);
    Histogram read = read(marker.varint(4, 60).varint(15, NOW_MS));
    assertThat(StaleMarker.is(read.getSum())).isTrue();
    assertThat(read.getCount()).isZero();
    assertThat(read.getSchema$()).isZero();
    assertThat(reader.timeMs()).isEqualTo(NOW_MS);
  }

  static Stream<Arguments> invalid() {
    return Stream.of(
        with(h -> h.setSchema$(9), "schema 9; there are -4 to 8 and -53"),
        with(h -> h.setSchema$(-5), "schema -5; there are -4 to 8 and -53"),
        with(h -> h.setCount(9.0), "a count of 9.0 with 10.0 observations in buckets"),
        with(h -> h.setCount(11.0), "a count of 11.0 with 10.0 observations in buckets"),
        with(h -> h.setZeroThreshold(Double.NaN), "a zero threshold of NaN"),
        with(h -> h.setResetHint(4), "reset hint 4"),
        with(h -> h.setCustomValues(List.of(1.0)), "custom bounds in schema 3"),
        with(
            h -> h.setPositiveOffsets(List.of(0, -1)),
            "positive span 1 begins before the end of the one before: -1"),
        with(h -> h.setPositiveLengths(List.of(2, 2)), "3 positive counts for spans of 4 buckets"),
        with(
            h -> h.setNegativeOffsets(List.of(Integer.MAX_VALUE)),
            "negative span 0 is beyond any bucket"),
        with(h -> h.setNegativeCounts(List.of(-5.0)), "negative bucket 0 has -5.0 observations"),
        with(h -> h.setPositiveCounts(Collections.nCopies(1001, 0.0)), "more than 1000 buckets"),
        with(h -> h.setPositiveLengths(List.of(1, 1001)), "a span of offset 3 and length 1001"),
        custom(h -> h.setZeroCount(1.0), "custom buckets with zero or negative ones"),
        custom(
            h -> h.setCustomValues(List.of(2.0, 2.0)),
            "custom bounds have to rise and be finite: 2.0 behind 2.0"),
        custom(
            h -> h.setCustomValues(List.of(Double.POSITIVE_INFINITY)),
            "custom bounds have to rise and be finite: Infinity behind -Infinity"),
        custom(
            h -> h.setCustomValues(List.of(Double.NaN)),
            "custom bounds have to rise and be finite: NaN behind -Infinity"),
        custom(h -> h.setCustomValues(List.of(1.0)), "spans up to custom bucket 3 with 1 bounds"),
        custom(
            h -> h.setPositiveOffsets(List.of(-1)),
            "a span of custom buckets with a negative offset"));
  }

  private static Arguments with(Consumer<Histogram> change, String message) {
    Histogram histogram = valid();
    change.accept(histogram);
    return Arguments.of(histogram, message);
  }

  private static Arguments custom(Consumer<Histogram> change, String message) {
    Histogram histogram = custom();
    change.accept(histogram);
    return Arguments.of(histogram, message);
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void whatPrometheusWouldNotTakeIsInvalid(Histogram histogram, String message) {
    assertThatThrownBy(() -> read(HistogramMessages.of(histogram, NOW_MS, true, true)))
        .isInstanceOf(InvalidHistogramException.class)
        .hasMessage(message);
  }

  @Test
  void fractionsNeedNotAddUp() {
    Histogram histogram = valid();
    histogram.setCount(9.999999);
    assertThat(read(HistogramMessages.of(histogram, NOW_MS, false, true))).isEqualTo(histogram);
  }

  @Test
  void observationsOfNanAreInNoBucket() {
    Histogram histogram = valid();
    histogram.setCount(11.0);
    histogram.setSum(Double.NaN);
    Histogram read = read(HistogramMessages.of(histogram, NOW_MS, true, true));
    assertThat(read.getCount()).isEqualTo(11);
    assertThat(read.getSum()).isNaN();
  }

  @Test
  void differencesThatOverflowAreInvalid() {
    ProtobufWriter deltas = new ProtobufWriter().varint(12, -2).varint(12, 4);
    assertThatThrownBy(() -> read(deltas))
        .isInstanceOf(InvalidHistogramException.class)
        .hasMessage("bucket counts of more than 63 bits");
  }

  /** A body of ten megabytes that is one histogram: nothing of it is kept. */
  @Test
  void millionsOfBucketsSpansOrBoundsAreInvalid() {
    byte[] zeros = new byte[10 << 20];
    for (int field : new int[] {9, 12, 10, 13, 16}) {
      assertThatThrownBy(() -> read(new ProtobufWriter().bytes(field, zeros)))
          .isInstanceOf(InvalidHistogramException.class)
          .hasMessageStartingWith("more than 1000 ");
    }
    ProtobufWriter spans = new ProtobufWriter();
    for (int i = 0; i < 2000; i++) {
      spans.bytes(8, new byte[0]);
    }
    assertThatThrownBy(() -> read(spans)).hasMessage("more than 1000 spans");
  }
}
