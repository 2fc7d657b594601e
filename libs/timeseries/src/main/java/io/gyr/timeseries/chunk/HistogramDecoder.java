package io.gyr.timeseries.chunk;

import io.gyr.timeseries.column.ByteInput;
import io.gyr.timeseries.column.LongDecoder;
import io.gyr.timeseries.column.MalformedChunkException;
import io.gyr.timeseries.histogram.NativeHistogram;
import java.nio.ByteBuffer;

/** Reads chunks of native histograms. Reusable; not for several threads at once. */
public final class HistogramDecoder {
  private final ByteInput in = new ByteInput();
  private final LongDecoder longs = new LongDecoder();
  private final HistogramRunDecoder runs = new HistogramRunDecoder();
  private int count;

  /** Takes the remaining bytes of {@code chunk} and returns the number of its samples. */
  public int open(ByteBuffer chunk) throws MalformedChunkException {
    in.reset(chunk);
    count = ChunkLayout.read(ChunkKind.HISTOGRAMS, in);
    return count;
  }

  /**
   * Reads the samples of the open chunk, once.
   *
   * @param at where to begin in both arrays
   * @throws MalformedChunkException if this is no whole chunk; what the arrays hold is undefined
   */
  public void read(long[] timesMs, NativeHistogram[] histograms, int at)
      throws MalformedChunkException {
    longs.decode(in, count, timesMs, at);
    runs.clear();
    runs.decode(in, count, histograms, at);
    ChunkLayout.expectEnd(in);
  }
}
