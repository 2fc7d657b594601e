package io.gyr.timeseries.chunk;

import io.gyr.timeseries.column.ByteOutput;
import io.gyr.timeseries.column.DoubleEncoder;
import io.gyr.timeseries.column.LongEncoder;

/** Makes chunks of samples. Reusable; not for several threads at once. */
public final class SampleEncoder {
  private final ByteOutput out = new ByteOutput();
  private final LongEncoder longs = new LongEncoder();
  private final DoubleEncoder doubles = new DoubleEncoder();

  /**
   * The chunk of the first {@code count} samples. Any times and any bits of values come back as
   * they are; the chunk is smallest when times rise evenly.
   *
   * @param timesMs milliseconds since 1970
   * @throws IllegalArgumentException if there are more than {@link ChunkLayout#MAX_ENTRIES}
   */
  public byte[] encode(long[] timesMs, double[] values, int count) {
    out.clear();
    ChunkLayout.write(ChunkKind.SAMPLES, count, out);
    longs.encode(timesMs, count, out);
    doubles.encode(values, count, out);
    return out.toByteArray();
  }
}
