package io.gyr.timeseries.chunk;

import io.gyr.timeseries.column.ByteOutput;
import io.gyr.timeseries.column.DoubleEncoder;
import io.gyr.timeseries.column.LongEncoder;
import io.gyr.timeseries.histogram.HistogramLayout;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.histogram.Spans;
import java.util.function.ToDoubleFunction;

/**
 * Makes chunks of native histograms: while the layout stays, each bucket is a column of its own, so
 * that its counts are differences in time. Reusable; not for several threads at once.
 */
public final class HistogramEncoder {
  /** Most counts of a chunk: entries of a run times buckets of its layout, added up. */
  static final int MAX_COUNTS = 1 << 22;

  private final ByteOutput out = new ByteOutput();
  private final LongEncoder longs = new LongEncoder();
  private final DoubleEncoder doubles = new DoubleEncoder();

  /**
   * The chunk of the first {@code count} samples.
   *
   * @param timesMs milliseconds since 1970
   * @throws IllegalArgumentException if there are more than {@link ChunkLayout#MAX_ENTRIES}, or
   *     more than 2^22 bucket counts: make two chunks of them
   */
  public byte[] encode(long[] timesMs, NativeHistogram[] histograms, int count) {
    out.clear();
    ChunkLayout.write(ChunkKind.HISTOGRAMS, count, out);
    longs.encode(timesMs, count, out);
    long counts = 0;
    int from = 0;
    while (from < count) {
      HistogramLayout layout = histograms[from].layout();
      int to = from + 1;
      while (to < count && histograms[to].layout().equals(layout)) {
        to++;
      }
      counts += (long) (to - from) * layout.buckets();
      if (counts > MAX_COUNTS) {
        throw new IllegalArgumentException(
            counts + " bucket counts in a chunk, at most " + MAX_COUNTS);
      }
      writeRun(histograms, from, to);
      from = to;
    }
    return out.toByteArray();
  }

  private void writeRun(NativeHistogram[] histograms, int from, int to) {
    HistogramLayout layout = histograms[from].layout();
    out.writeVarint(to - from);
    out.writeZigzag(layout.schema());
    out.writeLong(Double.doubleToRawLongBits(layout.zeroThreshold()));
    writeSpans(layout.positive());
    writeSpans(layout.negative());
    double[] bounds = layout.customValues();
    out.writeVarint(bounds.length);
    doubles.encode(bounds, bounds.length, out);
    long[] hints = new long[to - from];
    for (int i = from; i < to; i++) {
      hints[i - from] = histograms[i].resetHint().ordinal();
    }
    longs.encode(hints, hints.length, out);
    writeColumn(histograms, from, to, NativeHistogram::count);
    writeColumn(histograms, from, to, NativeHistogram::zeroCount);
    writeColumn(histograms, from, to, NativeHistogram::sum);
    for (int i = 0; i < layout.buckets(); i++) {
      int bucket = i;
      writeColumn(histograms, from, to, histogram -> histogram.bucket(bucket));
    }
  }

  private void writeSpans(Spans spans) {
    out.writeVarint(spans.count());
    for (int i = 0; i < spans.count(); i++) {
      out.writeZigzag(spans.offset(i));
      out.writeVarint(spans.length(i));
    }
  }

  private void writeColumn(
      NativeHistogram[] histograms, int from, int to, ToDoubleFunction<NativeHistogram> number) {
    double[] column = new double[to - from];
    for (int i = from; i < to; i++) {
      column[i - from] = number.applyAsDouble(histograms[i]);
    }
    doubles.encode(column, column.length, out);
  }
}
