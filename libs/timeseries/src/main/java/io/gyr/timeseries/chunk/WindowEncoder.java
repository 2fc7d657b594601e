package io.gyr.timeseries.chunk;

import io.gyr.timeseries.column.ByteOutput;
import io.gyr.timeseries.column.LongEncoder;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.rollup.AggregateColumns;
import io.gyr.timeseries.rollup.HistogramAggregate;
import io.gyr.timeseries.rollup.HistogramWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * Makes chunks of aggregates, whatever the series had: {@link ChunkKind#AGGREGATES} of numbers,
 * {@link ChunkKind#HISTOGRAM_AGGREGATES} if it also or only had histograms. Reusable; not for
 * several threads at once.
 */
public final class WindowEncoder {
  /** Most bucket counts of a chunk, as {@link HistogramAggregate#buckets()} tells them. */
  public static final int MAX_COUNTS = HistogramRunEncoder.MAX_COUNTS;

  private final ByteOutput out = new ByteOutput();
  private final LongEncoder longs = new LongEncoder();
  private final HistogramRunEncoder runs = new HistogramRunEncoder();
  private final AggregateEncoder numberEncoder = new AggregateEncoder();

  /**
   * The chunk of all windows.
   *
   * @throws IllegalArgumentException if there are more than {@link ChunkLayout#MAX_ENTRIES} of
   *     either, or more than {@link #MAX_COUNTS} bucket counts
   */
  public byte[] encode(AggregateColumns numbers, List<HistogramWindow> histograms) {
    if (histograms.isEmpty()) {
      return numberEncoder.encode(numbers);
    }
    out.clear();
    runs.clear();
    ChunkLayout.write(ChunkKind.HISTOGRAM_AGGREGATES, histograms.size(), out);
    write(histograms, HistogramWindow::startMs);
    write(histograms, window -> window.stale() ? 1 : 0);
    write(histograms, window -> window.aggregate() == null ? 0 : window.aggregate().count());
    writeAggregates(histograms);
    if (numbers.size() > 0) {
      out.write(numberEncoder.encode(numbers));
    }
    return out.toByteArray();
  }

  private void writeAggregates(List<HistogramWindow> windows) {
    List<HistogramAggregate> aggregates = new ArrayList<>();
    List<Long> firstOffsetsMs = new ArrayList<>();
    for (HistogramWindow window : windows) {
      HistogramAggregate aggregate = window.aggregate();
      if (aggregate != null) {
        aggregates.add(aggregate);
        firstOffsetsMs.add(aggregate.firstMs() - window.startMs());
      }
    }
    write(firstOffsetsMs, Long::longValue);
    write(aggregates, aggregate -> aggregate.lastMs() - aggregate.firstMs());
    write(aggregates, HistogramAggregate::resets);
    runs.encode(aggregates.stream().map(HistogramAggregate::first).toList(), out);
    List<HistogramAggregate> several =
        aggregates.stream().filter(aggregate -> aggregate.count() > 1).toList();
    runs.encode(several.stream().map(HistogramAggregate::last).toList(), out);
    runs.encode(several.stream().map(HistogramAggregate::sum).toList(), out);
    List<NativeHistogram> corrections =
        several.stream().map(HistogramAggregate::correction).filter(Objects::nonNull).toList();
    runs.encode(corrections, out);
  }

  private <T> void write(List<T> entries, ToLongFunction<T> number) {
    longs.encode(entries.stream().mapToLong(number).toArray(), entries.size(), out);
  }
}
