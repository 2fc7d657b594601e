package io.gyr.api.prometheus.rules;

import static io.gyr.api.prometheus.rules.Groups.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.promql.histogram.BucketCounts;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import org.junit.jupiter.api.Test;

class RecordingRulesTest {
  private final Groups groups = new Groups();

  private static RuleStatus rule(GroupEvaluation group, int index) {
    return group.status().rules().get(index);
  }

  @Test
  void aResultIsWrittenUnderTheNameAndWithTheLabelsOfTheRule() {
    groups.sample("up{job=\"a\",instance=\"1\"}", 1, 1);
    groups.sample("up{job=\"a\",instance=\"2\"}", 1, 0);
    GroupEvaluation group =
        groups.group(
            """
              labels: {team: x, tier: "1"}
              rules:
              - {record: job:up:sum, expr: sum by (job) (up), labels: {tier: "2", job: ""}}
              - {record: one, expr: 1}
            """);
    assertThat(rule(group, 0).health()).isEqualTo(RuleHealth.UNKNOWN);
    assertThat(groups.evaluate(group, 2))
        .containsExactly(
            "job:up:sum{team=\"x\", tier=\"2\"} 1.0 @2", "one{team=\"x\", tier=\"1\"} 1.0 @2");
    assertThat(rule(group, 0).health()).isEqualTo(RuleHealth.OK);
    assertThat(group.status().lastEvaluationMs()).isEqualTo(2 * MINUTE);
  }

  @Test
  void laterRulesSeeWhatEarlierOnesGaveThoughTheStoreDoesNotHaveIt() {
    groups.sample("x", 1, 3);
    GroupEvaluation group =
        groups.group(
            """
              rules:
              - {record: a, expr: x + 1}
              - {record: b, expr: a * 10}
              - {record: c, expr: 'sum_over_time(a[5m])'}
            """);
    assertThat(groups.evaluate(group, 1)).containsExactly("a 4.0 @1", "b 40.0 @1", "c 4.0 @1");
    assertThat(groups.evaluate(group, 2)).contains("c 8.0 @2");
    groups.arrive();
    assertThat(groups.evaluate(group, 3)).contains("c 12.0 @3");
  }

  @Test
  void aSeriesThatIsGoneEndsWithAStaleMarker() {
    groups.sample("x{a=\"1\"}", 1, 1);
    groups.sample("x{a=\"2\"}", 1, 1);
    groups.sample("x{a=\"2\"}", 6, 1);
    GroupEvaluation group =
        groups.group("  rules:\n  - {record: r, expr: x}\n  - {record: s, expr: count(r)}\n");
    assertThat(groups.evaluate(group, 1))
        .containsExactly("r{a=\"1\"} 1.0 @1", "r{a=\"2\"} 1.0 @1", "s 2.0 @1");
    assertThat(groups.evaluate(group, 7))
        .containsExactly("r{a=\"1\"} stale @7", "r{a=\"2\"} 1.0 @7", "s 1.0 @7");
    assertThat(groups.evaluate(group, 8)).containsExactly("r{a=\"2\"} 1.0 @8", "s 1.0 @8");
  }

  @Test
  void queriesLookBackByTheOffsetAndSamplesBearThatTime() {
    groups.sample("x", 1, 1);
    groups.sample("x", 2, 2);
    GroupEvaluation group =
        groups.group("  query_offset: 1m\n  rules:\n  - {record: r, expr: x}\n");
    assertThat(groups.evaluate(group, 2)).containsExactly("r 1.0 @1");
    assertThat(group.status().lastEvaluationMs()).isEqualTo(2 * MINUTE);
  }

  @Test
  void aRuleThatFailsSaysWhyAndTheOthersGoOn() {
    groups.sample("x{a=\"1\"}", 1, 1);
    groups.sample("x{a=\"2\"}", 1, 1);
    GroupEvaluation group =
        groups.group(
            """
              limit: 1
              rules:
              - {record: r, expr: x}
              - {record: s, expr: 'label_replace(x, "a", "1", "", "")'}
              - {record: t, expr: sum(x)}
              - {record: u, expr: '"text"'}
            """);
    assertThat(groups.evaluate(group, 1)).containsExactly("t 2.0 @1");
    assertThat(rule(group, 0).lastError()).isEqualTo("exceeded limit of 1 with 2 series");
    assertThat(rule(group, 1).lastError())
        .isEqualTo("vector cannot contain metrics with the same labelset");
    assertThat(rule(group, 2).lastError()).isNull();
    assertThat(rule(group, 3).lastError()).isEqualTo("rule result is not a vector or scalar");
    assertThat(rule(group, 3).health()).isEqualTo(RuleHealth.ERR);
  }

