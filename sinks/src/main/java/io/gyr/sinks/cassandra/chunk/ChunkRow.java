package io.gyr.sinks.cassandra.chunk;

import java.util.Map;
import java.util.TreeMap;

/**
 * One write to a table of {@link ChunkTables}: a chunk or the introduction of a series. A plain
 * class with public fields, for Flink moves it between operators.
 */
public final class ChunkRow {
  /** The {@link Resolution} by its name, or the {@link SeriesPeriod} if this introduces. */
  public String table = "";

  /** Whether this introduces a series. */
  public boolean introduces;

  /** Series, 16 bytes. */
  public byte[] series = new byte[0];

  /** Metric name, of a chunk. */
  public String metric = "";

  /** Start of the span of a chunk, or a time in the period of an introduction; since 1970. */
  public long timeMs;

  /** The chunk; empty in an introduction. */
  public byte[] chunk = new byte[0];

  /** Prometheus type in lower case, of an introduction. */
  public String kind = "";

  /** Labels with the name, of an introduction. */
  public Map<String, String> labels = new TreeMap<>();

  /** A chunk. */
  public static ChunkRow chunk(
      Resolution resolution, String metric, byte[] series, long spanStartMs, byte[] chunk) {
    ChunkRow row = new ChunkRow();
    row.table = resolution.name();
    row.metric = metric;
    row.series = series;
    row.timeMs = spanStartMs;
    row.chunk = chunk;
    return row;
  }

  /** The introduction of a series into the period of {@code timeMs}. */
  public static ChunkRow introduction(
      SeriesPeriod period, byte[] series, long timeMs, String kind, Map<String, String> labels) {
    ChunkRow row = new ChunkRow();
    row.table = period.name();
    row.introduces = true;
    row.series = series;
    row.timeMs = timeMs;
    row.kind = kind;
    row.labels = labels;
    return row;
  }
}
