package io.gyr.api.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.api.ingest.InvalidHistogramException;
import io.gyr.schemas.record.Histogram;
import io.gyr.timeseries.rollup.StaleMarker;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NativeHistogramOfPointTest {
  private static DataPoint point(long scale, long offset, long... counts) {
    DataPoint point = new DataPoint();
    ExponentialHistogram histogram = new ExponentialHistogram();
    histogram.scale = scale;
    histogram.positive.offset = offset;
    for (long count : counts) {
      histogram.positive.add(count);
      point.count += count;
    }
    point.exponential = histogram;
    return point;
  }

  @Test
  void indexesAreThoseOfTheUpperBounds() {
    DataPoint point = point(0, -1, 2, 0, 3);
    point.sum = 7.5;
    Histogram histogram = NativeHistogramOfPoint.of(point);
    assertThat(histogram.getSchema$()).isZero();
    assertThat(histogram.getPositiveOffsets()).containsExactly(0);
    assertThat(histogram.getPositiveLengths()).containsExactly(3);
    assertThat(histogram.getPositiveCounts()).containsExactly(2.0, 0.0, 3.0);
    assertThat(histogram.getCount()).isEqualTo(5);
    assertThat(histogram.getSum()).isEqualTo(7.5);
    assertThat(histogram.getZeroThreshold()).isEqualTo(1e-128);
    assertThat(histogram.getResetHint()).isZero();
  }

  @Test
  void longGapsBeginAnotherSpan() {
    Histogram histogram = NativeHistogramOfPoint.of(point(3, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0));
    assertThat(histogram.getPositiveOffsets()).containsExactly(2, 3);
    assertThat(histogram.getPositiveLengths()).containsExactly(4, 1);
    assertThat(histogram.getPositiveCounts()).containsExactly(1.0, 0.0, 0.0, 1.0, 1.0);
  }

  @Test
  void aThresholdThatIsToldIsKept() {
    DataPoint point = point(0, 0, 1);
    point.exponential.zeroThreshold = 0.25;
    point.exponential.zeroCount = 2;
    point.count = 3;
    assertThat(NativeHistogramOfPoint.of(point).getZeroThreshold()).isEqualTo(0.25);
    assertThat(NativeHistogramOfPoint.of(point).getZeroCount()).isEqualTo(2);
  }

  /** Each bucket of the coarser schema has what lies within its bounds. */
  @Property(tries = 500, seed = "1")
  void finerScalesAreMerged(
      @ForAll long seed,
      @ForAll @IntRange(min = -4, max = 20) int scale,
      @ForAll @IntRange(min = -5000, max = 5000) int offset,
      @ForAll @IntRange(max = 320) int size) {
    Random random = new Random(seed);
    long[] counts = new long[size];
    TreeMap<Integer, Double> expected = new TreeMap<>();
    int merged = 1 << Math.max(0, scale - 8);
    for (int i = 0; i < size; i++) {
      counts[i] = random.nextInt(3) == 0 ? random.nextInt(1000) : 0;
      if (counts[i] > 0) {
        int upper = Math.floorDiv(offset + i, merged) + 1;
        expected.merge(upper, (double) counts[i], Double::sum);
      }
    }
    Histogram histogram = NativeHistogramOfPoint.of(point(scale, offset, counts));
    assertThat(histogram.getSchema$()).isEqualTo(Math.min(8, scale));
    TreeMap<Integer, Double> found = new TreeMap<>();
    int index = 0;
    int at = 0;
    for (int span = 0; span < histogram.getPositiveOffsets().size(); span++) {
      index += histogram.getPositiveOffsets().get(span);
      for (int i = 0; i < histogram.getPositiveLengths().get(span); i++) {
        found.put(index++, histogram.getPositiveCounts().get(at++));
      }
    }
    found.values().removeIf(count -> count == 0);
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void aPointWithoutAValueIsAStaleMarker() {
    DataPoint point = point(-9, 0, 1);
    point.flags = 1;
    assertThat(StaleMarker.is(NativeHistogramOfPoint.of(point).getSum())).isTrue();
  }

  @Test
  void whatNoNativeHistogramHasIsInvalid() {
    invalid(point(-5, 0, 1), "scale -5, at least -4 is needed");
    invalid(point(0, 1L << 40, 1), "offset 1099511627776");
    invalid(point(0, Integer.MAX_VALUE, 1), "a bucket at index 2147483648");
    invalid(point(8, 0, new long[ExponentialBuckets.MAX_COUNTS + 1]), "more than 10000 buckets");
    DataPoint wide = point(8, 0);
    for (int i = 0; i < 1001; i++) {
      wide.exponential.positive.add(1);
    }
    wide.count = 1001;
    invalid(wide, "more than 1000 positive buckets or spans");
    DataPoint miscounted = point(0, 0, 1);
    miscounted.count = 2;
    invalid(miscounted, "a count of 2.0 with 1.0 observations in buckets");
  }

  private static void invalid(DataPoint point, String message) {
    assertThatThrownBy(() -> NativeHistogramOfPoint.of(point))
        .isInstanceOf(InvalidHistogramException.class)
        .hasMessageStartingWith(message);
  }
}
