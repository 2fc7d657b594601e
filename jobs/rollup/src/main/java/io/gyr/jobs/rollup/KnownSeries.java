package io.gyr.jobs.rollup;

import io.gyr.sinks.cassandra.chunk.SeriesPeriod;
import io.gyr.timeseries.SeriesId;
import java.time.Duration;

/** A series that was seen, and when it was last introduced. */
final class KnownSeries {
  /** Who was refused for want of room is asked again so often. */
  private static final long AGAIN_MS = Duration.ofHours(1).toMillis();

  /** More often than {@link Backfill} forgets a series. */
  private static final long TO_BACKFILL_AGAIN_MS = Backfill.KEPT_MS / 4;

  final SeriesId id;
  private final Periods days = new Periods(SeriesPeriod.DAY);
  private long introducedMs = Long.MIN_VALUE;
  private long introducedToBackfillMs;

  KnownSeries(SeriesId id) {
    this.id = id;
  }

  /**
   * Whether a sample of this time is to introduce its series; from then on it counts as introduced.
   */
  boolean introduces(long timeMs) {
    boolean newDay = days.enter(timeMs);
    if (!newDay && timeMs < introducedMs + AGAIN_MS) {
      return false;
    }
    introducedMs = Math.max(introducedMs, timeMs);
    return true;
  }

  /** The same for backfill, which goes by the clock: its samples are of any time. */
  boolean introducesToBackfill(long nowMs) {
    if (nowMs < introducedToBackfillMs + TO_BACKFILL_AGAIN_MS) {
      return false;
    }
    introducedToBackfillMs = nowMs;
    return true;
  }
}
