package io.gyr.sinks.cassandra;

import io.gyr.timeseries.Aggregate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One write to one of the tables of {@link MetricTables}. A plain class with public fields, for
 * Flink moves it between operators. Exactly one of its three kinds of content is set.
 */
public final class MetricRow {
  /** Series, 16 bytes. */
  public byte[] series = new byte[0];

  /** Time of the sample, or start of the minute; milliseconds since 1970. */
  public long timeMs;

  /** Value of a sample. */
  public double value;

  /** One-minute aggregate: number of samples; 0 if this is none. */
  public long count;

  /** Sum. */
  public double sum;

  /** Smallest. */
  public double min;

  /** Largest. */
  public double max;

  /** Earliest. */
  public double first;

  /** Latest. */
  public double last;

  /** Reset-corrected rise within the minute. */
  public double increase;

  /** Resets within the minute. */
  public int resets;

  /** Name of the series; null unless this introduces it. */
  public @Nullable String name;

  /** Its Prometheus type in lower case. */
  public @Nullable String kind;

  /** Its labels. */
  public @Nullable Map<String, String> labels;

  /** A sample. */
  public static MetricRow sample(byte[] series, long timeMs, double value) {
    MetricRow row = new MetricRow();
    row.series = series;
    row.timeMs = timeMs;
    row.value = value;
    return row;
  }

  /** A one-minute aggregate. */
  public static MetricRow aggregate(byte[] series, long minuteMs, Aggregate aggregate) {
    MetricRow row = sample(series, minuteMs, 0);
    row.count = aggregate.count();
    row.sum = aggregate.sum();
    row.min = aggregate.min();
    row.max = aggregate.max();
    row.first = aggregate.first();
    row.last = aggregate.last();
    row.increase = aggregate.increase();
    row.resets = aggregate.resets();
    return row;
  }

  /** The introduction of a series. */
  public static MetricRow series(
      byte[] series, String name, String kind, Map<String, String> labels) {
    MetricRow row = sample(series, 0, 0);
    row.name = name;
    row.kind = kind;
    row.labels = labels;
    return row;
  }
}
