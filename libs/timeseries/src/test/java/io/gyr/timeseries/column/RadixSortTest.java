package io.gyr.timeseries.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RadixSortTest {
  private final RadixSort sort = new RadixSort();

  @Property(tries = 2000, seed = "1")
  void sortsAsTheJdkDoes(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 800) int count,
      @ForAll @IntRange(max = 64) int bits) {
    Random random = new Random(seed);
    long base = random.nextLong();
    long[] numbers = new long[count + 3];
    Arrays.setAll(numbers, i -> base + (bits == 0 ? 0 : random.nextLong() >>> Long.SIZE - bits));
    long[] expected = Arrays.copyOf(numbers, count);
    Arrays.sort(expected);
    long[] before = numbers.clone();
    long[] sorted = new long[count];
    sort.sort(numbers, count, sorted);
    assertThat(sorted).isEqualTo(expected);
    assertThat(numbers).isEqualTo(before);
  }
}
