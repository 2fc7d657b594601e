package io.gyr.api.prometheus.rules;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What Prometheus tells of its rules, with the prefix of this house. Thread-safe. */
final class RuleMetrics {
  private static final String GROUP = "rule_group";

  private final Counter evaluations;
  private final Counter failures;
  private final Counter iterations;
  private final Counter missed;
  private final Gauge interval;
  private final Gauge lastDuration;
  private final Gauge lastTime;
  private final Gauge lastSamples;
  private final Gauge rules;
  private final Summary duration;

  RuleMetrics(PrometheusRegistry registry) {
    evaluations = counter(registry, "gyr_rule_evaluations", "Evaluations of rules");
    failures = counter(registry, "gyr_rule_evaluation_failures", "Evaluations that failed");
    iterations =
        counter(
            registry,
            "gyr_rule_group_iterations",
            "Evaluations of groups that were due, missed too");
    missed =
        counter(
            registry,
            "gyr_rule_group_iterations_missed",
            "Evaluations of groups left out, for the one before took too long or nothing ran");
    interval =
        gauge(registry, "gyr_rule_group_interval_seconds", "Time between evaluations of the group");
    lastDuration =
        gauge(registry, "gyr_rule_group_last_duration_seconds", "What the last evaluation took");
    lastTime =
        gauge(
            registry,
            "gyr_rule_group_last_evaluation_timestamp_seconds",
            "For which time the last evaluation was");
    lastSamples =
        gauge(registry, "gyr_rule_group_last_evaluation_samples", "Samples of the last evaluation");
    rules = gauge(registry, "gyr_rule_group_rules", "Rules of the group");
    duration =
        Summary.builder()
            .name("gyr_rule_evaluation_duration_seconds")
            .help("What evaluations of rules took")
            .register(registry);
  }

  private static Counter counter(PrometheusRegistry registry, String name, String help) {
    return Counter.builder().name(name).help(help).labelNames(GROUP).register(registry);
  }

  private static Gauge gauge(PrometheusRegistry registry, String name, String help) {
    return Gauge.builder().name(name).help(help).labelNames(GROUP).register(registry);
  }

  /** A rule was evaluated. */
  void evaluated(String group, RuleStatus rule) {
    evaluations.labelValues(group).inc();
    failures.labelValues(group).inc(rule.health() == RuleHealth.ERR ? 1 : 0);
    duration.observe(rule.evaluationSeconds());
  }

  /** A group was evaluated. */
  void evaluated(String group, GroupStatus status, int samples) {
    iterations.labelValues(group).inc();
    interval.labelValues(group).set(status.intervalMs() / 1e3);
    lastDuration.labelValues(group).set(status.evaluationSeconds());
    lastTime.labelValues(group).set(status.lastEvaluationMs() / 1e3);
    lastSamples.labelValues(group).set(samples);
    rules.labelValues(group).set(status.rules().size());
  }

  /** The results of rules were not written. */
  void notWritten(String group, int count) {
    failures.labelValues(group).inc(count);
  }

  /** Evaluations of a group were left out. */
  void missed(String group, long count) {
    missed.labelValues(group).inc(count);
    iterations.labelValues(group).inc(count);
  }

  /** A group is no more. */
  void remove(String group) {
    evaluations.remove(group);
    failures.remove(group);
    iterations.remove(group);
    missed.remove(group);
    interval.remove(group);
    lastDuration.remove(group);
    lastTime.remove(group);
    lastSamples.remove(group);
    rules.remove(group);
  }
}
