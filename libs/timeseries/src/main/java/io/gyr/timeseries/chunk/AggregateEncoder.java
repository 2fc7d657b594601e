package io.gyr.timeseries.chunk;

import io.gyr.timeseries.column.ByteOutput;
import io.gyr.timeseries.column.DoubleEncoder;
import io.gyr.timeseries.column.LongEncoder;
import io.gyr.timeseries.rollup.AggregateColumns;

/**
 * Makes chunks of aggregates. Values are written as a column of their own only where they are not
 * those of another: of a counter without resets the smallest is the first and the largest the last.
 * Reusable; not for several threads at once.
 */
public final class AggregateEncoder {
  private final ByteOutput out = new ByteOutput();
  private final LongEncoder longs = new LongEncoder();
  private final DoubleEncoder doubles = new DoubleEncoder();
  private final SketchEncoder sketches = new SketchEncoder();
  private long[] offsets = new long[0];

  /**
   * The chunk of all windows of {@code columns}, with sketches if there are some that are not to be
   * seen from the other numbers.
   *
   * @throws IllegalArgumentException if there are more than {@link ChunkLayout#MAX_ENTRIES}, or
   *     2^21 bins of sketches
   */
  public byte[] encode(AggregateColumns columns) {
    int count = columns.size();
    out.clear();
    boolean sketched = SketchEncoder.isNeeded(columns);
    ChunkLayout.write(sketched ? ChunkKind.SKETCHED_AGGREGATES : ChunkKind.AGGREGATES, count, out);
    longs.encode(columns.startsMs(), count, out);
    longs.encode(columns.counts(), count, out);
    longs.encode(columns.stales(), count, out);
    longs.encode(columns.resets(), count, out);
    writeOffsets(columns.firstsMs(), columns.startsMs(), count);
    writeOffsets(columns.lastsMs(), columns.startsMs(), count);
    doubles.encode(columns.firsts(), count, out);
    doubles.encode(columns.lasts(), count, out);
    writeUnlessSame(columns.mins(), columns, count);
    writeUnlessSame(columns.maxs(), columns, count);
    doubles.encode(columns.sums(), count, out);
    doubles.encode(columns.corrections(), count, out);
    if (sketched) {
      sketches.encode(columns, out);
    }
    return out.toByteArray();
  }

  private void writeOffsets(long[] timesMs, long[] startsMs, int count) {
    if (offsets.length < count) {
      offsets = new long[count];
    }
    for (int i = 0; i < count; i++) {
      offsets[i] = timesMs[i] - startsMs[i];
    }
    longs.encode(offsets, count, out);
  }

  private void writeUnlessSame(double[] values, AggregateColumns columns, int count) {
    if (same(values, columns.firsts(), count)) {
      out.writeByte(AggregateDecoder.SAME_AS_FIRST);
    } else if (same(values, columns.lasts(), count)) {
      out.writeByte(AggregateDecoder.SAME_AS_LAST);
    } else {
      out.writeByte(AggregateDecoder.OWN);
      doubles.encode(values, count, out);
    }
  }

  private static boolean same(double[] a, double[] b, int count) {
    for (int i = 0; i < count; i++) {
      if (Double.doubleToRawLongBits(a[i]) != Double.doubleToRawLongBits(b[i])) {
        return false;
      }
    }
    return true;
  }
}
