package io.gyr.timeseries.chunk;

import io.gyr.timeseries.column.ByteInput;
import io.gyr.timeseries.column.LongDecoder;
import io.gyr.timeseries.column.MalformedChunkException;
import io.gyr.timeseries.rollup.AggregateColumns;
import io.gyr.timeseries.sketch.DdSketch;

/** Reads what {@link SketchEncoder} wrote. Reusable; not for several threads at once. */
final class SketchDecoder {
  private final LongDecoder longs = new LongDecoder();

  /** Reads the sketches of the last {@code count} windows of {@code columns}. */
  void decode(ByteInput in, int count, AggregateColumns columns) throws MalformedChunkException {
    int from = columns.size() - count;
    long[] sizes = column(in, count);
    int sketches = 0;
    int more = 0;
    for (long size : sizes) {
      if (size < 0 || size > DdSketch.MOST_BINS || more + size > SketchEncoder.MAX_BINS) {
        throw new MalformedChunkException(size + " bins of a sketch before " + in.position());
      }
      sketches += size > 0 ? 1 : 0;
      more += size > 0 ? (int) size - 1 : 0;
    }
    long[] firsts = column(in, sketches);
    long[] gaps = column(in, more);
    long[] counts = column(in, more);
    int atSketch = 0;
    int at = 0;
    for (int i = 0; i < count; i++) {
      int size = (int) sizes[i];
      if (size > 0) {
        columns.sketches()[from + i] =
            sketch(size, firsts[atSketch++], gaps, counts, at, columns.counts()[from + i]);
        at += size - 1;
      }
    }
  }

  private static DdSketch sketch(
      int size, long first, long[] gaps, long[] counts, int at, long windowCount)
      throws MalformedChunkException {
    int[] bins = new int[size];
    long[] counted = new long[size];
    long bin = first;
    long left = windowCount;
    for (int i = 0; i < size; i++) {
      if (i > 0) {
        // Beyond a million there is no bin; so the sum stays far from where it would wrap.
        bin += 1 + Math.max(-1, Math.min(gaps[at + i - 1], 1 << 20));
      }
      if (bin != (int) bin) {
        throw new MalformedChunkException("a sketch with bin " + bin);
      }
      bins[i] = (int) bin;
      counted[i] = i < size - 1 ? counts[at + i] + 1 : left;
      left -= counted[i];
      if (counted[i] <= 0 || left < 0) {
        throw new MalformedChunkException("a sketch of more values than its window");
      }
    }
    try {
      return DdSketch.ofBins(bins, counted);
    } catch (IllegalArgumentException e) {
      throw new MalformedChunkException("a sketch with " + e.getMessage());
    }
  }

  private long[] column(ByteInput in, int count) throws MalformedChunkException {
    long[] column = new long[count];
    longs.decode(in, count, column, 0);
    return column;
  }
}
