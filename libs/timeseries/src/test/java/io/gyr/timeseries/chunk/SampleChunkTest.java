package io.gyr.timeseries.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.timeseries.column.MalformedChunkException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SampleChunkTest {
  private static final String FIRST = "10040a80a0a484ce67a09c010001020a0efa0119020103380110";
  private final SampleEncoder encoder = new SampleEncoder();
  private final SampleDecoder decoder = new SampleDecoder();

  /** What is on disk must be read by every later version. */
  @Test
  void theLayoutStaysWhatItWasWhenTheFirstChunkWasStored() throws Exception {
    long[] times = {1_780_000_000_000L, 1_780_000_010_000L, 1_780_000_020_000L, 1_780_000_030_001L};
    double[] values = {1.25, 1.5, Double.longBitsToDouble(0x7ff0_0000_0000_0002L), 3};
    byte[] chunk = encoder.encode(times, values, 4);
    assertThat(HexFormat.of().formatHex(chunk)).isEqualTo(FIRST);
    assertThat(decoder.open(HexFormat.of().parseHex(FIRST))).isEqualTo(4);
    long[] timesBack = new long[4];
    double[] valuesBack = new double[4];
    decoder.read(timesBack, valuesBack, 0);
    assertThat(timesBack).isEqualTo(times);
    assertThat(Double.doubleToRawLongBits(valuesBack[2])).isEqualTo(0x7ff0_0000_0000_0002L);
    assertThat(valuesBack[3]).isEqualTo(3);
  }

  @Property(tries = 200, seed = "1")
  void exposedSeriesComeBack(
      @ForAll @IntRange(max = ExposedSeries.SERIES - 1) int series,
      @ForAll @IntRange(max = 1000) int count,
      @ForAll @IntRange(max = 20) int jitterMs)
      throws Exception {
    long[] times = ExposedSeries.times(series, count, jitterMs);
    double[] values = ExposedSeries.values(series, count);
    byte[] chunk = encoder.encode(times, values, count);
    assertThat(decoder.open(ByteBuffer.wrap(chunk))).isEqualTo(count);
    long[] timesBack = new long[count];
    double[] valuesBack = new double[count];
    decoder.read(timesBack, valuesBack, 0);
    assertThat(timesBack).isEqualTo(times);
    assertThat(valuesBack).isEqualTo(values);
  }

  /** The bar of the store, and with room for Cassandra's own: all classes, two hours a chunk. */
  @Test
  void aSampleTakesFarLessThanAByte() {
    int count = 720;
    long bytes = 0;
    int seriesCounted = 0;
    for (int series = 0; series < ExposedSeries.SERIES; series += 7) {
      long[] times = ExposedSeries.times(series, count, 0);
      bytes += encoder.encode(times, ExposedSeries.values(series, count), count).length;
      seriesCounted++;
    }
    assertThat((double) bytes / seriesCounted / count).isLessThan(0.9);
  }

  @Property(tries = 3000, seed = "3")
  void damagedChunksAreRefusedOrReadAsSomethingElseButNeverHarm(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int count) {
    Random random = new Random(seed);
    int series = random.nextInt(ExposedSeries.SERIES);
    byte[] chunk =
        encoder.encode(
            ExposedSeries.times(series, count, random.nextInt(3)),
            ExposedSeries.values(series, count),
            count);
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      chunk[random.nextInt(chunk.length)] = (byte) random.nextInt();
    }
    readOrRefuse(Arrays.copyOf(chunk, 1 + random.nextInt(chunk.length + 3)));
  }

  @Property(tries = 3000, seed = "4")
  void randomBytesAreRefusedOrReadButNeverHarm(@ForAll byte[] bytes) {
    readOrRefuse(bytes);
    if (bytes.length > 0) {
      bytes[0] = 0x10;
      readOrRefuse(bytes);
    }
  }

  private void readOrRefuse(byte[] chunk) {
    try {
      int count = decoder.open(chunk);
      assertThat(count).isBetween(0, ChunkLayout.MAX_ENTRIES);
      decoder.read(new long[count], new double[count], 0);
    } catch (MalformedChunkException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  @Test
  void everyCutIsNoticed() {
    int count = 100;
    byte[] chunk =
        encoder.encode(ExposedSeries.times(2, count, 2), ExposedSeries.values(2, count), count);
    for (int length = 0; length < chunk.length; length++) {
      byte[] cut = Arrays.copyOf(chunk, length);
      assertThatThrownBy(
              () -> {
                int entries = decoder.open(cut);
                decoder.read(new long[entries], new double[entries], 0);
              })
          .isInstanceOf(MalformedChunkException.class);
    }
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> decoder.open(new byte[] {0x20, 0}))
        .hasMessage("chunk of version 2; this program reads version 1");
    assertThatThrownBy(() -> decoder.open(new byte[] {0x11, 0}))
        .hasMessage("chunk of HISTOGRAMS instead of SAMPLES");
    assertThatThrownBy(() -> decoder.open(new byte[] {0x10, -1, -1, -1, 1}))
        .hasMessage("4194303 entries before byte 5, at most 65536");
    assertThatThrownBy(() -> decoder.open(new byte[(1 << 26) + 1]))
        .hasMessage("chunk of 67108865 bytes, at most 67108864");
    assertThatThrownBy(() -> encoder.encode(new long[0], new double[0], 65_537))
        .hasMessage("65537 entries in a chunk, at most 65536");
  }
}
