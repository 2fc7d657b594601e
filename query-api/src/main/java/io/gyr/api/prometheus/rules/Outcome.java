package io.gyr.api.prometheus.rules;

import io.gyr.promql.value.Sample;
import java.util.List;

/** What becomes of the result of a rule's query. Used by one thread at a time. */
sealed interface Outcome permits RecordedSeries, AlertTable {
  /**
   * One evaluation.
   *
   * @param timeMs for which time
   * @param offsetMs how far back the query looked; samples get the time that it looked at
   * @param limit most series or alerts
   */
  record At(long timeMs, long offsetMs, int limit) {
    long sampleMs() {
      return timeMs - offsetMs;
    }
  }

  /**
   * The samples to write.
   *
   * @throws RuleException if the result cannot be used
   */
  List<Sample> samples(List<Sample> result, At at, RuleQueries queries);

  /** The alerts that there are then. */
  List<Alert> alerts();
}
