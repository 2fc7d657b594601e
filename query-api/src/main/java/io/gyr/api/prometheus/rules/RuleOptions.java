package io.gyr.api.prometheus.rules;

import io.gyr.promql.engine.EngineOptions;
import io.gyr.promql.engine.QueryLimits;
import io.gyr.promql.engine.QueryMemory;

/**
 * How rules are evaluated.
 *
 * @param intervalMs milliseconds between evaluations of groups that do not say it
 * @param offsetMs how many milliseconds the queries of groups that do not say it look back
 * @param maxConcurrent how many groups are evaluated at once
 * @param engine how queries are understood
 * @param limits what one query may take
 * @param memory what it shares with the queries of others
 */
public record RuleOptions(
    long intervalMs,
    long offsetMs,
    int maxConcurrent,
    EngineOptions engine,
    QueryLimits limits,
    QueryMemory memory) {
  /** Checks the values. */
  public RuleOptions {
    if (intervalMs < 1 || offsetMs < 0 || maxConcurrent < 1) {
      throw new IllegalArgumentException(
          "rules.interval_ms and rules.max_concurrent must be at least 1, rules.query_offset_ms 0");
    }
  }
}
