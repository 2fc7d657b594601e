package io.gyr.jobs.rollup;

import io.gyr.timeseries.chunk.ChunkKind;
import io.gyr.timeseries.chunk.ChunkLayout;
import io.gyr.timeseries.chunk.HistogramDecoder;
import io.gyr.timeseries.chunk.HistogramEncoder;
import io.gyr.timeseries.chunk.SampleDecoder;
import io.gyr.timeseries.chunk.SampleEncoder;
import io.gyr.timeseries.column.MalformedChunkException;
import io.gyr.timeseries.histogram.NativeHistogram;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Chunks of spans and of parts of them. For one thread. */
final class SpanCodec {
  private final SampleEncoder sampleEncoder = new SampleEncoder();
  private final SampleDecoder sampleDecoder = new SampleDecoder();
  private final HistogramEncoder histogramEncoder = new HistogramEncoder();
  private final HistogramDecoder histogramDecoder = new HistogramDecoder();

  /** The chunk of the samples from one index to before another of a span that is not packed. */
  byte[] encode(Span span, int from, int to) {
    long[] times = Arrays.copyOfRange(span.timesMs, from, to);
    return span.ofHistograms
        ? histogramEncoder.encode(times, Arrays.copyOfRange(span.histograms, from, to), to - from)
        : sampleEncoder.encode(times, Arrays.copyOfRange(span.values, from, to), to - from);
  }

  /** All of a span as a chunk, also of one that is packed. */
  byte[] encode(Span span) {
    byte[] packed = span.packed;
    return packed != null ? packed : encode(span, 0, span.count);
  }

  /** Seals what can be. */
  void seal(Span span) {
    while (span.canSeal()) {
      int from = Span.SEALED * span.sealed.size();
      span.seal(encode(span, from, from + Span.SEALED));
    }
  }

  /** Brings the samples of sealed chunks into a span that has no others. */
  void unseal(Span span, List<byte[]> sealed) throws MalformedChunkException {
    int capacity = Span.SEALED * sealed.size();
    span.timesMs = new long[capacity];
    span.values = new double[capacity];
    for (byte[] chunk : sealed) {
      int count = sampleDecoder.open(chunk);
      if (count > capacity - span.count) {
        throw new MalformedChunkException("more samples than there is room for");
      }
      sampleDecoder.read(span.timesMs, span.values, span.count);
      span.count += count;
    }
    span.sealed = sealed;
  }

  /** Brings the samples of a packed span back into its arrays. */
  void unpack(Span span) {
    byte[] packed = span.packed;
    if (packed == null) {
      return;
    }
    try {
      if (span.ofHistograms) {
        int count = histogramDecoder.open(ByteBuffer.wrap(packed));
        span.timesMs = new long[count];
        span.histograms = new NativeHistogram[count];
        histogramDecoder.read(span.timesMs, span.histograms, 0);
        span.count = count;
      } else {
        int count = sampleDecoder.open(packed);
        span.timesMs = new long[count];
        span.values = new double[count];
        sampleDecoder.read(span.timesMs, span.values, 0);
        span.count = count;
      }
    } catch (MalformedChunkException e) {
      throw new IllegalStateException("a chunk of our own: " + e.getMessage(), e);
    }
    span.packed = null;
  }

  /** The chunk of one histogram. */
  byte[] encode(long timeMs, NativeHistogram histogram) {
    return histogramEncoder.encode(new long[] {timeMs}, new NativeHistogram[] {histogram}, 1);
  }

  /** The only histogram of a chunk. */
  NativeHistogram histogram(byte[] chunk) throws MalformedChunkException {
    int count = histogramDecoder.open(ByteBuffer.wrap(chunk));
    NativeHistogram[] histograms = new NativeHistogram[count];
    histogramDecoder.read(new long[count], histograms, 0);
    return histograms[0];
  }

  /** Whether a chunk is one of histograms. */
  static boolean isOfHistograms(byte[] chunk) throws MalformedChunkException {
    return chunk.length > 0 && ChunkLayout.kind(chunk[0]) == ChunkKind.HISTOGRAMS;
  }
}
