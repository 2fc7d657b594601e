package io.gyr.timeseries.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.timeseries.chunk.AggregateEncoder;
import io.gyr.timeseries.chunk.WindowDecoder;
import io.gyr.timeseries.chunk.WindowEncoder;
import io.gyr.timeseries.column.MalformedChunkException;
import io.gyr.timeseries.histogram.HistogramLayout;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.histogram.NativeHistogram.ResetHint;
import io.gyr.timeseries.histogram.Spans;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HistogramWindowTest {
  private static final String FIRST =
      "13020dc0d8a684ce67e0d403020000020d04020100000a00a09c0100020104000000000000e03f0101020000"
          + "000000000c0000020400320000040000060104000000000000e03f0101020000000200000200000008003200"
          + "00000000020104000000000000e03f0101020000000000000e0000020800a604000004000008010400000000"
          + "0000e03f0101020000000000000c000002040032000004000006120100000002000000000014001400004800"
          + "00480101000048000000";
  private static final long MINUTE_MS = 60_000;

  private final WindowEncoder encoder = new WindowEncoder();
  private final WindowDecoder decoder = new WindowDecoder(true);

  @Property(tries = 300, seed = "1")
  void windowsComeBackFromTheirChunk(
      @ForAll long seed,
      @ForAll @IntRange(max = 60) int histograms,
      @ForAll @IntRange(max = 20) int numbers)
      throws Exception {
    Random random = new Random(seed);
    AggregateColumns columns = numbers(random, numbers);
    List<HistogramWindow> windows = windows(random, histograms);
    byte[] chunk = encoder.encode(columns, windows);
    // As in a buffer that Cassandra's driver gives, which does not begin at 0.
    ByteBuffer buffer = ByteBuffer.allocate(chunk.length + 7).position(7).put(chunk).position(7);
    AggregateColumns columnsBack = new AggregateColumns();
    List<HistogramWindow> back = new ArrayList<>();
    decoder.read(buffer, columnsBack, back);
    decoder.read(ByteBuffer.wrap(chunk), columnsBack, back);
    assertThat(buffer.position()).isEqualTo(7);
    List<HistogramWindow> twice = new ArrayList<>(windows);
    twice.addAll(windows);
    assertThat(back).isEqualTo(twice);
    assertThat(columnsBack.size()).isEqualTo(2 * numbers);
    for (int i = 0; i < numbers; i++) {
      assertThat(columnsBack.get(numbers + i)).isEqualTo(columns.get(i));
    }
  }

  @Property(tries = 2000, seed = "2")
  void damagedChunksNeverHarm(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int count) {
    Random random = new Random(seed);
    byte[] chunk = encoder.encode(numbers(random, count / 2), windows(random, count));
    for (int i = 0; i < 3; i++) {
      chunk[random.nextInt(chunk.length)] = (byte) random.nextInt();
    }
    byte[] damaged = Arrays.copyOf(chunk, 1 + random.nextInt(chunk.length + 2));
    try {
      decoder.read(ByteBuffer.wrap(damaged), new AggregateColumns(), new ArrayList<>());
    } catch (MalformedChunkException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  @Test
  void withoutHistogramsTheChunkIsThatOfNumbers() {
    AggregateColumns columns = numbers(new Random(3), 10);
    assertThat(encoder.encode(columns, List.of()))
        .isEqualTo(new AggregateEncoder().encode(columns));
  }

  @Test
  void moreBucketsThanAreReadAreNotWritten() {
    Spans wide = Spans.of(new int[] {0}, new int[] {2_000});
    HistogramLayout layout = new HistogramLayout(0, 0, wide, Spans.NONE, new double[0]);
    NativeHistogram histogram =
        new NativeHistogram(layout, ResetHint.UNKNOWN, 1, 1, 1, new double[2_000]);
    HistogramAggregate aggregate =
        new HistogramAggregate(2, 0, 1, 0, histogram, histogram, histogram, null);
    List<HistogramWindow> many = Collections.nCopies(700, new HistogramWindow(0, false, aggregate));
    assertThat(700 * aggregate.buckets()).isGreaterThan(WindowEncoder.MAX_COUNTS);
    assertThatThrownBy(() -> encoder.encode(new AggregateColumns(), many))
        .hasMessage("4200000 bucket counts in a chunk, at most 4194304");
  }

  /** What is on disk must be read by every later version. */
  @Test
  void theLayoutStaysWhatItWasWhenTheFirstChunkWasStored() throws Exception {
    Spans spans = Spans.of(new int[] {-1}, new int[] {2});
    HistogramLayout layout = new HistogramLayout(2, 0.5, spans, Spans.NONE, new double[0]);
    NativeHistogram first =
        new NativeHistogram(layout, ResetHint.UNKNOWN, 6, 1, 2.5, new double[] {2, 3});
    NativeHistogram last =
        new NativeHistogram(layout, ResetHint.RESET, 1, 0, 0.25, new double[] {0, 1});
    NativeHistogram sum =
        new NativeHistogram(layout, ResetHint.UNKNOWN, 7, 1, 2.75, new double[] {2, 4});
    long startMs = 1_780_000_020_000L;
    HistogramAggregate two =
        new HistogramAggregate(2, startMs + 5, startMs + 10_005, 1, first, last, sum, first);
    List<HistogramWindow> windows =
        List.of(
            new HistogramWindow(startMs, true, two),
            new HistogramWindow(startMs + MINUTE_MS, true, null));
    AggregateColumns columns = numbers(new Random(7), 1);
    byte[] chunk = encoder.encode(columns, windows);
    assertThat(HexFormat.of().formatHex(chunk)).isEqualTo(FIRST);
    AggregateColumns columnsBack = new AggregateColumns();
    List<HistogramWindow> back = new ArrayList<>();
    decoder.read(ByteBuffer.wrap(HexFormat.of().parseHex(FIRST)), columnsBack, back);
    assertThat(back).isEqualTo(windows);
    assertThat(columnsBack.get(0)).isEqualTo(columns.get(0));
  }

  private static AggregateColumns numbers(Random random, int count) {
    AggregateColumns columns = new AggregateColumns();
    for (int i = 0; i < count; i++) {
      long start = i * MINUTE_MS;
      long[] times = {start + 10, start + 20, start + 40};
      double[] values = {random.nextInt(100), random.nextGaussian(), random.nextInt(9)};
      columns.add(WindowAggregate.of(start, times, values, 0, 1 + random.nextInt(3)));
    }
    return columns;
  }

  private static List<HistogramWindow> windows(Random random, int count) {
    List<HistogramWindow> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      // Some windows have two parts.
      long start = (random.nextInt(10) == 0 ? i - 1 : i) * MINUTE_MS;
      boolean empty = random.nextInt(12) == 0;
      windows.add(
          new HistogramWindow(
              start,
              empty || random.nextInt(9) == 0,
              empty ? null : aggregate(random, start + random.nextInt(20_000))));
    }
    return windows;
  }

  private static HistogramAggregate aggregate(Random random, long firstMs) {
    NativeHistogram first = histogram(random);
    if (random.nextInt(5) == 0) {
      return HistogramAggregate.of(firstMs, first);
    }
    boolean reset = random.nextInt(4) == 0;
    return new HistogramAggregate(
        2 + random.nextInt(9),
        firstMs,
        firstMs + random.nextInt(30_000),
        reset ? 1 : 0,
        first,
        histogram(random),
        histogram(random),
        reset ? histogram(random) : null);
  }

  private static NativeHistogram histogram(Random random) {
    boolean custom = random.nextInt(5) == 0;
    int[] lengths = {random.nextInt(5), random.nextInt(3)};
    Spans spans = Spans.of(new int[] {random.nextInt(3), 2}, lengths);
    HistogramLayout layout =
        new HistogramLayout(
            custom ? HistogramLayout.CUSTOM_BUCKETS : random.nextInt(3),
            0.25,
            spans,
            custom ? Spans.NONE : Spans.of(new int[] {-3}, new int[] {2}),
            custom ? new double[] {0.1, 1, 10} : new double[0]);
    double[] buckets = random.ints(layout.buckets(), 0, 50).asDoubleStream().toArray();
    return new NativeHistogram(
        layout,
        ResetHint.values()[random.nextInt(4)],
        Arrays.stream(buckets).sum(),
        0,
        random.nextDouble(),
        buckets);
  }
}
