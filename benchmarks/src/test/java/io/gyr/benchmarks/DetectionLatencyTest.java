package io.gyr.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DetectionLatencyTest {
  @Test
  void percentilesAreValuesThatWereMeasured() {
    double[] sorted = {1, 2, 3, 4};
    assertThat(DetectionLatency.percentile(sorted, 50)).isEqualTo(2);
    assertThat(DetectionLatency.percentile(sorted, 99)).isEqualTo(4);
    assertThat(DetectionLatency.percentile(new double[] {7}, 50)).isEqualTo(7);
  }
}
