package io.gyr.jobs.rollup;

import org.jspecify.annotations.Nullable;

/**
 * Series by a 128-bit hash of the bytes that identify them in a record. Open addressing; it doubles
 * when it is half full, and forgets everything when it has as many as it may: then each series is
 * decoded once more. For one thread.
 */
final class SeriesCache {
  private static final int FIRST_SLOTS = 1 << 10;

  private final int capacity;
  private long[] highs = new long[FIRST_SLOTS];
  private long[] lows = new long[FIRST_SLOTS];
  private @Nullable KnownSeries[] series = new KnownSeries[FIRST_SLOTS];
  private int size;

  /** A cache of at most {@code capacity} series. */
  SeriesCache(int capacity) {
    this.capacity = capacity;
  }

  /** The series of a hash, null if it is not known (any more). */
  @Nullable KnownSeries get(long high, long low) {
    return series[slot(high, low)];
  }

  /** Keeps a series that {@link #get} does not know. */
  void put(long high, long low, KnownSeries known) {
    if (size == capacity) {
      clear(FIRST_SLOTS);
    } else if (2 * size >= series.length) {
      grow();
    }
    int slot = slot(high, low);
    highs[slot] = high;
    lows[slot] = low;
    series[slot] = known;
    size++;
  }

  private int slot(long high, long low) {
    int mask = series.length - 1;
    int slot = (int) low & mask;
    while (series[slot] != null && (lows[slot] != low || highs[slot] != high)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void clear(int slots) {
    highs = new long[slots];
    lows = new long[slots];
    series = new KnownSeries[slots];
    size = 0;
  }

  private void grow() {
    long[] oldHighs = highs;
    long[] oldLows = lows;
    @Nullable KnownSeries[] old = series;
    clear(2 * old.length);
    for (int i = 0; i < old.length; i++) {
      KnownSeries known = old[i];
      if (known != null) {
        put(oldHighs[i], oldLows[i], known);
      }
    }
  }
}
