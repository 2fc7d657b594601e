package io.gyr.timeseries.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Values are compared by their bits: a NaN must stay the NaN that it was. */
class DoubleColumnTest {
  private static final double STALE = Double.longBitsToDouble(0x7ff0_0000_0000_0002L);
  private static final double[] SPECIAL = {
    STALE,
    Double.NaN,
    Double.longBitsToDouble(0x7ff8_0000_0000_0001L),
    Double.longBitsToDouble(0xfff8_dead_beef_0001L),
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    -0.0,
    0.0,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MAX_VALUE,
    0x1p53,
    0x1p53 + 2,
    0x1p63,
    -0x1p63,
    1e22,
    0.1 + 0.2,
    1e-300
  };

  private final DoubleEncoder encoder = new DoubleEncoder();
  private final DoubleDecoder decoder = new DoubleDecoder();

  @Property(tries = 1000, seed = "1")
  void anyBitsComeBack(@ForAll @Size(max = 200) long[] bits) throws Exception {
    expectBack(Arrays.stream(bits).mapToDouble(Double::longBitsToDouble).toArray());
  }

  @Property(tries = 1000, seed = "2")
  void specialValuesAmongDecimalsComeBack(
      @ForAll long seed,
      @ForAll @IntRange(max = 500) int count,
      @ForAll @IntRange(max = 12) int digits,
      @ForAll @IntRange(max = 100) int specialPercent)
      throws Exception {
    Random random = new Random(seed);
    double[] values = new double[count];
    long level = random.nextInt();
    for (int i = 0; i < count; i++) {
      level += random.nextInt(100);
      values[i] =
          random.nextInt(100) < specialPercent
              ? SPECIAL[random.nextInt(SPECIAL.length)]
              : level / Math.pow(10, digits);
    }
    expectBack(values);
  }

  @Test
  void aStaleMarkerCostsAFewBytes() throws Exception {
    double[] values = new double[500];
    Arrays.setAll(values, i -> i / 100.0);
    int without = bytes(values).length;
    values[250] = STALE;
    expectBack(values);
    assertThat(bytes(values).length).isLessThan(without + 20);
    Arrays.fill(values, 251, 500, STALE);
    assertThat(bytes(values).length).isLessThan(without + 270);
  }

  @Test
  void decimalFractionsAreHeldAsWholeNumbers() throws Exception {
    Random random = new Random(3);
    double[] values = new double[1000];
    Arrays.setAll(values, i -> random.nextInt(1024) / 1000.0);
    assertThat(bytes(values).length * 8 / 1000).isLessThanOrEqualTo(10);
    values[500] = 1 / 3.0; // One that is none does not spoil it.
    assertThat(bytes(values).length * 8 / 1000).isLessThanOrEqualTo(10);
    expectBack(values);
  }

  @Test
  void noiseNeedsHardlyMoreThanItsOwnEightBytes() throws Exception {
    Random random = new Random(3);
    double[] noise = random.doubles(1000).toArray();
    assertThat(bytes(noise).length).isLessThan(8 * 1000);
    expectBack(noise);
    double[] bits = random.longs(1000).mapToDouble(Double::longBitsToDouble).toArray();
    assertThat(bytes(bits).length).isLessThan(8 * 1000 + 64);
    expectBack(bits);
  }

  private byte[] bytes(double[] values) {
    ByteOutput out = new ByteOutput();
    encoder.encode(values, values.length, out);
    return out.toByteArray();
  }

  private void expectBack(double[] values) throws MalformedChunkException {
    byte[] bytes = bytes(values);
    ByteInput in = new ByteInput();
    in.reset(bytes, 0, bytes.length);
    double[] back = new double[values.length];
    decoder.decode(in, values.length, back, 0);
    assertThat(in.remaining()).isZero();
    assertThat(Arrays.stream(back).mapToLong(Double::doubleToRawLongBits).toArray())
        .isEqualTo(Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray());
  }
}
