package io.gyr.jobs.rollup;

import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.timeseries.rollup.HistogramWindow;
import io.gyr.timeseries.rollup.HistogramWindows;
import io.gyr.timeseries.rollup.NumberWindows;
import io.gyr.timeseries.rollup.WindowAggregate;
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
    return NumberWindows.of(windowMs, span.timesMs, span.values, span.count);
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
    return NumberWindows.coarser(numbers, resolution.window().toMillis());
  }

  static long startOf(long timeMs, long windowMs) {
    return timeMs - Math.floorMod(timeMs, windowMs);
  }
}
