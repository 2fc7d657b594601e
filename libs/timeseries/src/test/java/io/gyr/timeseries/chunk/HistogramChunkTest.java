package io.gyr.timeseries.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.timeseries.column.MalformedChunkException;
import io.gyr.timeseries.histogram.HistogramLayout;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.histogram.NativeHistogram.ResetHint;
import io.gyr.timeseries.histogram.Spans;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HistogramChunkTest {
  private static final double STALE = Double.longBitsToDouble(0x7ff0_0000_0000_0002L);

  private final HistogramEncoder encoder = new HistogramEncoder();
  private final HistogramDecoder decoder = new HistogramDecoder();

  @Property(tries = 300, seed = "1")
  void histogramsComeBack(@ForAll long seed, @ForAll @IntRange(max = 120) int count)
      throws Exception {
    NativeHistogram[] histograms = histograms(new Random(seed), count);
    long[] times = times(count);
    byte[] chunk = encoder.encode(times, histograms, count);
    assertThat(decoder.open(ByteBuffer.wrap(chunk))).isEqualTo(count);
    long[] timesBack = new long[count];
    NativeHistogram[] back = new NativeHistogram[count];
    decoder.read(timesBack, back, 0);
    assertThat(timesBack).isEqualTo(times);
    assertThat(back).isEqualTo(histograms);
  }

  @Property(tries = 2000, seed = "2")
  void damagedChunksNeverHarm(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int count) {
    Random random = new Random(seed);
    byte[] chunk = encoder.encode(times(count), histograms(random, count), count);
    for (int i = 0; i < 3; i++) {
      chunk[random.nextInt(chunk.length)] = (byte) random.nextInt();
    }
    byte[] damaged = Arrays.copyOf(chunk, 1 + random.nextInt(chunk.length + 2));
    try {
      int entries = decoder.open(ByteBuffer.wrap(damaged));
      decoder.read(new long[entries], new NativeHistogram[entries], 0);
    } catch (MalformedChunkException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  /** A busy latency histogram: 40 buckets that rise all the time. */
  @Test
  void aBucketCountTakesLessThanAByte() {
    Random random = new Random(5);
    int buckets = 40;
    HistogramLayout layout = layout(3, Spans.of(new int[] {-20}, new int[] {buckets}));
    double[] counts = new double[buckets];
    NativeHistogram[] histograms = new NativeHistogram[720];
    for (int i = 0; i < histograms.length; i++) {
      for (int bucket = 0; bucket < buckets; bucket++) {
        double rate = 30 * Math.exp(-Math.pow((bucket - 20) / 6.0, 2));
        counts[bucket] += Math.max(0, Math.round(rate * (1 + random.nextGaussian() * 0.3)));
      }
      double all = Arrays.stream(counts).sum();
      histograms[i] =
          new NativeHistogram(
              layout, ResetHint.NO_RESET, all, 0, Math.rint(all * 250) / 1e3, counts);
    }
    int bytes = encoder.encode(times(720), histograms, 720).length;
    assertThat((double) bytes / 720 / (buckets + 3)).isLessThan(0.6);
  }

  /** A few bytes that announce a thousand times what memory holds. */
  @Test
  void hugeCountsAreRefusedBeforeAnythingIsAllocated() {
    int count = 1 << 16;
    NativeHistogram[] histograms = new NativeHistogram[count];
    HistogramLayout wide = layout(0, Spans.of(new int[] {0}, new int[] {65}));
    Arrays.fill(histograms, new NativeHistogram(wide, ResetHint.GAUGE, 1, 1, 1, new double[65]));
    assertThatThrownBy(() -> encoder.encode(times(count), histograms, count))
        .hasMessage("4259840 bucket counts in a chunk, at most 4194304");
    assertThatThrownBy(
            () -> {
              byte[] chunk = encoder.encode(times(1), histograms, 1);
              int buckets = indexOf(chunk, (byte) 65);
              byte[] longer = new byte[chunk.length + 4];
              System.arraycopy(chunk, 0, longer, 0, buckets);
              Arrays.fill(longer, buckets, buckets + 4, (byte) 0xff);
              longer[buckets + 4] = 1;
              System.arraycopy(chunk, buckets + 1, longer, buckets + 5, chunk.length - buckets - 1);
              decoder.open(ByteBuffer.wrap(longer));
              decoder.read(new long[1], new NativeHistogram[1], 0);
            })
        .isInstanceOf(MalformedChunkException.class)
        .hasMessageContaining("536870911 buckets");
  }

  private static int indexOf(byte[] bytes, byte wanted) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    throw new AssertionError("no byte " + wanted);
  }

  private static long[] times(int count) {
    long[] times = new long[count];
    Arrays.setAll(times, i -> 1_780_000_000_000L + i * 10_000L);
    return times;
  }

  private static HistogramLayout layout(int schema, Spans positive) {
    return new HistogramLayout(schema, 2.938735877055719e-39, positive, Spans.NONE, new double[0]);
  }

  private static NativeHistogram[] histograms(Random random, int count) {
    NativeHistogram[] histograms = new NativeHistogram[count];
    HistogramLayout layout = randomLayout(random);
    double[] buckets = new double[layout.buckets()];
    for (int i = 0; i < count; i++) {
      if (random.nextInt(20) == 0) {
        layout = randomLayout(random);
        buckets = new double[layout.buckets()];
      }
      for (int bucket = 0; bucket < buckets.length; bucket++) {
        buckets[bucket] += random.nextInt(3) == 0 ? random.nextInt(10) : 0;
      }
      double sum = random.nextInt(30) == 0 ? STALE : random.nextDouble() * 1e3;
      histograms[i] =
          new NativeHistogram(
              layout,
              ResetHint.values()[random.nextInt(4)],
              Arrays.stream(buckets).sum(),
              random.nextInt(5),
              sum,
              buckets);
    }
    return histograms;
  }

  private static HistogramLayout randomLayout(Random random) {
    boolean custom = random.nextInt(4) == 0;
    double[] bounds = custom ? new double[] {0.005, 0.01, 0.1, 1} : new double[0];
    return new HistogramLayout(
        custom ? HistogramLayout.CUSTOM_BUCKETS : random.nextInt(13) - 4,
        custom ? 0 : random.nextDouble(),
        randomSpans(random),
        custom ? Spans.NONE : randomSpans(random),
        bounds);
  }

  private static Spans randomSpans(Random random) {
    int count = random.nextInt(4);
    int[] offsets = new int[count];
    int[] lengths = new int[count];
    for (int i = 0; i < count; i++) {
      offsets[i] = i == 0 ? random.nextInt(200) - 100 : random.nextInt(10);
      lengths[i] = random.nextInt(8);
    }
    return Spans.of(offsets, lengths);
  }
}
