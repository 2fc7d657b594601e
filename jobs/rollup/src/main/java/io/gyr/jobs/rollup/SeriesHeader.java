package io.gyr.jobs.rollup;

/** What of a series is needed to write its chunks. Public fields, for Flink keeps it. */
public final class SeriesHeader {
  /** The series' id, 16 bytes. */
  public byte[] series = new byte[0];

  /** Metric name. */
  public String metric = "";

  /** Start of the day into which the series was last introduced. */
  public long dayMs = Long.MIN_VALUE;

  /** Start of the four weeks into which the series was last introduced. */
  public long fourWeeksMs = Long.MIN_VALUE;

  /** When the next timer writes what is new, in processing time; 0 if none is set. */
  public long flushAtMs;
}
