package io.gyr.timeseries.chunk;

import io.gyr.timeseries.column.ByteOutput;
import io.gyr.timeseries.column.LongEncoder;
import io.gyr.timeseries.rollup.AggregateColumns;
import io.gyr.timeseries.sketch.DdSketch;

/**
 * Writes the sketches of windows, those that are not to be seen from the window's extremes, as
 * columns of all their bins. Reusable; not for several threads at once.
 */
final class SketchEncoder {
  /** Most bins of a chunk, more than any chunk of the store can have. */
  static final int MAX_BINS = 1 << 21;

  private final LongEncoder longs = new LongEncoder();

  /** Whether there is something to write. */
  static boolean isNeeded(AggregateColumns columns) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.sketches()[i] != null) {
        return true;
      }
    }
    return false;
  }

  void encode(AggregateColumns columns, ByteOutput out) {
    int windows = columns.size();
    long[] sizes = new long[windows];
    int sketches = 0;
    int bins = 0;
    for (int i = 0; i < windows; i++) {
      DdSketch sketch = columns.sketches()[i];
      sizes[i] = sketch == null ? 0 : sketch.size();
      sketches += sketch == null ? 0 : 1;
      bins = Math.addExact(bins, (int) sizes[i]);
    }
    if (bins > MAX_BINS) {
      throw new IllegalArgumentException(bins + " bins in a chunk, at most " + MAX_BINS);
    }
    long[] firsts = new long[sketches];
    long[] gaps = new long[bins - sketches];
    long[] counts = new long[bins - sketches];
    int atSketch = 0;
    int at = 0;
    for (int i = 0; i < windows; i++) {
      DdSketch sketch = columns.sketches()[i];
      if (sketch == null) {
        continue;
      }
      firsts[atSketch++] = sketch.bin(0);
      for (int bin = 1; bin < sketch.size(); bin++) {
        gaps[at] = (long) sketch.bin(bin) - sketch.bin(bin - 1) - 1;
        counts[at++] = sketch.count(bin - 1) - 1;
      }
    }
    longs.encode(sizes, windows, out);
    longs.encode(firsts, sketches, out);
    longs.encode(gaps, gaps.length, out);
    longs.encode(counts, counts.length, out);
  }
}
