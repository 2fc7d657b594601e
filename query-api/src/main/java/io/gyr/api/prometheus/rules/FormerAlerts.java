package io.gyr.api.prometheus.rules;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.labels.MatchType;
import io.gyr.promql.labels.Matcher;
import io.gyr.promql.rulefile.AlertingRule;
import io.gyr.promql.source.SampleBits;
import io.gyr.promql.value.Sample;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Since when alerts were active before this process began, as {@code ALERTS_FOR_STATE} has it. The
 * time without evaluations does not count as time that the condition held; what would fire at once
 * after it waits ten minutes, unless it fired before.
 */
record FormerAlerts(AlertingRule rule) {
  private static final long OUTAGE_MS = Duration.ofHours(1).toMillis();
  private static final long GRACE_MS = Duration.ofMinutes(10).toMillis();

  /** The alerts with the time since when they are active, if there was one. */
  Map<Labels, Alert> restore(Map<Labels, Alert> alerts, Outcome.At at, RuleQueries queries) {
    if (alerts.isEmpty() || rule.holdMs() < GRACE_MS) {
      return alerts;
    }
    List<Matcher> matchers =
        List.of(
            new Matcher(MatchType.EQUAL, Labels.NAME, AlertTable.FOR_STATE),
            new Matcher(MatchType.EQUAL, AlertTexts.NAME, rule.name()));
    Map<Labels, Sample> former = queries.last(matchers, at.timeMs() - OUTAGE_MS, at.timeMs());
    Map<Labels, Alert> restored = new LinkedHashMap<>();
    alerts.forEach(
        (labels, alert) -> {
          Sample last = former.get(labels.with(Labels.NAME, AlertTable.FOR_STATE));
          if (last == null || SampleBits.isStale(last.value())) {
            restored.put(labels, alert);
          } else {
            restored.put(labels, alert.activeAt(activeAt(last, at)));
          }
        });
    return restored;
  }

  private long activeAt(Sample last, Outcome.At at) {
    long activeAtMs = (long) last.value() * 1000;
    // Samples bear the time that the queries looked at, not that of the evaluation.
    long downAtMs = last.timeMs() + at.offsetMs();
    long remainingMs = rule.holdMs() - (downAtMs - activeAtMs);
    if (remainingMs <= 0) {
      return activeAtMs;
    }
    if (remainingMs < GRACE_MS) {
      return at.timeMs() + GRACE_MS - rule.holdMs();
    }
    return activeAtMs + Math.max(0, at.timeMs() - downAtMs);
  }
}
