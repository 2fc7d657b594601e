package io.gyr.api.prometheus;

import io.gyr.api.prometheus.rules.GroupStatus;
import io.gyr.api.prometheus.rules.RuleStatus;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.labels.Matcher;
import io.gyr.promql.rulefile.AlertingRule;
import io.gyr.promql.rulefile.RecordingRule;
import io.gyr.promql.text.Quoted;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which rules are asked for.
 *
 * @param type {@code alert}, {@code record}, or empty for both
 * @param names of rules, empty for all
 * @param groups names of groups, empty for all
 * @param files names of files, empty for all
 * @param selectors of the labels that rules set, one must fit; empty for all
 * @param alerts whether alerts are asked for too
 */
record RuleFilter(
    String type,
    Set<String> names,
    Set<String> groups,
    Set<String> files,
    List<List<Matcher>> selectors,
    boolean alerts) {
  private static final Set<String> TRUE = Set.of("1", "t", "true");
  private static final Set<String> FALSE = Set.of("", "0", "f", "false");

  static RuleFilter of(Arguments arguments) {
    String type = arguments.text("type").toLowerCase(Locale.ROOT);
    if (!Set.of("", "alert", "record").contains(type)) {
      throw Problem.parameter("type", "not supported value " + Quoted.of(type));
    }
    String exclude = arguments.text("exclude_alerts").toLowerCase(Locale.ROOT);
    if (!TRUE.contains(exclude) && !FALSE.contains(exclude)) {
      throw Problem.parameter(
          "exclude_alerts",
          "error converting exclude_alerts: strconv.ParseBool: parsing "
              + Quoted.of(exclude)
              + ": invalid syntax");
    }
    return new RuleFilter(
        type,
        Set.copyOf(arguments.texts("rule_name[]")),
        Set.copyOf(arguments.texts("rule_group[]")),
        Set.copyOf(arguments.texts("file[]")),
        arguments.selectors(),
        !TRUE.contains(exclude));
  }

  /** The group with only the rules that are asked for. */
  GroupStatus of(GroupStatus group) {
    boolean wanted =
        (groups.isEmpty() || groups.contains(group.name()))
            && (files.isEmpty() || files.contains(group.file()));
    return new GroupStatus(
        group.file(),
        group.name(),
        group.intervalMs(),
        group.limit(),
        group.evaluationSeconds(),
        group.lastEvaluationMs(),
        wanted ? group.rules().stream().filter(this::isWanted).toList() : List.of());
  }

  private boolean isWanted(RuleStatus status) {
    if (!names.isEmpty() && !names.contains(status.rule().name())) {
      return false;
    }
    boolean alerting = status.rule() instanceof AlertingRule;
    if (!type.isEmpty() && type.equals("alert") != alerting) {
      return false;
    }
    Labels labels = Labels.of(labels(status));
    return selectors.isEmpty()
        || selectors.stream()
            .anyMatch(all -> all.stream().allMatch(one -> one.matches(labels.get(one.name()))));
  }

  /** The labels that a rule sets, as they are written. */
  static Map<String, String> labels(RuleStatus status) {
    if (status.rule() instanceof RecordingRule recording) {
      return recording.labels();
    }
    Map<String, String> labels = new TreeMap<>();
    ((AlertingRule) status.rule()).labels().forEach((name, text) -> labels.put(name, text.text()));
    return labels;
  }
}
