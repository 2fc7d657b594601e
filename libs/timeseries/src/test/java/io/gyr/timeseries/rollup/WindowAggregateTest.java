package io.gyr.timeseries.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gyr.timeseries.chunk.AggregateDecoder;
import io.gyr.timeseries.chunk.AggregateEncoder;
import io.gyr.timeseries.column.MalformedChunkException;
import io.gyr.timeseries.sketch.DdSketch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Series with gaps, resets, NaNs, infinities and stale markers, at irregular times. */
class WindowAggregateTest {
  private static final String FIRST =
      "14020d00e0d40302000d08020100000009020100090201000d08060200000d080302000a00fa0a0106000000"
          + "000000f87f00000d0108020000080da006ad0202000a00f2150106000000000000f87f000d080401000d0603"
          + "0100008180100d808008c5800402000000";
  private static final long MINUTE_MS = 60_000;

  @Property(tries = 500, seed = "1")
  void mergedWindowsSayWhatTheSamplesSay(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int count) {
    Series series = new Series(new Random(seed), count);
    WindowAggregate whole = WindowAggregate.of(0, series.timesMs, series.values, 0, count);
    List<WindowAggregate> windows = series.windows();
    Random order = new Random(seed);
    while (windows.size() > 1) {
      int at = order.nextInt(windows.size() - 1);
      WindowAggregate later = windows.remove(at + 1);
      WindowAggregate earlier = windows.get(at);
      windows.set(at, order.nextBoolean() ? earlier.merge(later) : later.merge(earlier));
    }
    expectSame(windows.get(0).startingAt(0), whole, series.values);
  }

  private static void expectSame(WindowAggregate merged, WindowAggregate whole, double[] values) {
    double absolute = Arrays.stream(values).filter(Double::isFinite).map(Math::abs).sum();
    double bound = values.length * 0x1p-52 * absolute;
    expectClose(merged.sum(), whole.sum(), bound);
    expectClose(merged.correction(), whole.correction(), bound);
    assertThat(
            new WindowAggregate(
                merged.startMs(),
                merged.count(),
                merged.firstMs(),
                merged.lastMs(),
                whole.sum(),
                merged.min(),
                merged.max(),
                merged.first(),
                merged.last(),
                whole.correction(),
                merged.resets(),
                merged.stale(),
                merged.sketch()))
        .isEqualTo(whole);
  }

  private static void expectClose(double actual, double expected, double bound) {
    if (Double.isFinite(expected)) {
      assertThat(actual).isCloseTo(expected, within(bound));
    } else {
      assertThat(actual).isEqualTo(Double.valueOf(expected));
    }
  }

  @Property(tries = 300, seed = "2")
  void aggregatesComeBackFromTheirChunk(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int count) throws Exception {
    List<WindowAggregate> windows = new Series(new Random(seed), count).windows();
    AggregateColumns columns = new AggregateColumns();
    windows.forEach(columns::add);
    byte[] chunk = new AggregateEncoder().encode(columns);
    AggregateColumns back = new AggregateColumns();
    AggregateDecoder decoder = new AggregateDecoder();
    decoder.read(ByteBuffer.wrap(chunk), back);
    decoder.read(ByteBuffer.wrap(chunk), back);
    assertThat(back.size()).isEqualTo(2 * windows.size());
    for (int i = 0; i < back.size(); i++) {
      assertThat(back.get(i)).isEqualTo(windows.get(i % windows.size()));
    }
  }

