package io.gyr.api.prometheus.rules;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.source.RawSeries;
import java.util.Arrays;

/** The latest samples of one series, by time. Not thread-safe. */
final class RecentSeries {
  private static final int FIRST = 4;

  private long[] times = new long[FIRST];
  private double[] values = new double[FIRST];
  private long[] arrivals = new long[FIRST];
  private int size;

  /**
   * Adds a sample, or replaces that of the same time.
   *
   * @return how many more samples there are
   */
  int add(long timeMs, double value, long arrivalMs) {
    int at = Arrays.binarySearch(times, 0, size, timeMs);
    if (at >= 0) {
      values[at] = value;
      arrivals[at] = arrivalMs;
      return 0;
    }
    int to = -at - 1;
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
      arrivals = Arrays.copyOf(arrivals, 2 * size);
    }
    System.arraycopy(times, to, times, to + 1, size - to);
    System.arraycopy(values, to, values, to + 1, size - to);
    System.arraycopy(arrivals, to, arrivals, to + 1, size - to);
    times[to] = timeMs;
    values[to] = value;
    arrivals[to] = arrivalMs;
    size++;
    return 1;
  }

  /**
   * Forgets the first samples, as far as they arrived before a time.
   *
   * @return how many
   */
  int forget(long beforeMs) {
    int gone = 0;
    while (gone < size && arrivals[gone] < beforeMs) {
      gone++;
    }
    keep(gone, size);
    return gone;
  }

  private void keep(int from, int to) {
    times = Arrays.copyOfRange(times, from, Math.max(from + FIRST, to));
    values = Arrays.copyOfRange(values, from, Math.max(from + FIRST, to));
    arrivals = Arrays.copyOfRange(arrivals, from, Math.max(from + FIRST, to));
    size = to - from;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** A copy of the samples of a time, both ends inclusive. */
  RecentSeries between(long fromMs, long toMs) {
    int from = 0;
    while (from < size && times[from] < fromMs) {
      from++;
    }
    int to = size;
    while (to > from && times[to - 1] > toMs) {
      to--;
    }
    RecentSeries part = new RecentSeries();
    part.times = times;
    part.values = values;
    part.arrivals = arrivals;
    part.keep(from, to);
    return part;
  }

  /** The samples as a series. */
  RawSeries series(Labels labels) {
    return new RawSeries(labels, times, values, null, size);
  }

  /**
   * The samples of {@code older} and these; of the same time, these.
   *
   * @param range whether a range selector asks: series with aggregates then have no stale markers
   */
  RawSeries over(RawSeries older, boolean range) {
    MergedSamples merged = new MergedSamples(older, older.size() + size, range);
    int theirs = 0;
    for (int mine = 0; mine < size; mine++) {
      while (theirs < older.size() && older.times()[theirs] < times[mine]) {
        merged.addOlder(theirs++);
      }
      if (theirs < older.size() && older.times()[theirs] == times[mine]) {
        theirs++;
      }
      merged.add(times[mine], values[mine]);
    }
    while (theirs < older.size()) {
      merged.addOlder(theirs++);
    }
    return merged.series();
  }
}
