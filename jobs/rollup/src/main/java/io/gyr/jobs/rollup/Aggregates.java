package io.gyr.jobs.rollup;

import io.gyr.timeseries.chunk.WindowDecoder;
import io.gyr.timeseries.chunk.WindowEncoder;
import io.gyr.timeseries.column.MalformedChunkException;
import io.gyr.timeseries.rollup.AggregateColumns;
import io.gyr.timeseries.rollup.HistogramWindow;
import io.gyr.timeseries.rollup.HistogramWindows;
import io.gyr.timeseries.rollup.WindowAggregate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chunks of windows. For one thread. */
final class Aggregates {
  private final WindowEncoder encoder = new WindowEncoder();
  private final WindowDecoder decoder = new WindowDecoder(true);

  /** The windows of a chunk that begin in a range; none without a chunk. */
  Windows windows(byte @Nullable [] chunk, long fromMs, long toMs) {
    AggregateColumns columns = new AggregateColumns();
    List<HistogramWindow> histograms = new ArrayList<>();
    read(chunk, columns, histograms);
    List<WindowAggregate> numbers = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.startsMs()[i] >= fromMs && columns.startsMs()[i] < toMs) {
        numbers.add(columns.get(i));
      }
    }
    histograms.removeIf(window -> window.startMs() < fromMs || window.startMs() >= toMs);
    return new Windows(numbers, histograms);
  }

  /** All windows of a chunk; none without a chunk. */
  Windows windows(byte @Nullable [] chunk) {
    return windows(chunk, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** A chunk of windows. */
  byte[] chunk(Windows windows) {
    return replaced(null, Long.MIN_VALUE, Long.MAX_VALUE, windows);
  }

  /** A chunk with other windows in a range; {@code windows} are all in it. */
  byte[] replaced(byte @Nullable [] chunk, long fromMs, long toMs, Windows windows) {
    AggregateColumns numbers = new AggregateColumns();
    List<HistogramWindow> histograms = new ArrayList<>();
    for (Windows part :
        List.of(
            windows(chunk, Long.MIN_VALUE, fromMs),
            windows,
            windows(chunk, toMs, Long.MAX_VALUE))) {
      part.numbers().forEach(numbers::add);
      histograms.addAll(part.histograms());
    }
    return encoder.encode(numbers, HistogramWindows.fitting(histograms));
  }

  private void read(
      byte @Nullable [] chunk, AggregateColumns numbers, List<HistogramWindow> histograms) {
    if (chunk == null) {
      return;
    }
    try {
      decoder.read(ByteBuffer.wrap(chunk), numbers, histograms);
    } catch (MalformedChunkException e) {
      throw new IllegalStateException("a chunk of our own: " + e.getMessage(), e);
    }
  }
}
