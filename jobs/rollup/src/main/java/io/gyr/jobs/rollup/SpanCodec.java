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

  /** All of a span as a chunk, also of one that is packed; what was sealed is not any more. */
  byte[] encode(Span span) {
    byte[] packed = span.packed;
    if (packed != null) {
      return packed;
    }
    open(span, span.startMs);
    return encode(span, 0, span.count);
  }

  /** Seals the pieces before that of the newest sample. */
  void seal(Span span) {
    if (span.ofHistograms || span.count == 0) {
      return;
    }
    long newestMs = span.pieceStartMs(span.piece(span.timesMs[span.count - 1]));
    while (span.timesMs[0] < newestMs) {
      int piece = span.piece(span.timesMs[0]);
      int samples = span.indexOf(span.pieceStartMs(piece + 1));
      span.seal(piece, encode(span, 0, samples), samples);
    }
  }

  /** Number of samples in a chunk of numbers. */
  int samples(byte[] chunk) throws MalformedChunkException {
    return sampleDecoder.open(chunk);
  }

  /** Brings what is packed or sealed from {@code timeMs} on back into the arrays of the span. */
  void open(Span span, long timeMs) {
    try {
      unpack(span);
      for (int piece = Span.PIECES - 1; piece >= span.piece(timeMs); piece--) {
        byte[] chunk = span.sealed(piece);
        if (chunk != null) {
          long[] times = new long[sampleDecoder.open(chunk)];
          double[] values = new double[times.length];
          sampleDecoder.read(times, values, 0);
          span.unseal(piece, times, values);
        }
      }
    } catch (MalformedChunkException e) {
      throw new IllegalStateException("a chunk of our own: " + e.getMessage(), e);
    }
  }

  private void unpack(Span span) throws MalformedChunkException {
    byte[] packed = span.packed;
    if (packed == null) {
      return;
    }
    if (span.ofHistograms) {
      long[] times = new long[histogramDecoder.open(ByteBuffer.wrap(packed))];
      NativeHistogram[] histograms = new NativeHistogram[times.length];
      histogramDecoder.read(times, histograms, 0);
      span.unpack(times, histograms);
    } else {
      long[] times = new long[sampleDecoder.open(packed)];
      double[] values = new double[times.length];
      sampleDecoder.read(times, values, 0);
      span.unpack(times, values);
    }
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
