package io.gyr.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.parser.ParserOptions;
import io.gyr.promql.parser.RandomQueries;
import io.gyr.promql.testlanguage.MemorySource;
import io.gyr.promql.value.MatrixValue;
import io.gyr.promql.value.Sample;
import io.gyr.promql.value.Series;
import io.gyr.promql.value.Value;
import io.gyr.promql.value.VectorValue;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * A range query is defined as an instant query at each step. The engine evaluates it by series over
 * all steps at once; the answers are the same to the last bit.
 */
class RangeEqualsInstantTest {
  private static final long START = 240_000;
  private static final long END = 1_320_000;
  private static final long STEP = 90_000;

  private final Engine engine =
      new Engine(
          new EngineOptions(ParserOptions.ALL, 300_000, 60_000, true, false), QueryLimits.DEFAULT);

  @Property(tries = 1500, seed = "20261122")
  void atEachStep(@ForAll long seed) {
    MemorySource source = RandomSeries.create(seed % 8);
    String query = new RandomQueries(seed).vector(3);
    // Only outside: an instant topk is ordered, and what adds it up rounds in another order.
    if (seed % 4 == 0) {
      query = "topk by (job) (2, " + query + ")";
    }
    TreeMap<Long, TreeMap<Labels, String>> expected = new TreeMap<>();
    String problem = null;
    for (long time = START; time <= END && problem == null; time += STEP) {
      try {
        Value value = engine.instant(source, query, time).value();
        expected.put(time, new TreeMap<>());
        for (Sample sample : ((VectorValue) value).samples()) {
          expected.get(time).put(sample.labels(), show(sample.value(), sample.histogram()));
        }
      } catch (QueryException e) {
        problem = e.getMessage();
      }
    }
    try {
      Value value = engine.range(source, query, START, END, STEP).value();
      assertThat(problem).as(query).isNull();
      assertThat(byStep((MatrixValue) value)).as(query).isEqualTo(expected);
    } catch (QueryException e) {
      assertThat(problem).as(query + ": " + e.getMessage()).isNotNull();
    }
  }

  private static TreeMap<Long, TreeMap<Labels, String>> byStep(MatrixValue matrix) {
    TreeMap<Long, TreeMap<Labels, String>> byStep = new TreeMap<>();
    for (long time = START; time <= END; time += STEP) {
      byStep.put(time, new TreeMap<>());
    }
    for (Series series : matrix.series()) {
      for (int i = 0; i < series.times().length; i++) {
        byStep.get(series.times()[i]).put(series.labels(), show(series.values()[i], null));
      }
      for (int i = 0; i < series.histogramTimes().length; i++) {
        byStep
            .get(series.histogramTimes()[i])
            .put(series.labels(), show(0, series.histograms()[i]));
      }
    }
    return byStep;
  }

  private static String show(double value, FloatHistogram histogram) {
    return histogram != null ? histogram.toString() : Double.toString(value);
  }
}
