package io.gyr.api.exemplar;

import io.gyr.promql.labels.Labels;

/**
 * One observation of a series.
 *
 * @param labels its own, such as {@code trace_id}, not those of the series
 * @param timeMs when it was made, since 1970
 */
public record Exemplar(Labels labels, double value, long timeMs) {
  /** Characters that all its names and values may have together, as OpenMetrics says. */
  static final int MAX_CHARS = 128;

  /** Whether it has no more characters than it may. */
  public boolean fits() {
    int chars = 0;
    for (int i = 0; i < labels.size(); i++) {
      chars += labels.name(i).codePointCount(0, labels.name(i).length());
      chars += labels.value(i).codePointCount(0, labels.value(i).length());
    }
    return chars <= MAX_CHARS;
  }
}
