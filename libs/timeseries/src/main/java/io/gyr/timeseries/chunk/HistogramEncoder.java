package io.gyr.timeseries.chunk;

import io.gyr.timeseries.column.ByteOutput;
import io.gyr.timeseries.column.LongEncoder;
import io.gyr.timeseries.histogram.NativeHistogram;
import java.util.Arrays;

/** Makes chunks of native histograms. Reusable; not for several threads at once. */
public final class HistogramEncoder {
  private final ByteOutput out = new ByteOutput();
  private final LongEncoder longs = new LongEncoder();
  private final HistogramRunEncoder runs = new HistogramRunEncoder();

  /**
   * The chunk of the first {@code count} samples.
   *
   * @param timesMs milliseconds since 1970
   * @throws IllegalArgumentException if there are more than {@link ChunkLayout#MAX_ENTRIES}, or
   *     more than 2^22 bucket counts: make two chunks of them
   */
  public byte[] encode(long[] timesMs, NativeHistogram[] histograms, int count) {
    out.clear();
    runs.clear();
    ChunkLayout.write(ChunkKind.HISTOGRAMS, count, out);
    longs.encode(timesMs, count, out);
    runs.encode(Arrays.asList(histograms).subList(0, count), out);
    return out.toByteArray();
  }
}
