package io.gyr.api.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.SampleBits;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TargetTest {
  private static final long NOW = 1_790_000_000_000L;

  private static @Nullable Target target(String metric, long lastMs, double... values) {
    long[] times = new long[values.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = lastMs - 15_000L * (times.length - 1 - i);
    }
    Labels labels = Labels.of(Map.of("__name__", metric, "job", "node", "instance", "a:9100"));
    return Target.of(new RawSeries(labels, times, values, null, values.length), NOW);
  }

  @Test
  void aTargetThatWasReadIsUp() {
    Target target = target("up", NOW - 20_000, 0, 1, 1);
    assertThat(target)
        .isEqualTo(
            new Target(
                Labels.of(Map.of("job", "node", "instance", "a:9100")), NOW - 20_000, 15_000, ""));
    assertThat(target.pool()).isEqualTo("node");
    assertThat(target.instance()).isEqualTo("a:9100");
  }

  @Test
  void aTargetThatCouldNotBeReadIsDown() {
    assertThat(target("up", NOW, 1, 0).problem())
        .isEqualTo("its scraper could not read it: up is 0");
    assertThat(target("gyr_agent_queue_records", NOW, 0).problem()).isEmpty();
  }

  @Test
  void whoIsSilentIsDown() {
    assertThat(target("up", NOW - 300_000, 1).problem()).isEmpty();
    assertThat(target("up", NOW - 300_001, 1).problem())
        .isEqualTo("no samples since 2026-09-21T14:08:19.999Z");
  }

  @Test
  void whatWasEndedIsNoTargetAnyMore() {
    assertThat(target("up", NOW, 1, SampleBits.STALE)).isNull();
    assertThat(target("up", NOW)).isNull();
  }

  @Test
  void theFutureDoesNotCount() {
    assertThat(target("up", NOW + 15_000, 1, 1, 0).lastMs()).isEqualTo(NOW);
  }
}
