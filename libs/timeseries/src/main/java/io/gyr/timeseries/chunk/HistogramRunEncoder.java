package io.gyr.timeseries.chunk;

import io.gyr.timeseries.column.ByteOutput;
import io.gyr.timeseries.column.DoubleEncoder;
import io.gyr.timeseries.column.LongEncoder;
import io.gyr.timeseries.histogram.HistogramLayout;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.histogram.Spans;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Writes native histograms as runs of the same layout: while it stays, each bucket is a column of
 * its own, so that its counts are differences in time. Counts the buckets of a chunk. Reusable; not
 * for several threads at once.
 */
final class HistogramRunEncoder {
  /** Most counts of a chunk: entries of a run times buckets of its layout, added up. */
  static final int MAX_COUNTS = 1 << 22;

  private final LongEncoder longs = new LongEncoder();
  private final DoubleEncoder doubles = new DoubleEncoder();
  private long counts;

  /** Begins with another chunk. */
  void clear() {
    counts = 0;
  }

  /**
   * Writes all of {@code histograms}; nothing if there are none.
   *
   * @throws IllegalArgumentException if the chunk then has more than {@link #MAX_COUNTS}
   */
  void encode(List<NativeHistogram> histograms, ByteOutput out) {
    int from = 0;
    while (from < histograms.size()) {
      HistogramLayout layout = histograms.get(from).layout();
      int to = from + 1;
      while (to < histograms.size() && histograms.get(to).layout().equals(layout)) {
        to++;
      }
      counts += (long) (to - from) * layout.buckets();
      if (counts > MAX_COUNTS) {
        throw new IllegalArgumentException(
            counts + " bucket counts in a chunk, at most " + MAX_COUNTS);
      }
      writeRun(histograms.subList(from, to), layout, out);
      from = to;
    }
  }

  private void writeRun(List<NativeHistogram> run, HistogramLayout layout, ByteOutput out) {
    out.writeVarint(run.size());
    out.writeZigzag(layout.schema());
    out.writeLong(Double.doubleToRawLongBits(layout.zeroThreshold()));
    writeSpans(layout.positive(), out);
    writeSpans(layout.negative(), out);
    double[] bounds = layout.customValues();
    out.writeVarint(bounds.length);
    doubles.encode(bounds, bounds.length, out);
    long[] hints = run.stream().mapToLong(histogram -> histogram.resetHint().ordinal()).toArray();
    longs.encode(hints, hints.length, out);
    writeColumn(run, NativeHistogram::count, out);
    writeColumn(run, NativeHistogram::zeroCount, out);
    writeColumn(run, NativeHistogram::sum, out);
    for (int i = 0; i < layout.buckets(); i++) {
      int bucket = i;
      writeColumn(run, histogram -> histogram.bucket(bucket), out);
    }
  }

  private static void writeSpans(Spans spans, ByteOutput out) {
    out.writeVarint(spans.count());
    for (int i = 0; i < spans.count(); i++) {
      out.writeZigzag(spans.offset(i));
      out.writeVarint(spans.length(i));
    }
  }

  private void writeColumn(
      List<NativeHistogram> run, ToDoubleFunction<NativeHistogram> number, ByteOutput out) {
    double[] column = new double[run.size()];
    for (int i = 0; i < column.length; i++) {
      column[i] = number.applyAsDouble(run.get(i));
    }
    doubles.encode(column, column.length, out);
  }
}
