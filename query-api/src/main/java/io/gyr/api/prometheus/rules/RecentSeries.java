package io.gyr.api.prometheus.rules;

import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.source.RawSeries;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The latest samples of one series, by time. Not thread-safe. */
final class RecentSeries {
  private static final int FIRST = 4;

  private long[] times = new long[FIRST];
  private double[] values = new double[FIRST];

  /** Null where all samples are floats. */
  private @Nullable FloatHistogram @Nullable [] histograms;

  private long[] arrivals = new long[FIRST];
  private int size;

  /**
   * Adds a sample, or replaces that of the same time.
   *
   * @return how many more samples there are
   */
  int add(long timeMs, double value, @Nullable FloatHistogram histogram, long arrivalMs) {
    int at = Arrays.binarySearch(times, 0, size, timeMs);
    if (histogram != null && histograms == null) {
      histograms = new FloatHistogram[times.length];
    }
    if (at >= 0) {
      set(at, timeMs, value, histogram, arrivalMs);
      return 0;
    }
    int to = -at - 1;
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
      arrivals = Arrays.copyOf(arrivals, 2 * size);
      histograms = histograms == null ? null : Arrays.copyOf(histograms, 2 * size);
    }
    System.arraycopy(times, to, times, to + 1, size - to);
    System.arraycopy(values, to, values, to + 1, size - to);
    System.arraycopy(arrivals, to, arrivals, to + 1, size - to);
    if (histograms != null) {
      System.arraycopy(histograms, to, histograms, to + 1, size - to);
    }
    set(to, timeMs, value, histogram, arrivalMs);
    size++;
    return 1;
  }

  private void set(
      int at, long timeMs, double value, @Nullable FloatHistogram histogram, long arrivalMs) {
    times[at] = timeMs;
    values[at] = value;
    arrivals[at] = arrivalMs;
    if (histograms != null) {
      histograms[at] = histogram;
    }
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
    if (histograms != null) {
      histograms = Arrays.copyOfRange(histograms, from, Math.max(from + FIRST, to));
    }
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
    part.histograms = histograms;
    part.keep(from, to);
    return part;
  }

  /** The samples as a series. */
  RawSeries series(Labels labels) {
    return new RawSeries(labels, times, values, histograms, size);
  }

  /**
   * The samples of {@code older} and these; of the same time, these.
   *
   * @param range whether a range selector asks: series with aggregates then have no stale markers
   */
  RawSeries over(RawSeries older, boolean range) {
    boolean withHistograms = histograms != null || older.histograms() != null;
    MergedSamples merged = new MergedSamples(older, older.size() + size, range, withHistograms);
    int theirs = 0;
    for (int mine = 0; mine < size; mine++) {
      while (theirs < older.size() && older.times()[theirs] < times[mine]) {
        merged.addOlder(theirs++);
      }
      if (theirs < older.size() && older.times()[theirs] == times[mine]) {
        theirs++;
      }
      merged.add(times[mine], values[mine], histograms == null ? null : histograms[mine]);
    }
    while (theirs < older.size()) {
      merged.addOlder(theirs++);
    }
    return merged.series();
  }
}
