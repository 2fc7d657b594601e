package io.gyr.jobs.rollup;

import io.gyr.timeseries.SeriesId;

/**
 * Imported windows of a chunk of aggregates that the series itself may write again: they are for
 * who keeps its state. A plain class with public fields, for Flink moves it between operators.
 */
public final class ImportedChunk {
  /** Series, upper half. */
  public long seriesHigh;

  /** Series, lower half. */
  public long seriesLow;

  /** As in {@link Introduction}. */
  public String agent = "";

  /** Metric name. */
  public String metric = "";

  /** Place of the resolution in {@link SpanRows#COARSE}. */
  public int coarse;

  /** Start of the chunk's span, since 1970. */
  public long spanMs;

  /** A chunk of the imported windows. */
  public byte[] windows = new byte[0];

  /** The chunk that was stored, empty if there was none. */
  public byte[] stored = new byte[0];

  SeriesId series() {
    return new SeriesId(seriesHigh, seriesLow);
  }
}
