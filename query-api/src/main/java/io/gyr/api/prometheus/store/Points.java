package io.gyr.api.prometheus.store;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.Rollup;
import io.gyr.promql.source.SampleBits;
import io.gyr.timeseries.rollup.AggregateColumns;
import io.gyr.timeseries.sketch.DdSketch;
import java.util.Arrays;

/** Samples of one series, of aggregates first and then of their own, in the order of time. */
final class Points {
  private static final int FIRST = 64;

  private final WindowPoints kind;
  private final boolean markers;
  private long[] times = new long[FIRST];
  private double[] values = new double[FIRST];
  private int size;

  /** What the first points stand for, which were made of aggregates. */
  private long[] counts = new long[FIRST];

  private double[] gains = new double[FIRST];
  private long[] untilMs = new long[FIRST];
  private int rolledUp;

  /**
   * Nothing yet.
   *
   * @param markers whether stale markers are wanted, which functions over ranges leave out
   */
  Points(WindowPoints kind, boolean markers) {
    this.kind = kind;
    this.markers = markers;
  }

  /**
   * Appends windows.
   *
   * @return whether they say what is wanted; otherwise they are as for {@link WindowPoints#ENDS}
   */
  boolean add(AggregateColumns windows, int from, int to) {
    if (kind == WindowPoints.ENDS && !markers) {
      addEnds(windows, from, to);
      return true;
    }
    boolean complete = true;
    for (int i = from; i < to; i++) {
      long count = windows.counts()[i];
      if (count > 0) {
        complete &= add(windows, i, count);
      }
      if (markers && windows.stales()[i] != 0) {
        long time = count > 0 ? windows.lastsMs()[i] + 1 : windows.startsMs()[i];
        add(time, SampleBits.STALE, 0, Double.NaN, 0);
      }
    }
    return complete;
  }

  private boolean add(AggregateColumns windows, int i, long count) {
    long last = windows.lastsMs()[i];
    switch (kind) {
      case SUM -> add(last, windows.sums()[i], count, Double.NaN, 0);
      case MIN -> add(last, windows.mins()[i], count, Double.NaN, 0);
      case MAX -> add(last, windows.maxs()[i], count, Double.NaN, 0);
      case VALUES -> {
        DdSketch sketch = windows.sketch(i);
        if (sketch == null) {
          addEnds(windows, i, i + 1);
          return false;
        }
        for (int bin = 0; bin < sketch.size(); bin++) {
          double value = sketch.value(bin);
          value = Math.max(windows.mins()[i], Math.min(windows.maxs()[i], value));
          add(last, value, sketch.count(bin), Double.NaN, 0);
        }
      }
      case ENDS -> addEnds(windows, i, i + 1);
    }
    return true;
  }

  /** Months of windows come through here, so it looks at nothing twice. */
  private void addEnds(AggregateColumns windows, int from, int to) {
    roomForWindows(2 * (to - from));
    long[] windowCounts = windows.counts();
    long[] firstsMs = windows.firstsMs();
    long[] lastsMs = windows.lastsMs();
    double[] firsts = windows.firsts();
    double[] lasts = windows.lasts();
    double[] corrections = windows.corrections();
    int at = size;
    for (int i = from; i < to; i++) {
      long count = windowCounts[i];
      if (count > 0) {
        // Within the window the first sample is the best that is known.
        times[at] = firstsMs[i];
        values[at] = firsts[i];
        counts[at] = 1;
        gains[at] = Double.NaN;
        untilMs[at++] = count > 1 ? lastsMs[i] : 0;
      }
      if (count > 1) {
        times[at] = lastsMs[i];
        values[at] = lasts[i];
        counts[at] = count - 1;
        gains[at] = corrections[i];
        untilMs[at++] = 0;
      }
    }
    size = at;
    rolledUp = at;
  }

  /** Appends samples, after which no windows can come. */
  void add(long[] moreTimes, double[] moreValues, int more) {
    room(more);
    if (markers || !hasMarkers(moreValues, more)) {
      System.arraycopy(moreTimes, 0, times, size, more);
      System.arraycopy(moreValues, 0, values, size, more);
      size += more;
    } else {
      for (int i = 0; i < more; i++) {
        if (!SampleBits.isStale(moreValues[i])) {
          times[size] = moreTimes[i];
          values[size++] = moreValues[i];
        }
      }
    }
  }

  private static boolean hasMarkers(double[] values, int count) {
    for (int i = 0; i < count; i++) {
      if (SampleBits.isStale(values[i])) {
        return true;
      }
    }
    return false;
  }

  private void add(long time, double value, long count, double gain, long until) {
    roomForWindows(1);
    times[size] = time;
    values[size] = value;
    counts[size] = count;
    gains[size] = gain;
    untilMs[size] = until;
    rolledUp = ++size;
  }

  private void roomForWindows(int more) {
    if (rolledUp < size) {
      throw new IllegalStateException("aggregates after samples");
    }
    room(more);
    if (size + more > counts.length) {
      counts = Arrays.copyOf(counts, times.length);
      gains = Arrays.copyOf(gains, times.length);
      untilMs = Arrays.copyOf(untilMs, times.length);
    }
  }

  private void room(int more) {
    if (size + more > times.length) {
      int capacity = Math.max(2 * size, size + more);
      times = Arrays.copyOf(times, capacity);
      values = Arrays.copyOf(values, capacity);
    }
  }

  /** The series. */
  RawSeries series(Labels labels) {
    Rollup rollup = rolledUp == 0 ? null : new Rollup(rolledUp, counts, gains, untilMs);
    return new RawSeries(labels, times, values, null, size, rollup);
  }
}
