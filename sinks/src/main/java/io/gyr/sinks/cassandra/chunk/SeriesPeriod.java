package io.gyr.sinks.cassandra.chunk;

import java.time.Duration;

/**
 * Stretches of time for which it is kept which series there were: a series that had samples in a
 * period has a row in it.
 */
public enum SeriesPeriod {
  /** A day, for what is asked most; kept as long as aggregates of ten minutes, and a day more. */
  DAY("series_1d", Duration.ofDays(1), Duration.ofDays(16)),
  /** Four weeks, for years of trend. */
  FOUR_WEEKS("series_28d", Duration.ofDays(28), Duration.ofDays(1854));

  private final String table;
  private final Duration length;
  private final Duration retention;

  SeriesPeriod(String table, Duration length, Duration retention) {
    this.table = table;
    this.length = length;
    this.retention = retention;
  }

  String table() {
    return table;
  }

  /** How long a period is. Periods begin at multiples of it since 1970. */
  public Duration length() {
    return length;
  }

  /** How long rows stay. */
  public Duration retention() {
    return retention;
  }

  /**
   * Seconds that a row which is written long after a period still stays, as if it had been written
   * when the period was over; 0 if it would be gone.
   *
   * @param timeMs any time in the period
   */
  public int secondsLeft(long timeMs, long nowMs) {
    long overMs = startMs(timeMs) + length.toMillis();
    long left = retention.toSeconds() - Math.floorDiv(nowMs - overMs, 1000L);
    return (int) Math.max(0, Math.min(retention.toSeconds(), left));
  }

  /** Start of the period that {@code timeMs} is in. */
  public long startMs(long timeMs) {
    return timeMs - Math.floorMod(timeMs, length.toMillis());
  }
}
