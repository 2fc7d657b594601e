package io.gyr.api.prometheus.rules;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class EvaluationTimesTest {
  @Test
  void timesAreAnIntervalApart() {
    EvaluationTimes times = new EvaluationTimes(60_000, 7_000);
    assertThat(times.latest(67_000)).isEqualTo(67_000);
    assertThat(times.latest(66_999)).isEqualTo(7_000);
    assertThat(times.next(67_000)).isEqualTo(127_000);
    assertThat(times.next(66_999)).isEqualTo(67_000);
  }

  @Test
  void groupsAreSpreadOverTheIntervalAndStayWhereTheyAre() {
    EvaluationTimes times = EvaluationTimes.of("a.yml", "g", 60_000);
    assertThat(EvaluationTimes.of("a.yml", "g", 60_000)).isEqualTo(times);
    assertThat(EvaluationTimes.of("b.yml", "g", 60_000)).isNotEqualTo(times);
    assertThat(EvaluationTimes.of("a.yml", "h", 60_000)).isNotEqualTo(times);
    assertThat(times.offsetMs()).isBetween(0L, 59_999L);
  }

  @Property(tries = 2000, seed = "20261122")
  void theLatestTimeIsTheLastThatHasCome(
      @ForAll @LongRange(min = 1, max = 100_000_000) long intervalMs,
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long nowMs,
      @ForAll String group) {
    EvaluationTimes times = EvaluationTimes.of("f", group, intervalMs);
    long latest = times.latest(nowMs);
    assertThat(latest).isBetween(nowMs - intervalMs + 1, nowMs);
    assertThat(times.latest(latest)).isEqualTo(latest);
    assertThat(times.next(nowMs)).isEqualTo(latest + intervalMs);
  }
}
