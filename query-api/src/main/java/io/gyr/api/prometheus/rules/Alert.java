package io.gyr.api.prometheus.rules;

import io.gyr.promql.labels.Labels;
import java.util.Map;

/**
 * An alert of a rule. Immutable.
 *
 * @param labels what makes it this alert, {@code alertname} among them
 * @param annotations what is said of it
 * @param activeAtMs since when the condition holds, milliseconds since 1970
 * @param keepFiringSinceMs since when it fires although the condition does not hold, 0 if it holds
 * @param value of the query's result when the condition last held
 */
public record Alert(
    Labels labels,
    Map<String, String> annotations,
    AlertState state,
    long activeAtMs,
    long keepFiringSinceMs,
    double value) {

  Alert in(AlertState next) {
    return new Alert(labels, annotations, next, activeAtMs, keepFiringSinceMs, value);
  }

  Alert activeAt(long timeMs) {
    return new Alert(labels, annotations, state, timeMs, keepFiringSinceMs, value);
  }

  Alert keepFiringSince(long timeMs) {
    return new Alert(labels, annotations, state, activeAtMs, timeMs, value);
  }

  /** With the value and the annotations of a newer one. */
  Alert seenAs(Alert newer) {
    return new Alert(labels, newer.annotations, state, activeAtMs, 0, newer.value);
  }
}
