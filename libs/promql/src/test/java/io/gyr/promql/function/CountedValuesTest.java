package io.gyr.promql.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.promql.source.Rollup;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class CountedValuesTest {
  private static final double[] ODD = {
    Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -0.0, 0, Double.MIN_VALUE
  };

  /** Also outside 0 to 1, where it is infinite. */
  @Property(tries = 500, seed = "1")
  void aQuantileIsThatOfTheValuesWrittenOut(
      @ForAll long seed,
      @ForAll @IntRange(max = 30) int size,
      @ForAll @DoubleRange(min = -0.1, max = 1.1) double q) {
    Random random = new Random(seed);
    double[] values = new double[size];
    long[] counts = new long[size];
    double[] all = new double[5 * size];
    int written = 0;
    int from = size / 4;
    for (int i = 0; i < size; i++) {
      boolean odd = random.nextInt(8) == 0;
      values[i] = odd ? ODD[random.nextInt(ODD.length)] : random.nextInt(9) - 4.5;
      counts[i] = 1 + random.nextInt(5);
      if (i >= from) {
        Arrays.fill(all, written, written += (int) counts[i], values[i]);
      }
    }
    Rollup rollup = new Rollup(size, counts, new double[size], new long[size]);
    Double expected = OrderStatistics.quantile(q, Arrays.copyOf(all, written));
    assertThat(CountedValues.of(values, rollup, from, size).quantile(q)).isEqualTo(expected);
  }
}
