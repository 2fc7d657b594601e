package io.gyr.jobs.rollup.backfill;

import io.gyr.timeseries.rollup.WindowAggregate;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of two aggregates of one window stands: that of more samples, for aggregates of some of the
 * same samples cannot be joined without counting twice. To choose again changes nothing.
 */
public final class FullerWindows {
  private FullerWindows() {}

  /**
   * Of each window that is in one of the lists or in both, the aggregate of more samples; of as
   * many, that of the first list. Both lists and the result are in the order of starts, each start
   * once.
   */
  public static List<WindowAggregate> of(
      List<WindowAggregate> preferred, List<WindowAggregate> others) {
    List<WindowAggregate> fuller = new ArrayList<>(preferred.size() + others.size());
    int at = 0;
    for (WindowAggregate window : preferred) {
      while (at < others.size() && others.get(at).startMs() < window.startMs()) {
        fuller.add(others.get(at++));
      }
      WindowAggregate stands = window;
      if (at < others.size() && others.get(at).startMs() == window.startMs()) {
        WindowAggregate other = others.get(at++);
        stands = other.count() > window.count() ? other : window;
      }
      fuller.add(stands);
    }
    fuller.addAll(others.subList(at, others.size()));
    return fuller;
  }

  /**
   * The same, of no other windows than those of the first list.
   *
   * @param others may have more windows
   */
  public static List<WindowAggregate> ofThese(
      List<WindowAggregate> preferred, List<WindowAggregate> others) {
    List<WindowAggregate> same = new ArrayList<>();
    int at = 0;
    for (WindowAggregate window : preferred) {
      while (at < others.size() && others.get(at).startMs() < window.startMs()) {
        at++;
      }
      if (at < others.size() && others.get(at).startMs() == window.startMs()) {
        same.add(others.get(at));
      }
    }
    return of(preferred, same);
  }
}
