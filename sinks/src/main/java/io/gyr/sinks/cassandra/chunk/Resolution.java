package io.gyr.sinks.cassandra.chunk;

import java.time.Duration;

/** How finely metrics are kept, and for how long unless configured otherwise. */
public enum Resolution {
  /**
   * Every sample, in short pieces, written while the span of {@link #FULL} that they are in goes
   * on; where that has a chunk of the series, the pieces say nothing that it does not.
   */
  OPEN("chunks_open", Duration.ZERO, Duration.ofMinutes(15), Duration.ofHours(6), "2", "HOURS"),
  /** Every sample. */
  FULL("chunks", Duration.ZERO, Duration.ofHours(2), Duration.ofHours(6), "2", "HOURS"),
  /** Aggregates of one minute. */
  ONE_MINUTE(
      "rollups_1m", Duration.ofMinutes(1), Duration.ofHours(6), Duration.ofDays(2), "6", "HOURS"),
  /** Aggregates of ten minutes. */
  TEN_MINUTES(
      "rollups_10m", Duration.ofMinutes(10), Duration.ofDays(2), Duration.ofDays(14), "1", "DAYS"),
  /** Aggregates of one hour. */
  ONE_HOUR(
      "rollups_1h", Duration.ofHours(1), Duration.ofDays(14), Duration.ofDays(90), "7", "DAYS"),
  /** Aggregates of one day. */
  ONE_DAY(
      "rollups_1d", Duration.ofDays(1), Duration.ofDays(112), Duration.ofDays(1826), "90", "DAYS");

  private final String table;
  private final Duration window;
  private final Duration span;
  private final Duration retention;
  private final String compactionWindowSize;
  private final String compactionWindowUnit;

  Resolution(
      String table,
      Duration window,
      Duration span,
      Duration retention,
      String compactionWindowSize,
      String compactionWindowUnit) {
    this.table = table;
    this.window = window;
    this.span = span;
    this.retention = retention;
    this.compactionWindowSize = compactionWindowSize;
    this.compactionWindowUnit = compactionWindowUnit;
  }

  /** Table within the keyspace. */
  String table() {
    return table;
  }

  /** Length of one aggregate's window; zero for samples. */
  public Duration window() {
    return window;
  }

  /** How much time one chunk covers. Spans begin at multiples of it since 1970. */
  public Duration span() {
    return span;
  }

  /** How long chunks stay after they were last written, where nothing else is configured. */
  public Duration retention() {
    return retention;
  }

  /** Start of the span that {@code timeMs} is in. */
  public long spanStartMs(long timeMs) {
    return timeMs - Math.floorMod(timeMs, span.toMillis());
  }

  String compaction() {
    return "{'class': 'TimeWindowCompactionStrategy', 'compaction_window_size': '"
        + compactionWindowSize
        + "', 'compaction_window_unit': '"
        + compactionWindowUnit
        + "'}";
  }
}
