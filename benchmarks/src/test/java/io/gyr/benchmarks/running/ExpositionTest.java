package io.gyr.benchmarks.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpositionTest {
  private static final Exposition TEXT =
      Exposition.parse(
          """
          # TYPE gyr_records_out_total counter
          gyr_records_out_total{job="rules",stage="rules"} 3.0
          gyr_records_out_total{job="archive",stage="iceberg events"} 1.5e3
          gyr_lag_seconds +Inf
          broken line here
          """);

  @Test
  void sumsAllSeriesOfAName() {
    assertThat(TEXT.sum("gyr_records_out_total")).isEqualTo(1503);
    assertThat(TEXT.sum("unknown")).isZero();
  }

  @Test
  void sumsBySomeLabels() {
    assertThat(TEXT.sum("gyr_records_out_total", Map.of("stage", "rules"))).isEqualTo(3);
    assertThat(TEXT.by("gyr_records_out_total", "stage"))
        .isEqualTo(Map.of("rules", 3L, "iceberg events", 1500L));
  }
}
