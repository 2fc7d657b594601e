package io.gyr.api.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.schemas.record.MetricKind;
import org.junit.jupiter.api.Test;

class MetricFamiliesTest {
  private final MetricFamilies families = new MetricFamilies();

  @Test
  void keepsWhatWasToldLast() {
    families.tell(new MetricFamily("up", "gauge", "old", ""));
    families.tell(new MetricFamily("up", "gauge", "new", ""));
    assertThat(families.all()).containsExactly(new MetricFamily("up", "gauge", "new", ""));
  }

  @Test
  void knowsHowSeriesMove() {
    families.tell(new MetricFamily("up", "gauge", "", ""));
    families.tell(new MetricFamily("reqs", "counter", "", ""));
    families.tell(new MetricFamily("latency", "histogram", "", "seconds"));
    families.tell(new MetricFamily("size", "summary", "", ""));
    assertThat(families.kindOf("up")).isEqualTo(MetricKind.GAUGE);
    assertThat(families.kindOf("reqs")).isEqualTo(MetricKind.COUNTER);
    assertThat(families.kindOf("latency_bucket")).isEqualTo(MetricKind.COUNTER);
    assertThat(families.kindOf("size_sum")).isEqualTo(MetricKind.COUNTER);
    assertThat(families.kindOf("size")).isEqualTo(MetricKind.UNKNOWN);
    assertThat(families.kindOf("up_sum")).isEqualTo(MetricKind.UNKNOWN);
    assertThat(families.kindOf("seen_total")).isEqualTo(MetricKind.COUNTER);
  }

  @Test
  void staysWithinItsBounds() {
    families.tell(new MetricFamily("long", "gauge", "h".repeat(1 << 20), "u".repeat(1 << 20)));
    for (int i = 0; i < MetricFamilies.MAX_FAMILIES + 10; i++) {
      families.tell(new MetricFamily("m" + i, "gauge", "", ""));
    }
    families.tell(new MetricFamily("m1", "counter", "", ""));
    assertThat(families.all()).hasSize(MetricFamilies.MAX_FAMILIES);
    assertThat(families.kindOf("m1")).isEqualTo(MetricKind.COUNTER);
    assertThat(families.find("long"))
        .satisfies(family -> assertThat(family.help()).hasSize(MetricFamilies.MAX_HELP_CHARS));
  }
}
