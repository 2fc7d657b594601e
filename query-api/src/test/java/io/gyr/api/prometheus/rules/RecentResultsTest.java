package io.gyr.api.prometheus.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.promql.engine.Engine;
import io.gyr.promql.engine.EngineOptions;
import io.gyr.promql.engine.QueryLimits;
import io.gyr.promql.histogram.BucketCounts;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.Rollup;
import io.gyr.promql.source.SampleBits;
import io.gyr.promql.source.SeriesSource;
import io.gyr.promql.testlanguage.MemorySource;
import io.gyr.promql.value.Sample;
import io.gyr.promql.value.VectorValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecentResultsTest {
  private static final Engine ENGINE = new Engine(EngineOptions.DEFAULT, QueryLimits.DEFAULT);
  private static final List<String> QUERIES =
      List.of("a", "b", "sum(count_over_time(b{n=\"1\"}[3m]))", "sum(b)", "sum(rate(a[5m]))");

  private final Groups groups = new Groups();
  private final RecentResults recent = new RecentResults(groups.clock);

  private static Labels labels(Random random) {
    return Labels.of(Labels.NAME, random.nextBoolean() ? "a" : "b", "n", "" + random.nextInt(3));
  }

  private static Set<String> answer(SeriesSource source, String query) {
    return ((VectorValue) ENGINE.instant(source, query, 300_000).value())
        .samples().stream().map(Groups::text).collect(Collectors.toSet());
  }

  private static @Nullable FloatHistogram histogram(Random random) {
    double count = random.nextInt(9);
    return random.nextInt(3) > 0
        ? null
        : FloatHistogram.exponential(
            0, 0.01, 0, count, 1, BucketCounts.dense(1, count), BucketCounts.EMPTY);
  }

  /** Wherever a sample is, in the store, here or in both, the answers are the same. */
  @Property(tries = 500, seed = "20261122")
  void answersAsIfTheStoreHadAll(@ForAll long seed) {
    Random random = new Random(seed);
    Groups here = new Groups();
    RecentResults results = new RecentResults(here.clock);
    MemorySource all = new MemorySource();
    for (int i = random.nextInt(30); i >= 0; i--) {
      Labels labels = labels(random);
      long timeMs = 15_000L * random.nextInt(40) + 7_000;
      all.add(labels, timeMs, i, null);
      here.store.add(labels, timeMs, i, null);
    }
    for (int i = random.nextInt(60); i >= 0; i--) {
      Labels labels = labels(random);
      long timeMs = 15_000L * random.nextInt(40);
      double value = random.nextInt(8) == 0 ? SampleBits.STALE : random.nextInt(100);
      FloatHistogram histogram = histogram(random);
      all.add(labels, timeMs, value, histogram);
      if (random.nextBoolean()) {
        // An older value of a time at which there is another now.
        here.store.add(labels, timeMs, random.nextBoolean() ? value : -1, histogram(random));
      }
      results.add(List.of(new Sample(labels, timeMs, value, histogram)));
    }
    for (String query : QUERIES) {
      Set<String> got = answer(results.over(() -> here.store), query);
      assertThat(got).as(query).isEqualTo(answer(all, query));
    }
  }

  @Test
  void samplesAreForgottenSomeMinutesAfterTheyCame() {
    Labels labels = Labels.of(Labels.NAME, "a");
    for (int second = 0; second <= 600; second += 15) {
      groups.nowMs = second * 1000L;
      // An hour ago, as of a group whose queries look back by that.
      recent.add(List.of(new Sample(labels, groups.nowMs - 3_600_000, 1, null)));
    }
    assertThat(recent.size()).isBetween(20, 22);
    groups.nowMs += 400_000;
    recent.add(List.of());
    assertThat(recent.size()).isZero();
  }

  @Test
  void thereIsABoundForAll() {
    for (int i = 0; i < 1_100; i++) {
      groups.nowMs += 100;
      List<Sample> batch = new ArrayList<>();
      for (int n = 0; n < 1_000; n++) {
        batch.add(new Sample(Labels.of(Labels.NAME, "a", "n", "" + n), groups.nowMs, 1, null));
      }
      recent.add(batch);
    }
    assertThat(recent.size()).isBetween(100_000, 1_000_000);
  }

  @Test
  void besideAggregatesSamplesStandForThemselves() {
    RecentSeries series = new RecentSeries();
    series.add(2, 20, null, 0);
    series.add(3, SampleBits.STALE, null, 0);
    RawSeries older =
        new RawSeries(
            Labels.EMPTY,
            new long[] {1, 2},
            new double[] {10, 11},
            null,
            2,
            new Rollup(2, new long[] {5, 6}, new double[] {1, 2}, new long[] {7, 8}));
    RawSeries instant = series.over(older, false);
    assertThat(instant.size()).isEqualTo(3);
    Rollup rollup = instant.rollup();
    assertThat(rollup).isNotNull();
    assertThat(rollup.counts()).startsWith(5, 1, 1);
    assertThat(rollup.gains()).startsWith(1, Double.NaN, Double.NaN);
    assertThat(rollup.untilMs()).startsWith(7, 0, 0);
    assertThat(instant.values()).startsWith(10, 20);
    assertThat(series.over(older, true).size()).isEqualTo(2);
  }
}