  @Test
  void labelsOfTheRuleMustLeaveSeriesApart() {
    groups.sample("x{a=\"1\"}", 1, 1);
    groups.sample("x{a=\"2\"}", 1, 1);
    GroupEvaluation group = groups.group("  rules:\n  - {record: r, expr: x, labels: {a: \"\"}}\n");
    assertThat(groups.evaluate(group, 1)).isEmpty();
    assertThat(rule(group, 0).lastError())
        .isEqualTo("vector contains metrics with the same labelset after applying rule labels");
  }

  @Test
  void afterAFailureNothingIsSaidToHaveEnded() {
    groups.sample("x", 1, 1);
    GroupEvaluation group = groups.group("  rules:\n  - {record: r, expr: x}\n");
    assertThat(groups.evaluate(group, 1)).hasSize(1);
    groups.storeProblem = new RuleException("the store is away");
    assertThat(groups.evaluate(group, 2)).isEmpty();
    assertThat(rule(group, 0).lastError()).isEqualTo("the store is away");
    groups.storeProblem = null;
    assertThat(groups.evaluate(group, 10)).containsExactly("r stale @10");
  }

  @Test
  void resultsThatWereNotWrittenAreAnError() {
    groups.sample("x", 1, 1);
    GroupEvaluation group = groups.group("  rules:\n  - {record: r, expr: x}\n");
    groups.sinkProblem = "the brokers are away";
    assertThat(groups.evaluate(group, 1)).isEmpty();
    assertThat(rule(group, 0).health()).isEqualTo(RuleHealth.ERR);
    assertThat(rule(group, 0).lastError()).isEqualTo("the brokers are away");
    groups.sinkProblem = null;
    assertThat(groups.evaluate(group, 2)).containsExactly("r 1.0 @2");
    assertThat(rule(group, 0).health()).isEqualTo(RuleHealth.OK);
  }

  @Test
  void aChangedGroupGoesOnWithTheSeriesOfItsRulesAndEndsThoseOfOthers() {
    groups.sample("x", 1, 1);
    GroupEvaluation before =
        groups.group("  rules:\n  - {record: r, expr: x}\n  - {record: s, expr: x}\n");
    assertThat(groups.evaluate(before, 1)).hasSize(2);
    before.stop();
    assertThat(groups.evaluate(before, 2)).isEmpty();
    GroupEvaluation after = groups.group("  rules:\n  - {record: r, expr: x > 1}\n", before);
    assertThat(groups.evaluate(after, 2)).containsExactly("r stale @2", "s stale @2");
    assertThat(groups.evaluate(after, 3)).isEmpty();
  }

  @Test
  void theSeriesOfAGroupThatIsNoMoreEnd() {
    groups.sample("x", 1, 1);
    GroupEvaluation group = groups.group("  rules:\n  - {record: r, expr: x}\n");
    groups.evaluate(group, 1);
    group.stop();
    group.end(3 * MINUTE);
    assertThat(groups.results.stream().map(Groups::text)).containsExactly("r 1.0 @1", "r stale @3");
  }

  @Test
  void nativeHistogramsAreRecordedAndSeenByTheRulesBehind() {
    for (int instance = 1; instance <= 2; instance++) {
      groups.store.add(
          Labels.of(Labels.NAME, "h", "instance", "" + instance),
          MINUTE,
          0,
          FloatHistogram.exponential(
              0, 0.01, 0, 3, 4, BucketCounts.dense(1, 1, 2), BucketCounts.EMPTY));
    }
    GroupEvaluation group =
        groups.group(
            "  rules:\n  - {record: s, expr: sum(h)}\n  - {record: c, expr: histogram_count(s)}\n");
    assertThat(groups.evaluate(group, 2))
        .containsExactly("c 6.0 @2", "s {count:6, sum:8, (1,2]:2, (2,4]:4} @2");
    groups.arrive();
    assertThat(groups.evaluate(group, 20)).containsExactly("c stale @20", "s stale @20");
  }
}