  @Property(tries = 2000, seed = "3")
  void damagedChunksNeverHarm(@ForAll long seed, @ForAll @IntRange(min = 1, max = 50) int count) {
    Random random = new Random(seed);
    AggregateColumns columns = new AggregateColumns();
    new Series(random, count).windows().forEach(columns::add);
    byte[] chunk = new AggregateEncoder().encode(columns);
    for (int i = 0; i < 3; i++) {
      chunk[random.nextInt(chunk.length)] = (byte) random.nextInt();
    }
    byte[] damaged = Arrays.copyOf(chunk, 1 + random.nextInt(chunk.length + 2));
    try {
      new AggregateDecoder().read(ByteBuffer.wrap(damaged), new AggregateColumns());
    } catch (MalformedChunkException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  /** What is on disk must be read by every later version. */
  @Test
  void theLayoutStaysWhatItWasWhenTheFirstSketchWasStored() throws Exception {
    AggregateColumns columns = new AggregateColumns();
    double[] values = {4, -1, 4, Double.NaN, 7, 7.01};
    columns.add(WindowAggregate.of(0, new long[] {1, 2, 3, 4, 60_000, 60_010}, values, 0, 4));
    columns.add(
        WindowAggregate.of(MINUTE_MS, new long[] {1, 2, 3, 4, 60_000, 60_010}, values, 4, 6));
    byte[] chunk = new AggregateEncoder().encode(columns);
    assertThat(HexFormat.of().formatHex(chunk)).isEqualTo(FIRST);
    AggregateColumns back = new AggregateColumns();
    new AggregateDecoder().read(ByteBuffer.wrap(HexFormat.of().parseHex(FIRST)), back);
    assertThat(back.get(0)).isEqualTo(columns.get(0));
    assertThat(back.get(1)).isEqualTo(columns.get(1));
    assertThat(back.sketch(0)).isEqualTo(DdSketch.of(values, 4));
    // Values in one bin take no room.
    assertThat(back.sketch(1)).isEqualTo(DdSketch.of(7, 2));
    assertThat(back.sketches()[1]).isNull();
  }

  @Property(tries = 100, seed = "4")
  void chunksFromBeforeSketchesSayAllElse(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 100) int count) throws Exception {
    AggregateColumns columns = new AggregateColumns();
    new Series(new Random(seed), count).windows().forEach(columns::add);
    byte[] chunk = new AggregateEncoder().encode(columns);
    AggregateColumns skipped = new AggregateColumns();
    new AggregateDecoder(false).read(ByteBuffer.wrap(chunk), skipped);
    Arrays.fill(columns.sketches(), null);
    byte[] old = new AggregateEncoder().encode(columns);
    assertThat(old[0]).isEqualTo((byte) 0x12);
    AggregateColumns back = new AggregateColumns();
    new AggregateDecoder().read(ByteBuffer.wrap(old), back);
    for (int i = 0; i < columns.size(); i++) {
      assertThat(back.get(i)).isEqualTo(columns.get(i));
      assertThat(skipped.get(i)).isEqualTo(columns.get(i));
    }
  }

  @Test
  void countsAFallAsAReset() {
    WindowAggregate window =
        WindowAggregate.of(0, new long[] {1, 2, 3, 4}, new double[] {10, 15, 3, 7}, 0, 4);
    assertThat(window.increase()).isEqualTo(12);
    assertThat(window.resets()).isEqualTo(1);
    assertThat(window.correction()).isEqualTo(15);
  }

  @Test
  void aMarkerEndsASeriesUntilTheNextSample() {
    double[] values = {1, StaleMarker.VALUE, StaleMarker.VALUE, 5};
    long[] times = {1, 2, 70_000, 130_000};
    WindowAggregate first = WindowAggregate.of(0, times, values, 0, 2);
    WindowAggregate onlyMarker = WindowAggregate.of(MINUTE_MS, times, values, 2, 3);
    WindowAggregate last = WindowAggregate.of(2 * MINUTE_MS, times, values, 3, 4);
    assertThat(first.stale()).isTrue();
    assertThat(first.count()).isEqualTo(1);
    assertThat(onlyMarker.count()).isZero();
    assertThat(first.merge(onlyMarker).stale()).isTrue();
    assertThat(onlyMarker.merge(last).merge(first))
        .isEqualTo(WindowAggregate.of(0, times, values, 0, 4));
  }

  @Test
  void refusesToAggregateNothing() {
    assertThatThrownBy(() -> WindowAggregate.of(0, new long[0], new double[0], 0, 0))
        .hasMessageContaining("no samples");
  }

  private static final class Series {
    private final long[] timesMs;
    private final double[] values;

    Series(Random random, int count) {
      timesMs = new long[count];
      values = new double[count];
      boolean whole = random.nextBoolean();
      long time = 0;
      double level = 0;
      for (int i = 0; i < count; i++) {
        time += random.nextInt(15) == 0 ? random.nextInt(300_000) : 10_000 + random.nextInt(3);
        timesMs[i] = time;
        level = random.nextInt(12) == 0 ? random.nextInt(5) : level + random.nextDouble() * 100;
        values[i] =
            switch (random.nextInt(40)) {
              case 0 -> StaleMarker.VALUE;
              case 1 -> Double.NaN;
              case 2 -> Double.POSITIVE_INFINITY;
              default -> whole ? Math.rint(level) : level;
            };
      }
    }

    List<WindowAggregate> windows() {
      List<WindowAggregate> windows = new ArrayList<>();
      int from = 0;
      for (int i = 1; i <= timesMs.length; i++) {
        if (i == timesMs.length || timesMs[i] / MINUTE_MS != timesMs[from] / MINUTE_MS) {
          long start = timesMs[from] / MINUTE_MS * MINUTE_MS;
          windows.add(WindowAggregate.of(start, timesMs, values, from, i));
          from = i;
        }
      }
      return windows;
    }
  }
}
