package io.gyr.api.prometheus.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gyr.promql.engine.EngineOptions;
import io.gyr.promql.engine.QueryLimits;
import io.gyr.promql.engine.QueryMemory;
import io.gyr.promql.rulefile.RuleFile;
import io.gyr.promql.value.Sample;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Groups that are evaluated when they are due, and files that change. */
class RulesInForceTest {
  private final AtomicLong aheadMs = new AtomicLong();
  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return Instant.now().plusMillis(aheadMs.get());
        }
      };

  private final Groups groups = new Groups();
  private final List<Sample> results = new CopyOnWriteArrayList<>();
  private final RulesInForce rules =
      new RulesInForce(
          new RuleOptions(
              100,
              0,
              2,
              EngineOptions.DEFAULT,
              QueryLimits.DEFAULT,
              new QueryMemory(Long.MAX_VALUE)),
          new GroupEvaluation.Surroundings(
              groups.surroundings.engine(),
              groups.surroundings.store(),
              new RecentResults(clock),
              results::addAll,
              groups.surroundings.metrics()),
          clock);

  @AfterEach
  void close() {
    rules.close();
  }

  private static RuleFile file(String group, String record) {
    return Groups.file(
        "groups: [{name: " + group + ", rules: [{record: " + record + ", expr: time()}]}]");
  }

  private long count(String record) {
    return results.stream().filter(s -> s.labels().metricName().equals(record)).count();
  }

  private double counter(String name) {
    double sum = 0;
    for (MetricSnapshot snapshot : groups.registry.scrape(name::equals)) {
      for (CounterSnapshot.CounterDataPointSnapshot point :
          ((CounterSnapshot) snapshot).getDataPoints()) {
        sum += point.getValue();
      }
    }
    return sum;
  }

  @Test
  void groupsAreEvaluatedWhenTheyAreDue() {
    rules.apply(Map.of("f", file("g", "r")));
    await().atMost(Duration.ofSeconds(30)).until(() -> count("r") >= 3);
    long offsetMs = EvaluationTimes.of("f", "g", 100).offsetMs();
    assertThat(results)
        .allMatch(sample -> Math.floorMod(sample.timeMs(), 100L) == offsetMs)
        .allMatch(sample -> sample.value() == sample.timeMs() / 1e3);
    assertThat(results.stream().map(Sample::timeMs)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void afterAPauseThereIsOneEvaluationAndTheOthersAreMissed() {
    rules.apply(Map.of("f", file("g", "r")));
    await().atMost(Duration.ofSeconds(30)).until(() -> count("r") >= 1);
    aheadMs.set(Duration.ofHours(1).toMillis());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> counter("gyr_rule_group_iterations_missed") >= 35_000);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> results.get(results.size() - 1).timeMs() > clock.millis() - 60_000);
    assertThat(count("r")).isLessThan(1000);
  }

  @Test
  void aClockThatIsSetBackDoesNotStopTheRules() {
    aheadMs.set(Duration.ofHours(1).toMillis());
    rules.apply(Map.of("f", file("g", "r")));
    await().atMost(Duration.ofSeconds(30)).until(() -> count("r") >= 1);
    aheadMs.set(0);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> results.get(results.size() - 1).timeMs() <= clock.millis());
  }

  @Test
  void filesComeChangeAndGo() {
    rules.apply(Map.of("b", file("g", "r"), "a", file("h", "s")));
    assertThat(rules.status()).extracting(GroupStatus::file).containsExactly("a", "b");
    await().atMost(Duration.ofSeconds(30)).until(() -> count("r") >= 1 && count("s") >= 1);

    rules.apply(Map.of("b", file("g", "t"), "a", file("h", "s")));
    assertThat(rules.status().get(0).lastEvaluationMs()).isPositive();
    assertThat(rules.status().get(1).rules().get(0).rule().name()).isEqualTo("t");
    await().atMost(Duration.ofSeconds(30)).until(() -> count("t") >= 1);
    assertThat(results.stream().map(Groups::text)).anyMatch(text -> text.startsWith("r stale"));

    rules.apply(Map.of());
    assertThat(rules.status()).isEmpty();
    assertThat(results.stream().map(Groups::text))
        .anyMatch(text -> text.startsWith("s stale"))
        .anyMatch(text -> text.startsWith("t stale"));
    long left = results.size();
    rules.apply(Map.of("c", file("g", "u")));
    await().atMost(Duration.ofSeconds(30)).until(() -> count("u") >= 3);
    assertThat(results.size() - left).isEqualTo(count("u"));
  }
}
