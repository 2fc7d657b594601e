package io.gyr.jobs.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.timeseries.chunk.ChunkLayout;
import io.gyr.timeseries.column.MalformedChunkException;
import io.gyr.timeseries.histogram.HistogramLayout;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.histogram.Spans;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** Spans in checkpoints, whatever order their samples came in. */
class SpanSerializerTest {
  private final SpanCodec codec = new SpanCodec();

  @Test
  void keepsEverySampleThroughCheckpointsInTheMiddle() throws IOException {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      TreeMap<Long, Double> expected = new TreeMap<>();
      Span span = new Span(0, false);
      int samples = random.nextInt(500);
      for (int i = 0; i < samples; i++) {
        boolean late = random.nextInt(10) == 0;
        long timeMs = late ? random.nextInt(i + 1) * 10_000L : i * 10_000L;
        double value = random.nextInt(5) == 0 ? Double.NaN : random.nextInt(1000) / 10.0;
        expected.put(timeMs, value);
        codec.open(span, timeMs);
        span.add(timeMs, value);
        codec.seal(span);
        if (random.nextInt(100) == 0) {
          span = new Span(throughCheckpoint(span));
        }
      }
      Span restored = throughCheckpoint(span);
      codec.open(restored, 0);
      assertThat(Arrays.copyOf(restored.timesMs, restored.count))
          .as("seed %d", seed)
          .containsExactly(expected.keySet().stream().mapToLong(time -> time).toArray());
      assertThat(Arrays.copyOf(restored.values, restored.count))
          .as("seed %d", seed)
          .containsExactly(expected.values().stream().mapToDouble(value -> value).toArray());
      assertThat(codec.encode(restored)).as("seed %d", seed).isEqualTo(codec.encode(span));
    }
  }

  @Test
  void keepsPiecesThatAreOverAsTheyAreWritten() throws MalformedChunkException {
    Span span = new Span(0, false);
    for (int i = 0; i < 3 * 90 + 5; i++) {
      span.add(i * 10_000L, i);
      codec.seal(span);
    }
    assertThat(span.count).isEqualTo(5);
    byte[] first = span.sealed(0);
    assertThat(first).isNotNull();
    assertThat(codec.samples(first)).isEqualTo(90);
    assertThat(span.sealed(2)).isNotNull();
    assertThat(span.sealed(3)).isNull();

    codec.open(span, 90 * 10_000L);
    span.add(90 * 10_000L, -1);
    codec.seal(span);

    assertThat(span.sealed(0)).isSameAs(first);
    assertThat(span.count).isEqualTo(5);
    codec.open(span, 0);
    assertThat(span.count).isEqualTo(275);
    assertThat(span.values[90]).isEqualTo(-1);
    assertThat(span.values[274]).isEqualTo(274);
  }

  /** A sample from the future and many behind it must not encode these again and again. */
  @Test
  void onlyANewestSampleBeginsAPiece() {
    Span span = new Span(0, false);
    span.add(0, 1);
    assertThat(span.beganPiece()).isFalse();
    span.add(3_600_000, 1);
    assertThat(span.beganPiece()).isTrue();
    span.add(1_800_000, 1);
    assertThat(span.beganPiece()).isFalse();
    span.add(3_600_000, 2);
    assertThat(span.beganPiece()).isFalse();
    span.add(3_600_001, 1);
    assertThat(span.beganPiece()).isFalse();
    span.add(4_500_000, 1);
    assertThat(span.beganPiece()).isTrue();
  }

  /** Otherwise there would be a chunk that cannot be written, again after each restart. */
  @Test
  void aFullSpanTakesAnotherValueButNoOtherSampleWhereverItIs() {
    Span span = new Span(0, false);
    for (int i = 0; i < ChunkLayout.MAX_ENTRIES; i++) {
      span.add(i * 100L, i);
      codec.seal(span);
    }
    for (long timeMs : new long[] {50, 900_050, 3_000_050, ChunkLayout.MAX_ENTRIES * 100L}) {
      codec.open(span, timeMs);
      assertThat(span.isFull(timeMs, 0)).isTrue();
      codec.seal(span);
    }
    codec.open(span, 900_000);
    assertThat(span.isFull(900_000, 0)).isFalse();
    assertThat(span.add(900_000, -1)).isTrue();
    assertThat(codec.encode(span)).isNotEmpty();
  }

  @Test
  void histogramsTogetherHaveNoMoreBucketsThanAChunk() {
    Span span = new Span(0, true);
    NativeHistogram wide = histogram(1_000);
    NativeHistogram narrow = histogram(1);
    long timeMs = 0;
    for (; !span.isFull(timeMs, 1_000); timeMs += 100) {
      span.add(timeMs, wide);
    }
    for (; !span.isFull(timeMs, 1); timeMs += 100) {
      span.add(timeMs, narrow);
    }
    assertThat(span.count).isEqualTo(4_194 + 304);
    assertThat(span.isFull(0, 1_000)).isFalse();
    assertThat(span.isFull(timeMs - 100, 1_000)).isTrue();
    byte[] chunk = codec.encode(span);
    span.pack(chunk);
    codec.open(span, 0);
    assertThat(span.isFull(timeMs, 1)).isTrue();
    assertThat(codec.encode(span)).isEqualTo(chunk);
  }

  private static NativeHistogram histogram(int buckets) {
    HistogramLayout layout =
        new HistogramLayout(
            0, 0, Spans.of(new int[] {0}, new int[] {buckets}), Spans.NONE, new double[0]);
    return new NativeHistogram(
        layout, NativeHistogram.ResetHint.UNKNOWN, buckets, 0, 1, new double[buckets]);
  }

  @Test
  void keepsWhetherASpanIsClosedAndPacked() throws IOException {
    Span span = new Span(7_200_000, false);
    span.add(7_200_001, 1);
    span.closed = true;
    span.unwrittenPieces = 1;
    span.pack(codec.encode(span));

    Span restored = throughCheckpoint(span);

    assertThat(restored.packed).isEqualTo(span.packed);
    assertThat(restored.closed).isTrue();
    assertThat(restored.unwrittenPieces).isEqualTo(1);
    assertThat(restored.startMs).isEqualTo(7_200_000);
  }

  private static Span throughCheckpoint(Span span) throws IOException {
    DataOutputSerializer target = new DataOutputSerializer(64);
    SpanSerializer.write(span, target);
    return SpanSerializer.read(new DataInputDeserializer(target.getCopyOfBuffer()));
  }
}
