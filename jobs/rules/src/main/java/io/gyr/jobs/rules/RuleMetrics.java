package io.gyr.jobs.rules;

import io.gyr.rules.Rule;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What each rule found and what it costs: {@code gyr_rule_hits_total}, {@code
 * gyr_rule_last_hit_seconds} (time of the event, seconds since 1970, 0 for never) and {@code
 * gyr_rule_evaluation_nanos} (mean of the sampled evaluations), each with the name of its rule. For
 * the task's thread; readers may see the values of a moment ago.
 */
final class RuleMetrics {
  private static final class OfRule {
    private final Counter hits;
    private volatile double lastHitSeconds;
    private long samples;
    private long nanos;
    private volatile double meanNanos;

    OfRule(MetricGroup group) {
      hits = group.counter("gyr_rule_hits_total");
      group.gauge("gyr_rule_last_hit_seconds", () -> lastHitSeconds);
      group.gauge("gyr_rule_evaluation_nanos", () -> meanNanos);
    }
  }

  private final MetricGroup group;
  private final Map<String, OfRule> rules = new HashMap<>();

  RuleMetrics(MetricGroup group) {
    this.group = group;
  }

  /** Shows these rules too; one that was there before goes on counting. */
  void show(Iterable<Rule> all) {
    all.forEach(rule -> of(rule.name()));
  }

  void hit(Rule rule, long timeNs) {
    OfRule metrics = of(rule.name());
    metrics.hits.inc();
    metrics.lastHitSeconds = timeNs / 1e9;
  }

  void cost(Rule rule, long nanos) {
    OfRule metrics = of(rule.name());
    metrics.samples++;
    metrics.nanos += nanos;
    metrics.meanNanos = (double) metrics.nanos / metrics.samples;
  }

  private OfRule of(String rule) {
    return rules.computeIfAbsent(rule, name -> new OfRule(group.addGroup("rule", name)));
  }
}
