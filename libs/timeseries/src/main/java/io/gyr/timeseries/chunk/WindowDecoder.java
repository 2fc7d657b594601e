package io.gyr.timeseries.chunk;

import io.gyr.timeseries.column.ByteInput;
import io.gyr.timeseries.column.LongDecoder;
import io.gyr.timeseries.column.MalformedChunkException;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.rollup.AggregateColumns;
import io.gyr.timeseries.rollup.HistogramAggregate;
import io.gyr.timeseries.rollup.HistogramWindow;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Reads what {@link WindowEncoder} makes, and {@link PartedChunk}s of that. Reusable; not for
 * several threads at once.
 */
public final class WindowDecoder {
  private final ByteInput in = new ByteInput();
  private final LongDecoder longs = new LongDecoder();
  private final HistogramRunDecoder runs = new HistogramRunDecoder();
  private final AggregateDecoder numberDecoder;

  /**
   * A decoder.
   *
   * @param wantsSketches see {@link AggregateDecoder}
   */
  public WindowDecoder(boolean wantsSketches) {
    numberDecoder = new AggregateDecoder(wantsSketches);
  }

  /**
   * Appends the windows of {@code chunk} to those of their kind.
   *
   * @throws MalformedChunkException if this is no whole chunk; what was appended is then undefined
   */
  public void read(ByteBuffer chunk, AggregateColumns numbers, List<HistogramWindow> histograms)
      throws MalformedChunkException {
    if (!PartedChunk.is(chunk)) {
      readPart(chunk, numbers, histograms);
      return;
    }
    int most = numbers.size() + histograms.size() + ChunkLayout.MAX_ENTRIES;
    for (ByteBuffer part : PartedChunk.parts(chunk)) {
      if (part.hasRemaining()) {
        readPart(part, numbers, histograms);
      }
      if (numbers.size() + histograms.size() > most) {
        throw new MalformedChunkException("more windows in parts than a chunk may have");
      }
    }
  }

  private void readPart(
      ByteBuffer chunk, AggregateColumns numbers, List<HistogramWindow> histograms)
      throws MalformedChunkException {
    if (!ChunkLayout.is(ChunkKind.HISTOGRAM_AGGREGATES, chunk)) {
      numberDecoder.read(chunk, numbers);
      return;
    }
    in.reset(chunk);
    int count = ChunkLayout.read(ChunkKind.HISTOGRAM_AGGREGATES, in);
    long[] startsMs = column(count);
    long[] stales = column(count);
    long[] counts = column(count);
    readAggregates(startsMs, stales, counts, histograms);
    if (in.remaining() > 0) {
      ByteBuffer rest = chunk.duplicate();
      rest.position(chunk.position() + in.position());
      numberDecoder.read(rest, numbers);
    }
  }

  private void readAggregates(
      long[] startsMs, long[] stales, long[] counts, List<HistogramWindow> windows)
      throws MalformedChunkException {
    int filled = 0;
    int several = 0;
    for (long count : counts) {
      if (count < 0) {
        throw new MalformedChunkException("window of " + count + " histograms");
      }
      filled += count > 0 ? 1 : 0;
      several += count > 1 ? 1 : 0;
    }
    long[] firstOffsetsMs = column(filled);
    long[] lastOffsetsMs = column(filled);
    long[] resets = column(filled);
    runs.clear();
    NativeHistogram[] firsts = histograms(filled);
    NativeHistogram[] lasts = histograms(several);
    NativeHistogram[] sums = histograms(several);
    NativeHistogram[] corrections = histograms(corrected(counts, resets));
    int at = 0;
    int atSeveral = 0;
    int atCorrected = 0;
    for (int i = 0; i < counts.length; i++) {
      HistogramAggregate aggregate = null;
      if (counts[i] > 0) {
        boolean one = counts[i] == 1;
        long firstMs = startsMs[i] + firstOffsetsMs[at];
        aggregate =
            new HistogramAggregate(
                counts[i],
                firstMs,
                firstMs + lastOffsetsMs[at],
                resets[at],
                firsts[at],
                one ? firsts[at] : lasts[atSeveral],
                one ? firsts[at] : sums[atSeveral],
                resets[at] > 0 ? corrections[atCorrected++] : null);
        atSeveral += one ? 0 : 1;
        at++;
      }
      windows.add(new HistogramWindow(startsMs[i], stales[i] != 0, aggregate));
    }
  }

  /** How many windows have a correction. */
  private static int corrected(long[] counts, long[] resets) throws MalformedChunkException {
    int at = 0;
    int corrected = 0;
    for (long count : counts) {
      if (count > 0) {
        long lost = resets[at++];
        if (lost < 0 || lost >= count) {
          throw new MalformedChunkException(lost + " resets among " + count + " histograms");
        }
        corrected += lost > 0 ? 1 : 0;
      }
    }
    return corrected;
  }

  private NativeHistogram[] histograms(int count) throws MalformedChunkException {
    NativeHistogram[] histograms = new NativeHistogram[count];
    runs.decode(in, count, histograms, 0);
    return histograms;
  }

  private long[] column(int count) throws MalformedChunkException {
    long[] column = new long[count];
    longs.decode(in, count, column, 0);
    return column;
  }
}
