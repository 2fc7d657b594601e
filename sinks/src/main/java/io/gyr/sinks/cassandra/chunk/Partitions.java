package io.gyr.sinks.cassandra.chunk;

import io.gyr.timeseries.SeriesId;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which partition of a span a series is in. A span has {@value #BUCKETS} partitions; a metric has
 * its series in {@value #SPREAD} of them, next to each other in the order of their ids. So a query
 * for a metric reads few partitions, one run of rows in each, and a metric with very many series is
 * no hot spot. On disk: neither number can change without a new table.
 */
public final class Partitions {
  private static final int BUCKETS = 256;
  private static final int SPREAD = 4;

  private Partitions() {}

  /** The bucket of a series of {@code metric}. */
  public static short bucket(String metric, SeriesId series) {
    return (short) (first(metric) + place(series) & BUCKETS - 1);
  }

  /** Which of the partitions of its metric a series is in; those with the same lie together. */
  public static int place(SeriesId series) {
    return (int) series.low() & SPREAD - 1;
  }

  private static long first(String metric) {
    SortedMap<String, String> none = new TreeMap<>();
    return SeriesId.of(metric, none).low();
  }
}
