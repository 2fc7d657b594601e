package io.gyr.api.prometheus.rules;

import io.gyr.promql.rulefile.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule and how its last evaluation went. Immutable.
 *
 * @param rule the rule
 * @param lastError what went wrong, null if nothing did
 * @param evaluationSeconds how long it took
 * @param lastEvaluationMs for which time it was, milliseconds since 1970; 0 if there was none
 * @param alerts alerts that are pending or firing
 */
public record RuleStatus(
    Rule rule,
    RuleHealth health,
    @Nullable String lastError,
    double evaluationSeconds,
    long lastEvaluationMs,
    List<Alert> alerts) {

  /** Before the first evaluation. */
  static RuleStatus unknown(Rule rule) {
    return new RuleStatus(rule, RuleHealth.UNKNOWN, null, 0, 0, List.of());
  }

  /** The largest state of its alerts. */
  public AlertState state() {
    return alerts.stream().map(Alert::state).max(AlertState::compareTo).orElse(AlertState.INACTIVE);
  }

  RuleStatus failed(String error) {
    return new RuleStatus(rule, RuleHealth.ERR, error, evaluationSeconds, lastEvaluationMs, alerts);
  }
}
