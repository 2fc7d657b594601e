package io.gyr.api.prometheus.rules;

import static io.gyr.api.prometheus.rules.Groups.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.promql.source.SampleBits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertingRulesTest {
  private static final String FOR_STATE = "ALERTS_FOR_STATE{alertname=\"Down\", job=\"a\"} ";

  private final Groups groups = new Groups();

  private GroupEvaluation down(String more) {
    return groups.group(
        "  rules:\n  - {alert: Down, expr: up == 0" + (more.isEmpty() ? "" : ", " + more) + "}\n");
  }

  private static RuleStatus rule(GroupEvaluation group) {
    return group.status().rules().get(0);
  }

  private static String alerts(String state) {
    return "ALERTS{alertname=\"Down\", alertstate=\"" + state + "\", job=\"a\"} ";
  }

  private void up(double... values) {
    for (int minute = 0; minute < values.length; minute++) {
      groups.sample("up{job=\"a\"}", minute + 1, values[minute]);
    }
  }

  @Test
  void withoutForAnAlertFiresAtOnce() {
    up(0, 1);
    GroupEvaluation group = down("");
    assertThat(rule(group).state()).isEqualTo(AlertState.INACTIVE);
    assertThat(groups.evaluate(group, 1))
        .containsExactlyInAnyOrder(alerts("firing") + "1.0 @1", FOR_STATE + "60.0 @1");
    assertThat(rule(group).state()).isEqualTo(AlertState.FIRING);
    assertThat(groups.evaluate(group, 2))
        .containsExactlyInAnyOrder(alerts("firing") + "stale @2", FOR_STATE + "stale @2");
    assertThat(rule(group).state()).isEqualTo(AlertState.INACTIVE);
    assertThat(rule(group).alerts()).isEmpty();
  }

  @Test
  void itIsPendingForAsLongAsTheRuleSays() {
    up(0, 0, 0, 0, 1);
    GroupEvaluation group = down("for: 2m");
    assertThat(groups.evaluate(group, 1))
        .containsExactlyInAnyOrder(alerts("pending") + "1.0 @1", FOR_STATE + "60.0 @1");
    assertThat(groups.evaluate(group, 2))
        .containsExactlyInAnyOrder(alerts("pending") + "1.0 @2", FOR_STATE + "60.0 @2");
    assertThat(groups.evaluate(group, 3))
        .containsExactlyInAnyOrder(
            alerts("firing") + "1.0 @3", alerts("pending") + "stale @3", FOR_STATE + "60.0 @3");
    Alert alert = rule(group).alerts().get(0);
    assertThat(alert.activeAtMs()).isEqualTo(MINUTE);
    assertThat(groups.evaluate(group, 4)).contains(alerts("firing") + "1.0 @4");
    assertThat(groups.evaluate(group, 5)).contains(alerts("firing") + "stale @5");
  }

  @Test
  void oneGoodEvaluationBeginsThePendingTimeAnew() {
    up(0, 0, 1, 0, 0);
    GroupEvaluation group = down("for: 2m");
    groups.evaluate(group, 1);
    groups.evaluate(group, 2);
    assertThat(groups.evaluate(group, 3)).contains(alerts("pending") + "stale @3");
    groups.evaluate(group, 4);
    assertThat(groups.evaluate(group, 5)).contains(FOR_STATE + "240.0 @5");
    assertThat(rule(group).state()).isEqualTo(AlertState.PENDING);
  }

  @Test
  void aFiringAlertIsKeptForAWhile() {
    up(0, 1, 1, 0, 1, 1, 1);
    GroupEvaluation group = down("keep_firing_for: 2m");
    groups.evaluate(group, 1);
    assertThat(groups.evaluate(group, 2)).contains(alerts("firing") + "1.0 @2");
    assertThat(rule(group).alerts().get(0).keepFiringSinceMs()).isEqualTo(2 * MINUTE);
    assertThat(groups.evaluate(group, 3)).contains(alerts("firing") + "1.0 @3");
    // The condition holds again: what was kept begins anew.
    assertThat(groups.evaluate(group, 4)).contains(alerts("firing") + "1.0 @4");
    assertThat(rule(group).alerts().get(0).keepFiringSinceMs()).isZero();
    groups.evaluate(group, 5);
    groups.evaluate(group, 6);
    assertThat(groups.evaluate(group, 7)).contains(alerts("firing") + "stale @7");
  }

  @Test
  void aPendingAlertIsNotKept() {
    up(0, 1);
    GroupEvaluation group = down("for: 1h, keep_firing_for: 1h");
    groups.evaluate(group, 1);
    assertThat(groups.evaluate(group, 2)).contains(alerts("pending") + "stale @2");
  }

  @Test
  void labelsAndAnnotationsAreTemplates() {
    groups.sample("up{job=\"a\",instance=\"b:1\"}", 1, 0);
    GroupEvaluation group =
        groups.group(
            """
              labels: {team: x}
              rules:
              - alert: Down
                expr: up == 0
                labels: {severity: page, host: "{{ $labels.instance | stripPort }}", instance: ""}
                annotations:
                  summary: "{{ $labels.__name__ }} of {{ $labels.job }} is {{ $value }}"
                  broken: "{{ $labels.job | humanize }}"
            """);
    groups.evaluate(group, 1);
    Alert alert = rule(group).alerts().get(0);
    assertThat(alert.labels().toString())
        .isEqualTo("{alertname=\"Down\", host=\"b\", job=\"a\", severity=\"page\", team=\"x\"}");
    assertThat(alert.annotations().get("summary")).isEqualTo("up of a is 0");
    assertThat(alert.annotations().get("broken"))
        .startsWith("<error expanding template: error calling humanize: ");
  }

  @Test
  void twoElementsMustNotBeTheSameAlert() {
    groups.sample("up{job=\"a\"}", 1, 0);
    groups.sample("up{job=\"b\"}", 1, 0);
    GroupEvaluation group = down("labels: {job: all}");
    assertThat(groups.evaluate(group, 1)).isEmpty();
    assertThat(rule(group).lastError())
        .isEqualTo("vector contains metrics with the same labelset after applying alert labels");
  }

  @Test
  void beyondTheLimitThereAreNoAlerts() {
    groups.sample("up{job=\"a\"}", 1, 0);
    groups.sample("up{job=\"b\"}", 1, 0);
    GroupEvaluation group =
        groups.group("  limit: 1\n  rules:\n  - {alert: Down, expr: up == 0}\n");
    groups.evaluate(group, 1);
    assertThat(rule(group).lastError()).isEqualTo("exceeded limit of 1 with 2 alerts");
    assertThat(rule(group).alerts()).isEmpty();
  }

  @Test
  void rulesCanAskForAlerts() {
    up(0);
    GroupEvaluation group =
        groups.group(
            "  rules:\n  - {alert: Down, expr: up == 0}\n"
                + "  - {record: n, expr: 'count(ALERTS{alertstate=\"firing\"})'}\n");
    assertThat(groups.evaluate(group, 1)).contains("n 1.0 @1");
  }

  @Test
  void aChangedRuleGoesOnWithItsAlerts() {
    up(0, 0, 0);
    GroupEvaluation before = down("for: 2m");
    groups.evaluate(before, 1);
    GroupEvaluation after =
        groups.group("  rules:\n  - {alert: Down, expr: up < 1, for: 1m}\n", before);
    assertThat(groups.evaluate(after, 2)).contains(alerts("firing") + "1.0 @2");
    assertThat(rule(after).alerts().get(0).activeAtMs()).isEqualTo(MINUTE);
  }

  /** It was pending for 30 min when evaluations ended, 10 min ago. */
  @ParameterizedTest
  @CsvSource({
    "1h, pending, 600", // 30 min to go, the pause does not count
    "35m, pending, 900", // 5 min to go are made 10
    "30m, firing, 0", // it fired before
    "9m, pending, 2400", // short times are waited for anew
  })
  void afterARestartTheTimeBeforeItCounts(String hold, String state, String activeAt) {
    groups.sample("up{job=\"a\"}", 40, 0);
    groups.sample("ALERTS_FOR_STATE{alertname=\"Down\",job=\"a\"}", 30, 0);
    assertThat(groups.evaluate(down("for: " + hold), 40))
        .containsExactlyInAnyOrder(alerts(state) + "1.0 @40", FOR_STATE + activeAt + ".0 @40");
  }

  @Test
  void anAlertThatEndedBeforeTheRestartBeginsAnew() {
    groups.sample("up{job=\"a\"}", 40, 0);
    groups.sample("ALERTS_FOR_STATE{alertname=\"Down\",job=\"a\"}", 29, 0);
    groups.sample("ALERTS_FOR_STATE{alertname=\"Down\",job=\"a\"}", 30, SampleBits.STALE);
    List<String> written = groups.evaluate(down("for: 1h"), 40);
    assertThat(written).contains(FOR_STATE + "2400.0 @40");
  }
}
