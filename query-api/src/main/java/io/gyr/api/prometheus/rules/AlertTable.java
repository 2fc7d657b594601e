package io.gyr.api.prometheus.rules;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.rulefile.AlertingRule;
import io.gyr.promql.value.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of a rule. An element of the result begins an alert that is pending; when it has been
 * there at each evaluation for as long as the rule says, the alert fires; when it is gone, the
 * alert ends, a firing one after {@code keep_firing_for}.
 */
final class AlertTable implements Outcome {
  static final String ALERTS = "ALERTS";
  static final String FOR_STATE = "ALERTS_FOR_STATE";
  private static final String STATE = "alertstate";

  private final AlertingRule rule;
  private final AlertTexts texts;
  private Map<Labels, Alert> active;
  private boolean restored;

  /** No alerts yet. */
  AlertTable(AlertingRule rule) {
    this.rule = rule;
    texts = new AlertTexts(rule);
    active = Map.of();
  }

  /** Goes on with the alerts of an earlier form of the rule. */
  AlertTable(AlertingRule rule, AlertTable earlier) {
    this(rule);
    active = earlier.active;
    restored = earlier.restored;
  }

  @Override
  public List<Alert> alerts() {
    return List.copyOf(active.values());
  }

  @Override
  public List<Sample> samples(List<Sample> result, At at, RuleQueries queries) {
    Map<Labels, Alert> seen = new LinkedHashMap<>();
    for (Sample element : result) {
      Alert alert = texts.alert(element, at.timeMs());
      if (seen.put(alert.labels(), alert) != null) {
        throw new RuleException(
            "vector contains metrics with the same labelset after applying alert labels");
      }
    }
    if (!restored) {
      seen = new FormerAlerts(rule).restore(seen, at, queries);
      restored = true;
    }
    Map<Labels, Alert> next = next(seen, at.timeMs());
    if (next.size() > at.limit()) {
      active = Map.of();
      throw new RuleException(
          "exceeded limit of " + at.limit() + " with " + next.size() + " alerts");
    }
    active = next;
    List<Sample> samples = new ArrayList<>(2 * next.size());
    next.values().forEach(alert -> add(samples, alert, at.sampleMs()));
    return samples;
  }

  private Map<Labels, Alert> next(Map<Labels, Alert> seen, long timeMs) {
    Map<Labels, Alert> next = new LinkedHashMap<>();
    active.forEach(
        (labels, alert) -> {
          Alert newer = seen.get(labels);
          Alert then = newer == null ? kept(alert, timeMs) : alert.seenAs(newer);
          if (then != null) {
            next.put(labels, then);
          }
        });
    seen.forEach(next::putIfAbsent);
    next.replaceAll((labels, alert) -> due(alert, timeMs));
    return next;
  }

  /** The alert if it fires on without its element, else null. */
  private @Nullable Alert kept(Alert alert, long timeMs) {
    if (alert.state() != AlertState.FIRING || rule.keepFiringMs() == 0) {
      return null;
    }
    long sinceMs = alert.keepFiringSinceMs() == 0 ? timeMs : alert.keepFiringSinceMs();
    return timeMs - sinceMs < rule.keepFiringMs() ? alert.keepFiringSince(sinceMs) : null;
  }

  private Alert due(Alert alert, long timeMs) {
    boolean fires =
        alert.state() == AlertState.PENDING && timeMs - alert.activeAtMs() >= rule.holdMs();
    return fires ? alert.in(AlertState.FIRING) : alert;
  }

  private static void add(List<Sample> samples, Alert alert, long timeMs) {
    Labels labels = alert.labels();
    Labels state = labels.with(Labels.NAME, ALERTS).with(STATE, alert.state().toString());
    samples.add(new Sample(state, timeMs, 1, null));
    double sinceSeconds = Math.floorDiv(alert.activeAtMs(), 1000L);
    samples.add(new Sample(labels.with(Labels.NAME, FOR_STATE), timeMs, sinceSeconds, null));
  }
}
