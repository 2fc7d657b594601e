package io.gyr.timeseries.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DdSketchTest {
  @Property(tries = 500, seed = "1")
  void everyRankIsWithinTheStatedError(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int count) {
    double[] values = values(new Random(seed), count);
    DdSketch sketch = DdSketch.of(values, count);
    Arrays.sort(values);
    int rank = 0;
    for (int i = 0; i < sketch.size(); i++) {
      for (long left = sketch.count(i); left > 0; left--) {
        double allowed = 1.000001 * DdSketch.RELATIVE_ERROR * Math.abs(values[rank]);
        assertThat(sketch.value(i)).isCloseTo(values[rank++], within(allowed));
      }
    }
    assertThat(rank).isEqualTo(count);
  }

  @Property(tries = 300, seed = "2")
  void mergingInAnyOrderIsCountingAll(
      @ForAll long seed, @ForAll @DoubleRange(max = 300) double size) {
    Random random = new Random(seed);
    double[][] parts = new double[4][200];
    int[] counts = new int[4];
    for (int i = 0; i < 200; i++) {
      double value = Math.exp((random.nextDouble() - 0.5) * 2 * size) * (random.nextInt(5) - 1);
      int part = random.nextInt(3);
      parts[part][counts[part]++] = value;
      parts[3][counts[3]++] = value;
    }
    DdSketch[] sketches = new DdSketch[4];
    Arrays.setAll(sketches, i -> DdSketch.of(parts[i], counts[i]));
    assertThat(sketches[0].merge(sketches[1]).merge(sketches[2])).isEqualTo(sketches[3]);
    assertThat(sketches[2].merge(sketches[1].merge(sketches[0]))).isEqualTo(sketches[3]);
    assertThat(sketches[3].size()).isLessThanOrEqualTo(DdSketch.MOST_BINS);
    int[] bins = new int[sketches[3].size()];
    Arrays.setAll(bins, sketches[3]::bin);
    long[] counted = new long[bins.length];
    Arrays.setAll(counted, sketches[3]::count);
    assertThat(DdSketch.ofBins(bins, counted)).isEqualTo(sketches[3]);
  }

  @Test
  void whatIsNoNumberHasItsPlace() {
    double[] values = {
      Double.POSITIVE_INFINITY,
      1,
      Double.NaN,
      -0.0,
      -1,
      Double.NEGATIVE_INFINITY,
      0,
      Double.MIN_VALUE
    };
    DdSketch sketch = DdSketch.of(values, values.length);
    assertThat(sketch.size()).isEqualTo(7);
    assertThat(sketch.value(0)).isNaN();
    assertThat(sketch.value(1)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(sketch.value(2)).isCloseTo(-1, within(0.01));
    assertThat(sketch.value(3)).isZero();
    assertThat(sketch.count(3)).isEqualTo(2);
    assertThat(sketch.value(5)).isCloseTo(1, within(0.01));
    assertThat(sketch.value(6)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void whatIsNearToZeroCountsInTheNearestBinThatIsKept() {
    DdSketch sketch = DdSketch.of(new double[] {1e-30, 1e-20, 1, 1e10, -1e-30, -1e20}, 6);
    assertThat(sketch.size()).isEqualTo(5);
    assertThat(sketch.value(2)).isBetween(1e-8, 1e-7);
    assertThat(sketch.count(2)).isEqualTo(2);
    assertThat(DdSketch.of(1e10, 3).merge(DdSketch.of(1e-30, 1)).value(0))
        .isEqualTo(sketch.value(2));
  }

  @Test
  void binsThatNoSketchHasAreRefused() {
    assertThatThrownBy(() -> DdSketch.ofBins(new int[] {3, 3}, new long[] {1, 1}))
        .hasMessage("1 values in bin 3");
    assertThatThrownBy(() -> DdSketch.ofBins(new int[] {3}, new long[] {0}))
        .hasMessage("0 values in bin 3");
    assertThatThrownBy(() -> DdSketch.ofBins(new int[] {1 << 18}, new long[] {1}))
        .hasMessage("1 values in bin 262144");
  }

  private static double[] values(Random random, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> -random.nextDouble() * 100;
            default -> Math.exp(random.nextGaussian() * 4);
          };
    }
    return values;
  }
}
