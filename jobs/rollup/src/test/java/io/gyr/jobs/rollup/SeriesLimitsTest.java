package io.gyr.jobs.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.component.Settings;
import io.gyr.jobs.runtime.JobSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesLimitsTest {
  private final SeriesLimits limits = limits("metrics.max_series_per_team");

  /** Half of four, for there are two tasks. */
  private static SeriesLimits limits(String setting) {
    return new SeriesLimits(
        Settings.read(
            JobSettings.class,
            Map.of(
                "kafka.bootstrap",
                "none:1",
                "registry.url",
                "http://none",
                "job.checkpoint_dir",
                "file:/none",
                setting,
                "4")),
        2);
  }

  private SeriesState series(String team) {
    SeriesState series = new SeriesState("agent", "metric");
    series.team = team;
    return series;
  }

  @Test
  void theTeamIsThatOfTheLabelElseTheNamespace() {
    assertThat(limits.team(Map.of("team", "web", "k8s_namespace_name", "shop"))).isEqualTo("web");
    assertThat(limits.team(Map.of("k8s_namespace_name", "shop"))).isEqualTo("shop");
    assertThat(limits.team(Map.of("job", "x"))).isEmpty();
  }

  @Test
  void eachTaskHasItsShareOfATeamsSeries() {
    SeriesState first = series("web");
    limits.add(first);
    assertThat(limits.full(series("web"))).isNull();
    limits.add(series("web"));
    assertThat(limits.full(series("web"))).isEqualTo(SeriesLimits.Limit.TEAM);
    assertThat(limits.full(series("shop"))).isNull();
    limits.remove(first);
    limits.remove(first);
    assertThat(limits.full(series("web"))).isNull();
    limits.add(series("web"));
    assertThat(limits.full(series("web"))).isEqualTo(SeriesLimits.Limit.TEAM);
  }

  @Test
  void thereCanBeTooManyOfAllTogether() {
    SeriesLimits all = limits("metrics.max_series");
    SeriesState nobodys = series("");
    all.add(nobodys);
    all.add(series("web"));
    assertThat(all.full(series("shop"))).isEqualTo(SeriesLimits.Limit.ALL);
    all.remove(nobodys);
    all.remove(nobodys);
    assertThat(all.full(series("shop"))).isNull();
  }

  @Test
  void whatIsNobodysHasNoLimitOfATeam() {
    for (int i = 0; i < 10; i++) {
      limits.add(series(""));
    }
    assertThat(limits.full(series(""))).isNull();
  }
}
