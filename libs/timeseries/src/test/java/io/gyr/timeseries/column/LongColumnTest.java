package io.gyr.timeseries.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LongColumnTest {
  private final LongEncoder encoder = new LongEncoder();
  private final LongDecoder decoder = new LongDecoder();
  private final ByteInput in = new ByteInput();

  @Property(tries = 1000, seed = "1")
  void anyNumbersComeBack(@ForAll @Size(max = 300) long[] numbers) throws Exception {
    assertThat(roundTrip(numbers)).isEqualTo(numbers);
  }

  @Property(tries = 500, seed = "2")
  void numbersOfEveryShapeComeBack(
      @ForAll long seed,
      @ForAll @IntRange(max = 2000) int count,
      @ForAll @IntRange(max = 63) int bits)
      throws Exception {
    Random random = new Random(seed);
    long unit = 1 + random.nextInt(5000);
    long trend = random.nextInt(3) * (random.nextLong() >> bits);
    long[] numbers = new long[count];
    long level = random.nextLong() >> random.nextInt(64);
    for (int i = 0; i < count; i++) {
      level += trend + (random.nextInt(4) == 0 ? random.nextLong() >> bits : random.nextInt(3));
      numbers[i] = level * unit;
    }
    assertThat(roundTrip(numbers)).isEqualTo(numbers);
  }

  @Test
  void aStraightLineTakesAFewBytesHoweverLongItIs() throws Exception {
    long[] grid = new long[10_000];
    Arrays.setAll(grid, i -> 1_780_000_000_000L + i * 10_000L);
    assertThat(bytes(grid)).hasSizeLessThan(12);
    assertThat(roundTrip(grid)).isEqualTo(grid);
  }

  @Test
  void aCommonDivisorCostsNothingPerNumber() {
    Random random = new Random(1);
    long[] pages = random.longs(1000, 0, 1 << 10).toArray();
    long[] bytes = Arrays.stream(pages).map(page -> page * 4096).toArray();
    assertThat(bytes(bytes).length).isLessThan(bytes(pages).length + 8);
  }

  /** Half a bit is what plain bits cannot do: 5 of 100 numbers differ. */
  @Test
  void rareNumbersCostFractionsOfABit() {
    Random random = new Random(1);
    long[] mostlyZero = new long[2000];
    for (int i = 0; i < mostlyZero.length; i++) {
      mostlyZero[i] = random.nextInt(100) < 5 ? 1 : 0;
    }
    assertThat(bytes(mostlyZero).length * 8.0 / mostlyZero.length).isLessThan(0.4);
  }

  @Test
  void severalColumnsStandBehindEachOther() throws Exception {
    ByteOutput out = new ByteOutput();
    Random random = new Random(7);
    long[] first = random.longs(100, 0, 50).toArray();
    long[] second = random.longs(100).toArray();
    encoder.encode(first, 100, out);
    encoder.encode(second, 100, out);
    encoder.encode(first, 100, out);
    in.reset(out.toByteArray(), 0, out.length());
    for (long[] expected : new long[][] {first, second, first}) {
      long[] back = new long[100];
      decoder.decode(in, 100, back, 0);
      assertThat(back).isEqualTo(expected);
    }
    assertThat(in.remaining()).isZero();
  }

  private byte[] bytes(long[] numbers) {
    ByteOutput out = new ByteOutput();
    encoder.encode(numbers, numbers.length, out);
    return out.toByteArray();
  }

  private long[] roundTrip(long[] numbers) throws MalformedChunkException {
    byte[] bytes = bytes(numbers);
    in.reset(bytes, 0, bytes.length);
    long[] back = new long[numbers.length + 2];
    decoder.decode(in, numbers.length, back, 1);
    assertThat(in.remaining()).isZero();
    return Arrays.copyOfRange(back, 1, numbers.length + 1);
  }
}
