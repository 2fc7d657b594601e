package io.gyr.api.prometheus.rules;

import io.gyr.promql.value.Sample;
import java.util.List;

/** Where the results of rules go. Thread-safe. */
interface ResultSink {
  /**
   * Writes samples, and returns when they are safe.
   *
   * @param samples with their metric names; numbers only
   * @throws RuleException if it is not certain that all of them are
   */
  void write(List<Sample> samples);
}
