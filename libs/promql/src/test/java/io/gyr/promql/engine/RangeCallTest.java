package io.gyr.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.promql.annotation.Annotation;
import io.gyr.promql.histogram.BucketCounts;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.testlanguage.MemorySource;
import io.gyr.promql.value.MatrixValue;
import io.gyr.promql.value.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Series that are evaluated by several threads say what each says that is evaluated alone. */
class RangeCallTest {
  private static final int SERIES = 150;
  private static final int SAMPLES = 1_500;
  private static final long STEP_MS = 15_000;
  private static final long END_MS = SAMPLES * STEP_MS;

  private final Engine engine = new Engine(EngineOptions.DEFAULT, QueryLimits.DEFAULT);
  private final MemorySource source = source(new Random(1));

  /** Each has a metric of its own; in some a histogram stands among the floats. */
  private static MemorySource source(Random random) {
    MemorySource source = new MemorySource();
    FloatHistogram histogram =
        FloatHistogram.exponential(
            0, 0.001, 0, 1, 2, BucketCounts.dense(0, new double[] {1}), BucketCounts.EMPTY);
    for (int series = 0; series < SERIES; series++) {
      Labels labels = Labels.of(Labels.NAME, name(series), "n", Integer.toString(series));
      double value = 0;
      boolean mixed = random.nextInt(5) == 0;
      for (int i = 0; i < SAMPLES; i++) {
        value = random.nextInt(100) == 0 ? 0 : value + random.nextInt(10);
        boolean other = mixed && i == SAMPLES / 2;
        source.add(labels, i * STEP_MS, value, other ? histogram : null);
      }
    }
    return source;
  }

  private static String name(int series) {
    return String.format("m_%03d_total", series);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate(%s[5m])",
        "quantile_over_time(2, %s[10m])",
        "max_over_time(rate(%s[2m])[10m:1m])",
        "predict_linear(%s[5m], 60)"
      })
  void seriesOfOneCallDoNotDisturbEachOther(String query) {
    QueryResult all = run(String.format(query, "{__name__=~\"m_.*\"}"));
    List<String> series = new ArrayList<>();
    List<String> annotations = new ArrayList<>();
    IntStream.range(0, SERIES)
        .mapToObj(i -> run(String.format(query, name(i))))
        .forEach(
            one -> {
              series.addAll(texts(one));
              one.annotations().stream()
                  .map(Annotation::message)
                  .filter(message -> !annotations.contains(message))
                  .forEach(annotations::add);
            });
    assertThat(texts(all)).isEqualTo(series.stream().sorted().toList());
    assertThat(series).hasSizeGreaterThan(SERIES - 1);
    assertThat(all.annotations().stream().map(Annotation::message))
        .containsExactlyElementsOf(annotations);
  }

  private static List<String> texts(QueryResult result) {
    return ((MatrixValue) result.value())
        .series().stream().map(RangeCallTest::text).sorted().toList();
  }

  private static String text(Series series) {
    return series.labels()
        + Arrays.toString(series.times())
        + Arrays.toString(series.values())
        + Arrays.toString(series.histogramTimes())
        + Arrays.toString(series.histograms());
  }

  private QueryResult run(String query) {
    return engine.range(source, query, 0, END_MS, 4 * STEP_MS);
  }
}
