package io.gyr.timeseries.rollup;

import io.gyr.timeseries.chunk.ChunkLayout;
import io.gyr.timeseries.chunk.WindowEncoder;
import io.gyr.timeseries.histogram.NativeHistogram;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes windows of native histograms, and coarser windows of those. What is done in several steps
 * says the same as what is done at once.
 */
public final class HistogramWindows {
  private final long windowMs;
  private final List<HistogramWindow> joined = new ArrayList<>();
  private long startMs;
  private boolean stale;
  private @Nullable HistogramSum sum;

  private HistogramWindows(long windowMs) {
    this.windowMs = windowMs;
  }

  /**
   * Windows of the first {@code count} histograms.
   *
   * @param windowMs length of the windows, which begin at multiples of it since 1970
   * @param timesMs ascending
   * @param histograms stale markers are those whose sum is one
   */
  public static List<HistogramWindow> of(
      long windowMs, long[] timesMs, NativeHistogram[] histograms, int count) {
    HistogramWindows windows = new HistogramWindows(windowMs);
    for (int i = 0; i < count; i++) {
      boolean marker = StaleMarker.is(histograms[i].sum());
      HistogramAggregate one = marker ? null : HistogramAggregate.of(timesMs[i], histograms[i]);
      windows.add(new HistogramWindow(timesMs[i], marker, one));
    }
    return windows.end();
  }

  /** Joins windows, in the order of their times, into longer ones. */
  public static List<HistogramWindow> coarser(List<HistogramWindow> finer, long windowMs) {
    HistogramWindows windows = new HistogramWindows(windowMs);
    finer.forEach(windows::add);
    return windows.end();
  }

  private void add(HistogramWindow finer) {
    long start = finer.startMs() - Math.floorMod(finer.startMs(), windowMs);
    HistogramAggregate aggregate = finer.aggregate();
    HistogramSum later = aggregate == null ? null : new HistogramSum(aggregate);
    boolean begun = sum != null || stale;
    if (begun && start == startMs) {
      HistogramSum before = sum;
      if (later == null || before == null || before.add(later)) {
        sum = before == null ? later : before;
        stale = finer.stale();
        return;
      }
    }
    if (begun) {
      // Of a marker before the next part the finer windows may know nothing.
      stale &= start != startMs;
      close();
    }
    startMs = start;
    sum = later;
    stale = finer.stale();
  }

  private void close() {
    joined.add(new HistogramWindow(startMs, stale, sum == null ? null : sum.aggregate()));
  }

  private List<HistogramWindow> end() {
    if (sum != null || stale) {
      close();
    }
    return joined;
  }

  /**
   * What a chunk has room for. That is all, unless histograms that cannot be added take turns: then
   * the last part of each window.
   */
  public static List<HistogramWindow> fitting(List<HistogramWindow> windows) {
    long counts = 0;
    for (HistogramWindow window : windows) {
      counts += window.aggregate() == null ? 0 : window.aggregate().buckets();
    }
    if (windows.size() <= ChunkLayout.MAX_ENTRIES && counts <= WindowEncoder.MAX_COUNTS) {
      return windows;
    }
    List<HistogramWindow> lastParts = new ArrayList<>();
    for (HistogramWindow window : windows) {
      int last = lastParts.size() - 1;
      if (last >= 0 && lastParts.get(last).startMs() == window.startMs()) {
        lastParts.set(last, window);
      } else {
        lastParts.add(window);
      }
    }
    return lastParts;
  }
}
