package io.gyr.jobs.rollup;

import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.timeseries.rollup.HistogramWindow;
import io.gyr.timeseries.rollup.HistogramWindows;
import io.gyr.timeseries.rollup.WindowAggregate;
import java.util.ArrayList;
import java.util.List;

/** Windows of a series that had numbers or histograms or first these, then those. */
record Windows(List<WindowAggregate> numbers, List<HistogramWindow> histograms) {

  /** One-minute windows of all samples of a span. */
  static Windows ofSamples(Span span) {
    return span.ofHistograms
        ? new Windows(List.of(), ofHistograms(span))
        : new Windows(ofNumbers(span), List.of());
  }

  private static List<WindowAggregate> ofNumbers(Span span) {
    long windowMs = Resolution.ONE_MINUTE.window().toMillis();
    List<WindowAggregate> windows = new ArrayList<>();
    int from = 0;
    while (from < span.count) {
      long startMs = startOf(span.timesMs[from], windowMs);
      int to = span.indexOf(startMs + windowMs);
      windows.add(WindowAggregate.of(startMs, span.timesMs, span.values, from, to));
      from = to;
    }
    return windows;
  }

  private static List<HistogramWindow> ofHistograms(Span span) {
    long windowMs = Resolution.ONE_MINUTE.window().toMillis();
    return HistogramWindows.of(windowMs, span.timesMs, span.histograms, span.count);
  }

  /** These windows, which are in the order of their times, joined into coarser ones. */
  Windows coarser(Resolution resolution) {
    return new Windows(
        coarser(numbers, resolution),
        HistogramWindows.coarser(histograms, resolution.window().toMillis()));
  }

  /** The same of numbers. */
  static List<WindowAggregate> coarser(List<WindowAggregate> numbers, Resolution resolution) {
    long windowMs = resolution.window().toMillis();
    List<WindowAggregate> joined = new ArrayList<>();
    for (WindowAggregate window : numbers) {
      long startMs = startOf(window.startMs(), windowMs);
      int last = joined.size() - 1;
      if (last >= 0 && joined.get(last).startMs() == startMs) {
        joined.set(last, joined.get(last).merge(window));
      } else {
        joined.add(window.startingAt(startMs));
      }
    }
    return joined;
  }

  static long startOf(long timeMs, long windowMs) {
    return timeMs - Math.floorMod(timeMs, windowMs);
  }
}
