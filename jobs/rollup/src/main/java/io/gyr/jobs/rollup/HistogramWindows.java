package io.gyr.jobs.rollup;

import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.timeseries.chunk.ChunkLayout;
import io.gyr.timeseries.chunk.WindowEncoder;
import io.gyr.timeseries.rollup.HistogramAggregate;
import io.gyr.timeseries.rollup.HistogramWindow;
import io.gyr.timeseries.rollup.StaleMarker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins native histograms, and windows of them, into windows. For one thread. */
final class HistogramWindows {
  private final long windowMs;
  private final List<HistogramWindow> joined = new ArrayList<>();
  private long startMs;
  private boolean stale;
  private @Nullable HistogramSum sum;

  private HistogramWindows(Resolution resolution) {
    windowMs = resolution.window().toMillis();
  }

  /** Windows of all histograms of a span; none if it is one of numbers. */
  static List<HistogramWindow> ofSamples(Span span, Resolution resolution) {
    HistogramWindows windows = new HistogramWindows(resolution);
    for (int i = 0; span.ofHistograms && i < span.count; i++) {
      boolean marker = StaleMarker.is(span.histograms[i].sum());
      HistogramAggregate one =
          marker ? null : HistogramAggregate.of(span.timesMs[i], span.histograms[i]);
      windows.add(new HistogramWindow(span.timesMs[i], marker, one));
    }
    return windows.end();
  }

  /** Joins windows, in the order of their times, into those of a coarser resolution. */
  static List<HistogramWindow> coarser(List<HistogramWindow> finer, Resolution resolution) {
    HistogramWindows windows = new HistogramWindows(resolution);
    finer.forEach(windows::add);
    return windows.end();
  }

  private void add(HistogramWindow finer) {
    long start = Windows.startOf(finer.startMs(), windowMs);
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
  static List<HistogramWindow> fitting(List<HistogramWindow> windows) {
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
