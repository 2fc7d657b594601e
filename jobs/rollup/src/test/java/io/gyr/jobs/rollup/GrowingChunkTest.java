package io.gyr.jobs.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.timeseries.chunk.PartedChunk;
import io.gyr.timeseries.rollup.WindowAggregate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A chunk that grows in parts says what one that is made anew each time would say. */
class GrowingChunkTest {
  private static final long SPAN_MS = Resolution.FULL.span().toMillis();
  private static final long DAY_MS = Resolution.ONE_DAY.window().toMillis();

  private final Aggregates aggregates = new Aggregates();

  @Property(tries = 60, seed = "1")
  void partsSayWhatTheWholeSays(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    Resolution resolution = SpanRows.COARSE.get(random.nextInt(SpanRows.COARSE.size()));
    GrowingChunk growing = new GrowingChunk(resolution, aggregates);
    long stepMs = resolution == Resolution.ONE_DAY ? DAY_MS : SPAN_MS;
    long spanMs = resolution.spanStartMs(1_780_000_000_000L);
    long endMs = spanMs + resolution.span().toMillis();
    byte[] parted = null;
    byte[] whole = null;
    boolean ended = false;
    for (long fromMs = spanMs; fromMs < endMs; fromMs += stepMs) {
      boolean late = random.nextInt(4) == 0;
      if (random.nextInt(5) == 0 && !late) {
        continue; // Nothing was scraped.
      }
      long atMs =
          late ? spanMs + random.nextInt((int) ((fromMs - spanMs) / stepMs + 1)) * stepMs : fromMs;
      Windows windows = windows(random, resolution, atMs, atMs + stepMs);
      parted = growing.replaced(parted, atMs, atMs + stepMs, windows);
      whole = aggregates.replaced(whole, atMs, atMs + stepMs, windows);
      ended |= atMs + stepMs == endMs;
      assertThat(aggregates.windows(parted)).isEqualTo(aggregates.windows(whole));
      assertThat(growing.windows(parted, atMs, atMs + stepMs)).isEqualTo(windows);
      assertThat(PartedChunk.is(ByteBuffer.wrap(parted))).isEqualTo(!ended);
    }
    if (ended) {
      assertThat(parted).isEqualTo(whole);
    }
  }

  @Example
  void nothingIsInAChunkThatIsNotThere() {
    GrowingChunk growing = new GrowingChunk(Resolution.ONE_HOUR, aggregates);
    assertThat(growing.windows(null, 0, SPAN_MS).numbers()).isEmpty();
  }

  private static Windows windows(Random random, Resolution resolution, long fromMs, long toMs) {
    long windowMs = resolution.window().toMillis();
    List<WindowAggregate> windows = new ArrayList<>();
    for (long startMs = fromMs; startMs < toMs; startMs += windowMs) {
      long[] times = {startMs, startMs + windowMs / 2};
      double[] values = {random.nextInt(100), random.nextGaussian()};
      windows.add(WindowAggregate.of(startMs, times, values, 0, 1 + random.nextInt(2)));
    }
    return new Windows(windows, List.of());
  }
}
