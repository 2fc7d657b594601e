package io.gyr.timeseries.rollup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes windows of numbers, and coarser windows of those, as {@link HistogramWindows} does. */
public final class NumberWindows {
  private NumberWindows() {}

  /**
   * Windows of the first {@code count} samples.
   *
   * @param windowMs length of the windows, which begin at multiples of it since 1970
   * @param timesMs ascending
   */
  public static List<WindowAggregate> of(
      long windowMs, long[] timesMs, double[] values, int count) {
    List<WindowAggregate> windows = new ArrayList<>();
    int from = 0;
    while (from < count) {
      long startMs = startOf(timesMs[from], windowMs);
      int next = Arrays.binarySearch(timesMs, from, count, startMs + windowMs);
      int to = next >= 0 ? next : -next - 1;
      windows.add(WindowAggregate.of(startMs, timesMs, values, from, to));
      from = to;
    }
    return windows;
  }

  /** Joins windows, in the order of their times, into longer ones. */
  public static List<WindowAggregate> coarser(List<WindowAggregate> finer, long windowMs) {
    List<WindowAggregate> joined = new ArrayList<>();
    for (WindowAggregate window : finer) {
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

  private static long startOf(long timeMs, long windowMs) {
    return timeMs - Math.floorMod(timeMs, windowMs);
  }
}
