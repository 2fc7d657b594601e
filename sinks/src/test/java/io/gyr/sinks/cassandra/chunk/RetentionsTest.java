package io.gyr.sinks.cassandra.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RetentionsTest {
  @Test
  void theFirstClassThatFitsDecides() {
    Retentions retentions =
        Retentions.parse("node_cpu full=12h 1h=400d; node_ full=90m ;container_ 1m=5d");
    assertThat(retentions.seconds("node_cpu_seconds_total", Resolution.FULL)).isEqualTo(12 * 3600);
    assertThat(retentions.seconds("node_cpu_seconds_total", Resolution.ONE_HOUR))
        .isEqualTo(400 * 86_400);
    assertThat(retentions.seconds("node_load1", Resolution.FULL)).isEqualTo(90 * 60);
    assertThat(retentions.seconds("node_load1", Resolution.ONE_HOUR)).isEqualTo(90 * 86_400);
    assertThat(retentions.seconds("container_x", Resolution.ONE_MINUTE)).isEqualTo(5 * 86_400);
  }

  @Test
  void withoutAClassAllStaysAsLongAsItsResolutionSays() {
    for (Resolution resolution : Resolution.values()) {
      assertThat(Retentions.parse("").seconds("up", resolution))
          .isEqualTo((int) resolution.retention().toSeconds());
    }
  }

  @Test
  void whatIsWrittenLongAfterwardsGoesWhenItWouldHaveGone() {
    Retentions retentions = Retentions.parse("");
    long dayMs = 86_400_000;
    long spanMs = Resolution.TEN_MINUTES.spanStartMs(1_800_000_000_000L);
    long overMs = spanMs + 2 * dayMs;
    assertThat(retentions.secondsLeft("up", Resolution.TEN_MINUTES, spanMs, overMs + 13 * dayMs))
        .isEqualTo(86_400);
    assertThat(retentions.secondsLeft("up", Resolution.TEN_MINUTES, spanMs, overMs + 14 * dayMs))
        .isZero();
    assertThat(retentions.secondsLeft("up", Resolution.TEN_MINUTES, spanMs, spanMs))
        .isEqualTo(14 * 86_400);
    assertThat(retentions.secondsLeft("up", Resolution.FULL, 0, overMs)).isZero();
    long periodMs = SeriesPeriod.DAY.startMs(overMs);
    assertThat(SeriesPeriod.DAY.secondsLeft(periodMs + 5, periodMs + 16 * dayMs)).isEqualTo(86_400);
    assertThat(SeriesPeriod.DAY.secondsLeft(periodMs, periodMs + 17 * dayMs)).isZero();
  }

  @Test
  void saysWhatItCannotRead() {
    assertThatThrownBy(() -> Retentions.parse("node_ full=12"))
        .hasMessage("retention of node_: 'full=12' is not like full=12h or 1h=400d");
    assertThatThrownBy(() -> Retentions.parse("node_ 5m=12h"))
        .hasMessage("retention of node_: '5m=12h' is not like full=12h or 1h=400d");
    assertThatThrownBy(() -> Retentions.parse("node_ 1d=9000d"))
        .hasMessageContaining("is not between one second and 20 years");
  }
}
