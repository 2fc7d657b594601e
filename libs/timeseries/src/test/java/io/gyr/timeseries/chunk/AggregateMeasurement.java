package io.gyr.timeseries.chunk;

import io.gyr.timeseries.rollup.AggregateColumns;
import io.gyr.timeseries.rollup.WindowAggregate;
import java.util.Arrays;

/**
 * Prints what aggregates of one minute, ten minutes, an hour and a day take, by class of series,
 * and how much of that are sketches.
 */
public final class AggregateMeasurement {
  private static final int EVERY = 50;

  private AggregateMeasurement() {}

  /** Measures each fiftieth series over fourteen days. */
  public static void main(String[] arguments) {
    System.out.printf(
        "%-14s %14s %14s %14s %14s   bytes a window (sketches)%n",
        "class", "1m", "10m", "1h", "1d");
    for (ExposedSeries.Kind kind : ExposedSeries.Kind.values()) {
      System.out.printf(
          "%-14s %14s %14s %14s %14s%n",
          kind,
          bytes(kind, 6, 360),
          bytes(kind, 60, 288),
          bytes(kind, 360, 336),
          bytes(kind, 8640, 112));
    }
  }

  private static String bytes(ExposedSeries.Kind kind, int samplesPerWindow, int windows) {
    AggregateEncoder encoder = new AggregateEncoder();
    long bytes = 0;
    long without = 0;
    int series = 0;
    int count = samplesPerWindow * windows;
    for (int i = 0; i < ExposedSeries.SERIES; i += EVERY) {
      // EVERY and the period of the classes have a common divisor; the offset meets them all.
      int number = (i + i / EVERY) % ExposedSeries.SERIES;
      if (ExposedSeries.kind(number) != kind) {
        continue;
      }
      long[] times = ExposedSeries.times(number, count, 0);
      double[] values = ExposedSeries.values(number, count);
      AggregateColumns columns = new AggregateColumns();
      for (int window = 0; window < windows; window++) {
        int from = window * samplesPerWindow;
        long startMs = times[from] - Math.floorMod(times[from], ExposedSeries.STEP_MS);
        columns.add(WindowAggregate.of(startMs, times, values, from, from + samplesPerWindow));
      }
      bytes += encoder.encode(columns).length;
      Arrays.fill(columns.sketches(), null);
      without += encoder.encode(columns).length;
      series++;
    }
    double each = (double) series * windows;
    return String.format("%.2f (%.2f)", bytes / each, (bytes - without) / each);
  }
}
