package io.gyr.jobs.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.sinks.cassandra.MetricRow;
import io.gyr.timeseries.Aggregate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Times are seconds. */
class RollupTest {
  private static final int MINUTE = 60;
  private static final int LATENESS = (int) Rollup.LATENESS.toSeconds();

  private static KeyedOneInputStreamOperatorTestHarness<String, SeriesSample, MetricRow> rollup()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new Rollup()), sample -> sample.seriesKey, Types.STRING);
  }

  @Test
  void passesEachSampleAndAddsTheAggregateOfItsMinuteWhenTheMinuteIsOver() throws Exception {
    try (var rollup = rollup()) {
      rollup.open();
      rollup.processElement(sample("a", 10, 4), 0);
      rollup.processElement(sample("a", 50, 6), 0);
      rollup.processElement(sample("a", 60, 7), 0);
      rollup.processWatermark(59_999);
      assertThat(aggregates(rollup)).isEmpty();
      rollup.processWatermark(60_000);
      assertThat(aggregates(rollup)).isEqualTo(Map.of("a 0", Aggregate.of(List.of(4.0, 6.0))));
      assertThat(rollup.extractOutputValues().stream().filter(RollupTest::isSample))
          .extracting(row -> row.timeMs)
          .containsExactly(10_000L, 50_000L, 60_000L);
    }
  }

  @Test
  void introducesASeriesOnceAnHour() throws Exception {
    try (var rollup = rollup()) {
      rollup.open();
      for (int second = 0; second <= 7200; second += 600) {
        rollup.processElement(sample("a", second, 1), 0);
      }
      assertThat(rollup.extractOutputValues().stream().filter(row -> row.name != null))
          .hasSize(3)
          .allSatisfy(row -> assertThat(row.labels).isEqualTo(Map.of("cpu", "0")));
    }
  }

  @Test
  void aLateSampleCorrectsItsMinute() throws Exception {
    try (var rollup = rollup()) {
      rollup.open();
      rollup.processElement(sample("a", 10, 4), 0);
      rollup.processWatermark(300_000);
      rollup.processElement(sample("a", 20, 6), 0);
      assertThat(aggregates(rollup)).isEqualTo(Map.of("a 0", Aggregate.of(List.of(4.0, 6.0))));
    }
  }

  /** Half a minute would overwrite the whole one that is in the store. */
  @Test
  void aSampleThatIsTooLateIsStoredButChangesNoAggregate() throws Exception {
    try (var rollup = rollup()) {
      rollup.open();
      rollup.processElement(sample("a", 10, 4), 0);
      rollup.processWatermark((MINUTE + LATENESS) * 1000L);
      rollup.processElement(sample("a", 20, 6), 0);
      rollup.processWatermark((MINUTE + 2L * LATENESS) * 1000);
      assertThat(aggregates(rollup)).isEqualTo(Map.of("a 0", Aggregate.of(List.of(4.0))));
      assertThat(rollup.extractOutputValues().stream().filter(RollupTest::isSample)).hasSize(2);
    }
  }

  @Test
  void stateIsForgottenWhenNoMinuteCanBeCorrectedAnyMore() throws Exception {
    try (var rollup = rollup()) {
      rollup.open();
      rollup.processElement(sample("a", 10, 4), 0);
      rollup.processElement(sample("a", 10 + LATENESS, 4), 0);
      rollup.processWatermark((2L * MINUTE + 2L * LATENESS) * 1000);
      assertThat(rollup.numEventTimeTimers()).isZero();
      assertThat(rollup.numKeyedStateEntries()).isEqualTo(2); // Series and when introduced.
    }
  }

  @Property(tries = 40, seed = "8")
  void orderDuplicatesAndRestartsDoNotChangeTheAggregates(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    List<SeriesSample> samples = new java.util.ArrayList<>();
    Map<String, TreeMap<Long, Double>> minutes = new HashMap<>();
    for (int i = 0; i < 60; i++) {
      SeriesSample sample = sample(random.nextBoolean() ? "a" : "b", random.nextInt(600), 0);
      sample.value = sample.timeMs / 7.0; // The same time always has the same value.
      samples.add(sample);
      String minute = sample.seriesKey + " " + sample.timeMs / 60_000;
      minutes.computeIfAbsent(minute, unseen -> new TreeMap<>()).put(sample.timeMs, sample.value);
    }
    samples.addAll(samples.subList(random.nextInt(60), 60));
    Collections.shuffle(samples, random);
    int restart = random.nextInt(samples.size());

    Map<String, Aggregate> aggregates;
    OperatorSubtaskState state;
    try (var rollup = rollup()) {
      rollup.open();
      for (SeriesSample sample : samples.subList(0, restart)) {
        rollup.processElement(sample, 0);
      }
      rollup.processWatermark(random.nextInt(600_000));
      aggregates = aggregates(rollup);
      state = rollup.snapshot(1, 1);
    }
    try (var rollup = rollup()) {
      rollup.initializeState(state);
      rollup.open();
      for (SeriesSample sample : samples.subList(restart, samples.size())) {
        rollup.processElement(sample, 0);
      }
      rollup.processWatermark(660_000);
      aggregates.putAll(aggregates(rollup));
    }
    Map<String, Aggregate> expected = new HashMap<>();
    minutes.forEach((minute, values) -> expected.put(minute, Aggregate.of(values.values())));
    assertThat(aggregates).isEqualTo(expected);
  }

  private static SeriesSample sample(String series, int second, double value) {
    SeriesSample sample = new SeriesSample();
    sample.seriesKey = series;
    sample.series = series.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    sample.name = "m";
    sample.kind = "gauge";
    sample.labels = new TreeMap<>(Map.of("cpu", "0"));
    sample.timeMs = second * 1000L;
    sample.value = value;
    return sample;
  }

  private static boolean isSample(MetricRow row) {
    return row.name == null && row.count == 0;
  }

  /** What is in the store in the end, by series and minute: the last write wins. */
  private static Map<String, Aggregate> aggregates(
      KeyedOneInputStreamOperatorTestHarness<String, SeriesSample, MetricRow> rollup) {
    Map<String, Aggregate> aggregates = new HashMap<>();
    for (MetricRow row : rollup.extractOutputValues()) {
      if (row.count > 0) {
        String series = new String(row.series, java.nio.charset.StandardCharsets.UTF_8);
        aggregates.put(
            series + " " + row.timeMs / 60_000,
            new Aggregate(
                row.count,
                row.sum,
                row.min,
                row.max,
                row.first,
                row.last,
                row.increase,
                row.resets));
      }
    }
    return aggregates;
  }
}
