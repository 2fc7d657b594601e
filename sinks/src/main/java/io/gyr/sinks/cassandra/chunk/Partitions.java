package io.gyr.sinks.cassandra.chunk;

import io.gyr.timeseries.SeriesId;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * In which partitions of a span the series of a metric are. A span has {@value #BUCKETS}
 * partitions; a metric has its series in {@value #SPREAD} of them, next to each other in the order
 * of their ids. So a query for a metric reads few partitions, one run of rows in each, and a metric
 * with very many series is no hot spot. On disk: neither number can change without a new table.
 */
public final class Partitions {
  private static final int BUCKETS = 256;
  private static final int SPREAD = 4;

  private final long first;

  private Partitions(long first) {
    this.first = first;
  }

  /** Those of {@code metric}. */
  public static Partitions of(String metric) {
    SortedMap<String, String> none = new TreeMap<>();
    return new Partitions(SeriesId.of(metric, none).low());
  }

  /** The bucket of a series. */
  public short bucket(SeriesId series) {
    return (short) (first + place(series) & BUCKETS - 1);
  }

  /** Which of the partitions of its metric a series is in; those with the same lie together. */
  public static int place(SeriesId series) {
    return (int) series.low() & SPREAD - 1;
  }
}
