package io.gyr.api.prometheus;

import io.gyr.api.prometheus.json.JsonOutput;
import io.gyr.api.prometheus.json.ValueJson;
import io.gyr.api.prometheus.rules.Alert;
import io.gyr.api.prometheus.rules.AlertState;
import io.gyr.api.prometheus.rules.GroupStatus;
import io.gyr.api.prometheus.rules.RuleStatus;
import io.gyr.promql.rulefile.AlertingRule;
import io.gyr.promql.template.Template;
import io.gyr.promql.text.Numbers;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Groups of rules, rules and alerts, as {@code rules} and {@code alerts} answer them. */
final class RuleJson {
  /** Go's zero, which stands for never. */
  private static final String NEVER = "0001-01-01T00:00:00Z";

  private RuleJson() {}

  /** {@code nextToken} is empty on the last page. */
  static void groups(JsonOutput out, List<GroupStatus> groups, boolean alerts, String nextToken)
      throws IOException {
    String before = "{\"groups\":[";
    for (GroupStatus group : groups) {
      out.raw(before).raw("{\"name\":").string(group.name());
      out.raw(",\"file\":").string(group.file()).raw(",\"rules\":");
      rules(out, group.rules(), alerts);
      out.raw(",\"interval\":").seconds(group.intervalMs());
      out.raw(",\"limit\":").number(group.limit());
      out.raw(",\"evaluationTime\":").raw(number(group.evaluationSeconds()));
      out.raw(",\"lastEvaluation\":").string(time(group.lastEvaluationMs())).raw("}");
      before = ",";
    }
    out.raw(groups.isEmpty() ? "{\"groups\":[]" : "]");
    if (!nextToken.isEmpty()) {
      out.raw(",\"groupNextToken\":").string(nextToken);
    }
    out.raw("}");
  }

  private static void rules(JsonOutput out, List<RuleStatus> rules, boolean alerts)
      throws IOException {
    String before = "[";
    for (RuleStatus status : rules) {
      out.raw(before).raw("{");
      if (status.rule() instanceof AlertingRule alerting) {
        out.raw("\"state\":").string(status.state().toString()).raw(",");
        common(out, status);
        alerting(out, status, alerting, alerts);
        out.raw(",\"type\":\"alerting\"}");
      } else {
        common(out, status);
        out.raw(",\"type\":\"recording\"}");
      }
      before = ",";
    }
    out.raw(rules.isEmpty() ? "[]" : "]");
  }

  private static void common(JsonOutput out, RuleStatus status) throws IOException {
    Map<String, String> labels = RuleFilter.labels(status);
    out.raw("\"name\":").string(status.rule().name());
    out.raw(",\"query\":").string(status.rule().query());
    if (!labels.isEmpty() || status.rule() instanceof AlertingRule) {
      out.raw(",\"labels\":");
      texts(out, labels);
    }
    out.raw(",\"health\":").string(status.health().toString());
    if (status.lastError() != null) {
      out.raw(",\"lastError\":").string(status.lastError());
    }
    out.raw(",\"evaluationTime\":").raw(number(status.evaluationSeconds()));
    out.raw(",\"lastEvaluation\":").string(time(status.lastEvaluationMs()));
  }

  private static void alerting(JsonOutput out, RuleStatus status, AlertingRule rule, boolean alerts)
      throws IOException {
    Map<String, String> annotations = new TreeMap<>();
    for (Map.Entry<String, Template> annotation : rule.annotations().entrySet()) {
      annotations.put(annotation.getKey(), annotation.getValue().text());
    }
    out.raw(",\"duration\":").seconds(rule.holdMs());
    out.raw(",\"keepFiringFor\":").seconds(rule.keepFiringMs());
    out.raw(",\"annotations\":");
    texts(out, annotations);
    out.raw(",\"alerts\":");
    alerts(out, alerts ? status.alerts() : List.of());
  }

  static void alerts(JsonOutput out, List<Alert> alerts) throws IOException {
    String before = "[";
    for (Alert alert : alerts) {
      out.raw(before).raw("{\"labels\":");
      ValueJson.labels(out, alert.labels());
      out.raw(",\"annotations\":");
      texts(out, alert.annotations());
      out.raw(",\"state\":").string(alert.state().toString());
      out.raw(",\"activeAt\":").string(time(alert.activeAtMs()));
      if (alert.state() == AlertState.FIRING && alert.keepFiringSinceMs() != 0) {
        out.raw(",\"keepFiringSince\":").string(time(alert.keepFiringSinceMs()));
      }
      out.raw(",\"value\":").string(Numbers.exponential(alert.value())).raw("}");
      before = ",";
    }
    out.raw(alerts.isEmpty() ? "[]" : "]");
  }

  private static void texts(JsonOutput out, Map<String, String> texts) throws IOException {
    String before = "{";
    for (Map.Entry<String, String> text : texts.entrySet()) {
      out.raw(before).string(text.getKey()).raw(":").string(text.getValue());
      before = ",";
    }
    out.raw(texts.isEmpty() ? "{}" : "}");
  }

  /** A duration in seconds, never as short as to need an exponent. */
  private static String number(double seconds) {
    return Numbers.plain(seconds);
  }

  private static String time(long ms) {
    return ms == 0 ? NEVER : Instant.ofEpochMilli(ms).toString();
  }
}
