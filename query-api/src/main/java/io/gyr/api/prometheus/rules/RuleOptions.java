package io.gyr.api.prometheus.rules;

/**
 * How rules are evaluated.
 *
 * @param intervalMs milliseconds between evaluations of groups that do not say it
 * @param offsetMs how many milliseconds the queries of groups that do not say it look back
 * @param maxConcurrent how many groups are evaluated at once
 */
public record RuleOptions(long intervalMs, long offsetMs, int maxConcurrent) {
  /** Checks the values. */
  public RuleOptions {
    if (intervalMs < 1 || offsetMs < 0 || maxConcurrent < 1) {
      throw new IllegalArgumentException(
          "rules.interval_ms and rules.max_concurrent must be at least 1, rules.query_offset_ms 0");
    }
  }
}
