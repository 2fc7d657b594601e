package io.gyr.api.prometheus.store;

import io.gyr.promql.source.SelectHints;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.sinks.cassandra.chunk.Retentions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which part of the time of a selection is read in which resolution. Single samples as far back as
 * they are kept; before them the finest aggregates that are kept, or coarser ones where the query
 * cannot tell the difference, since all its ranges begin and end with their windows. Parts meet at
 * the border of a window of the coarser one: nothing is missing in between and nothing is read
 * twice.
 */
final class ReadPlan {
  private static final List<Resolution> AGGREGATES =
      List.of(
          Resolution.ONE_MINUTE, Resolution.TEN_MINUTES, Resolution.ONE_HOUR, Resolution.ONE_DAY);

  private final List<Part> parts = new ArrayList<>();
  private final SelectHints hints;

  private ReadPlan(SelectHints hints) {
    this.hints = hints;
  }

  /** The parts, in the order of time; single samples last. */
  static List<Part> of(
      String metric, long fromMs, long toMs, SelectHints hints, Retentions retentions, long nowMs) {
    ReadPlan plan = new ReadPlan(hints);
    long fullMs =
        up(
            nowMs - retentions.seconds(metric, Resolution.FULL) * 1000L,
            windowMs(Resolution.ONE_MINUTE));
    long endMs = toMs + 1;
    if (endMs > fullMs) {
      plan.parts.add(new Part(Resolution.FULL, Math.max(fromMs, fullMs), toMs));
      endMs = fullMs;
    }
    for (int i = 0; i < AGGREGATES.size() && endMs > fromMs; i++) {
      Resolution resolution = AGGREGATES.get(i);
      long keptMs = nowMs - retentions.seconds(metric, resolution) * 1000L;
      long beginMs = up(keptMs, windowMs(resolution));
      if (i + 1 < AGGREGATES.size()) {
        long coarserMs = windowMs(AGGREGATES.get(i + 1));
        beginMs = plan.fits(coarserMs) ? down(endMs, coarserMs) : up(keptMs, coarserMs);
      }
      plan.add(resolution, beginMs, fromMs, endMs);
      endMs = Math.min(endMs, beginMs);
    }
    Collections.reverse(plan.parts);
    return plan.parts;
  }

  private void add(Resolution resolution, long beginMs, long fromMs, long endMs) {
    // The windows in which the time begins and ends are read whole.
    long from = Math.max(beginMs, down(fromMs, windowMs(resolution)));
    if (from < endMs) {
      parts.add(new Part(resolution, from, up(endMs, windowMs(resolution)) - 1));
    }
  }

  /** Whether every time and range of the query begins and ends with a window of this length. */
  private boolean fits(long windowMs) {
    return Math.floorMod(hints.firstMs(), windowMs) == 0
        && hints.stepMs() % windowMs == 0
        && hints.rangeMs() % windowMs == 0;
  }

  private static long windowMs(Resolution resolution) {
    return resolution.window().toMillis();
  }

  private static long down(long timeMs, long windowMs) {
    return timeMs - Math.floorMod(timeMs, windowMs);
  }

  private static long up(long timeMs, long windowMs) {
    return down(timeMs + windowMs - 1, windowMs);
  }
}
