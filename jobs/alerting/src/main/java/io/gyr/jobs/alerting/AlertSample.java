package io.gyr.jobs.alerting;

import java.util.Map;
import java.util.TreeMap;

/** A sample that an alert looks at. Public fields, for Flink moves it between operators. */
public final class AlertSample {
  /** Alert, its version and the segment: the key of the stream. */
  public String key = "";

  /** The definition, as YAML. */
  public String content = "";

  /** Version of the definition. */
  public String version = "";

  /** Values of the labels that make the segment. */
  public Map<String, String> segment = new TreeMap<>();

  /** All labels of the series. */
  public Map<String, String> labels = new TreeMap<>();

  /** Tells the series of a segment apart. */
  public String series = "";

  /** When it was taken, milliseconds since 1970. */
  public long timeMs;

  /** The value. */
  public double value;
}
