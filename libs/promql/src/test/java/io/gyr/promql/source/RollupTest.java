package io.gyr.promql.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RollupTest {
  /** Three samples made of aggregates, and room for one more. */
  private final Rollup rollup =
      new Rollup(
          3,
          new long[] {1, 5, 7, 99},
          new double[] {Double.NaN, 0, 2.5, 99},
          new long[] {10, 0, 30, 99});

  @Test
  void samplesBehindTheFirstStandForThemselves() {
    assertThat(rollup.count(2)).isEqualTo(7);
    assertThat(rollup.count(3)).isEqualTo(1);
    assertThat(rollup.isGainKnown(0)).isFalse();
    assertThat(rollup.isGainKnown(2)).isTrue();
    assertThat(rollup.isGainKnown(3)).isFalse();
    assertThat(rollup.gain(3)).isNaN();
    assertThat(rollup.heldUntilMs(2)).isEqualTo(30);
    assertThat(rollup.heldUntilMs(3)).isZero();
    assertThat(rollup.histogramGain(2)).isNull();
  }

  @Test
  void countsOverTheBorder() {
    assertThat(rollup.samples(0, 3)).isEqualTo(13);
    assertThat(rollup.samples(1, 2)).isEqualTo(5);
    assertThat(rollup.samples(1, 5)).isEqualTo(14);
    assertThat(rollup.samples(4, 9)).isEqualTo(5);
    assertThat(rollup.samples(2, 2)).isZero();
    assertThat(rollup.samples(6, 6)).isZero();
  }

  @Test
  void someOfTheSamplesKeepWhatTheyStandFor() {
    Rollup some = rollup.at(new int[] {0, 2, 3, 8}, 4);
    assertThat(some.size()).isEqualTo(2);
    assertThat(some.count(1)).isEqualTo(7);
    assertThat(some.gain(1)).isEqualTo(2.5);
    assertThat(some.count(2)).isEqualTo(1);
    assertThat(rollup.at(new int[] {1, 2, 3}, 1).size()).isEqualTo(1);
  }
}
