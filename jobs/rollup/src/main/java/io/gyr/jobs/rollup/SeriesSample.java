package io.gyr.jobs.rollup;

import java.util.Map;
import java.util.TreeMap;

/** A sample with the identity of its series. Public fields, for Flink moves it. */
public final class SeriesSample {
  /** The series' id in hex, the key of the stream. */
  public String seriesKey = "";

  /** The same as 16 bytes. */
  public byte[] series = new byte[0];

  /** Metric name. */
  public String name = "";

  /** Prometheus type in lower case. */
  public String kind = "";

  /** Prometheus labels and resource attributes. */
  public Map<String, String> labels = new TreeMap<>();

  /** When it was taken, milliseconds since 1970. */
  public long timeMs;

  /** The value. */
  public double value;
}
