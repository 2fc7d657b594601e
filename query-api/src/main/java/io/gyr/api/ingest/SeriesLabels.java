package io.gyr.api.ingest;

import io.gyr.promql.labels.Labels;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The labels of one series as a sender gives them, one by one and in any order. A label without a
 * value is the same as none, as everywhere in Prometheus. Names may be any UTF-8. Not thread-safe;
 * {@link #clear} begins another series.
 */
public final class SeriesLabels {
  /** Labels that a series may have beside its name. */
  public static final int MAX_LABELS = 128;

  /** Characters that a name may have. */
  public static final int MAX_NAME_CHARS = 1024;

  /** Characters that a value may have. */
  public static final int MAX_VALUE_CHARS = 16 * 1024;

  /** Characters that all names and values of a series may have together. */
  public static final int MAX_CHARS = 64 * 1024;

  private static final int SHOWN_CHARS = 64;
  private static final String NAME = Labels.NAME;

  private String name = "";
  private SortedMap<String, String> labels = new TreeMap<>();
  private int chars;

  /** Forgets the labels; maps that were given out stay as they are. */
  public void clear() {
    name = "";
    labels = new TreeMap<>();
    chars = 0;
  }

  /**
   * Adds a label.
   *
   * @throws InvalidLabelsException if it has no name, was there before, or is too much
   */
  public void add(String label, String value) {
    if (label.isEmpty()) {
      throw new InvalidLabelsException("a label without a name: " + shown());
    }
    if (label.length() > MAX_NAME_CHARS || value.length() > MAX_VALUE_CHARS) {
      throw new InvalidLabelsException(
          "label "
              + cut(label)
              + " of "
              + label.length()
              + " characters with a value of "
              + value.length()
              + "; at most "
              + MAX_NAME_CHARS
              + " and "
              + MAX_VALUE_CHARS);
    }
    if (value.isEmpty()) {
      return;
    }
    chars += label.length() + value.length();
    if (label.equals(NAME)) {
      if (!name.isEmpty()) {
        throw new InvalidLabelsException("label __name__ twice: " + shown());
      }
      if (value.length() > MAX_NAME_CHARS) {
        throw new InvalidLabelsException(
            "metric name of " + value.length() + " characters; at most " + MAX_NAME_CHARS);
      }
      name = value;
    } else if (labels.put(label, value) != null) {
      throw new InvalidLabelsException("label " + cut(label) + " twice: " + shown());
    }
    if (labels.size() > MAX_LABELS || chars > MAX_CHARS) {
      throw new InvalidLabelsException(
          "more than " + MAX_LABELS + " labels or " + MAX_CHARS + " characters: " + shown());
    }
  }

  /** Metric name, empty if none was given. */
  public String name() {
    return name;
  }

  /** The labels without the name, in the order of their names. */
  public SortedMap<String, String> labels() {
    return labels;
  }

  /** All labels with the name, as queries know the series. */
  public Labels withName() {
    SortedMap<String, String> all = new TreeMap<>(labels);
    all.put(NAME, name);
    return Labels.of(all);
  }

  /** The beginning of the series, for people. */
  String shown() {
    return cut(text(name, labels));
  }

  private static String cut(String text) {
    return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "...";
  }

  /** As Prometheus writes a series: {@code up{job="node"}}. */
  static String text(String name, SortedMap<String, String> labels) {
    StringBuilder text = new StringBuilder(name).append('{');
    String separator = "";
    for (Map.Entry<String, String> label : labels.entrySet()) {
      text.append(separator).append(label.getKey()).append("=\"");
      text.append(
          label.getValue().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
      text.append('"');
      separator = ",";
    }
    return text.append('}').toString();
  }
}
