package io.gyr.timeseries.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gyr.timeseries.column.MalformedChunkException;
import java.nio.ByteBuffer;
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
    DdSketch sketch = sketch(values);
    Arrays.sort(values);
    for (int rank = 0; rank < count; rank++) {
      double q = count == 1 ? 0.5 : rank / (count - 1.0);
      double allowed = 1.000001 * DdSketch.RELATIVE_ERROR * greatest(values, rank);
      assertThat(sketch.quantile(q)).isCloseTo(values[rank], within(allowed));
    }
  }

  /** q * (count - 1) may be rounded to just beside the rank. */
  private static double greatest(double[] sorted, int rank) {
    double greatest = Math.abs(sorted[rank]);
    if (rank > 0) {
      greatest = Math.max(greatest, Math.abs(sorted[rank - 1]));
    }
    return rank + 1 < sorted.length ? Math.max(greatest, Math.abs(sorted[rank + 1])) : greatest;
  }

  @Property(tries = 300, seed = "2")
  void mergingInAnyOrderIsCountingAll(
      @ForAll long seed, @ForAll @DoubleRange(max = 300) double size) throws Exception {
    Random random = new Random(seed);
    DdSketch all = new DdSketch();
    DdSketch[] parts = {new DdSketch(), new DdSketch(), new DdSketch()};
    for (int i = 0; i < 200; i++) {
      double value = Math.exp((random.nextDouble() - 0.5) * 2 * size) * (random.nextInt(5) - 1);
      all.add(value);
      parts[random.nextInt(3)].add(value);
    }
    DdSketch forwards = merged(parts[0], parts[1], parts[2]);
    DdSketch backwards = merged(parts[2], merged(parts[1], parts[0]));
    assertThat(forwards.toByteArray()).isEqualTo(all.toByteArray());
    assertThat(backwards.toByteArray()).isEqualTo(all.toByteArray());
    DdSketch back = DdSketch.read(ByteBuffer.wrap(all.toByteArray()));
    assertThat(back.toByteArray()).isEqualTo(all.toByteArray());
    assertThat(back.count()).isEqualTo(200);
  }

  @Test
  void whatIsNoNumberHasItsPlace() {
    DdSketch sketch = new DdSketch();
    assertThat(sketch.quantile(0.5)).isNaN();
    for (double value : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, -1, 0, 1}) {
      sketch.add(value);
    }
    sketch.add(Double.POSITIVE_INFINITY);
    assertThat(sketch.quantile(0)).isNaN();
    assertThat(sketch.quantile(0.2)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(sketch.quantile(0.6)).isZero();
    assertThat(sketch.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(sketch.quantile(-0.1)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(sketch.quantile(1.1)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Property(tries = 2000, seed = "3")
  void anyBytesAreRefusedOrRead(@ForAll byte[] bytes) {
    if (bytes.length > 0) {
      bytes[0] = 1;
    }
    try {
      DdSketch sketch = DdSketch.read(ByteBuffer.wrap(bytes));
      assertThat(sketch.count()).isNotNegative();
    } catch (MalformedChunkException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  private static DdSketch merged(DdSketch... parts) {
    DdSketch sum = new DdSketch();
    for (DdSketch part : parts) {
      sum.merge(part);
    }
    return sum;
  }

  private static DdSketch sketch(double[] values) {
    DdSketch sketch = new DdSketch();
    for (double value : values) {
      sketch.add(value);
    }
    return sketch;
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
