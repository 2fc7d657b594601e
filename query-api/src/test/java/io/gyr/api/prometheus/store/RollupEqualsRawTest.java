package io.gyr.api.prometheus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.promql.engine.Engine;
import io.gyr.promql.engine.EngineOptions;
import io.gyr.promql.engine.QueryLimits;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.parser.ParserOptions;
import io.gyr.promql.source.RawSeries;
import io.gyr.promql.source.SampleBits;
import io.gyr.promql.source.SelectHints;
import io.gyr.promql.source.SeriesSource;
import io.gyr.promql.value.MatrixValue;
import io.gyr.promql.value.Series;
import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.sinks.cassandra.chunk.Retentions;
import io.gyr.timeseries.rollup.AggregateColumns;
import io.gyr.timeseries.rollup.WindowAggregate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers from aggregates are those from samples, where the query's times are the windows'. */
class RollupEqualsRawTest {
  private static final Labels NAME = Labels.of("__name__", "m");
  private static final long DAY = 86_400_000L;
  private static final long NOW = 20_000 * DAY;
  private static final Engine ENGINE =
      new Engine(
          new EngineOptions(ParserOptions.ALL, 300_000, 60_000, false, false), QueryLimits.DEFAULT);
  private static final Retentions RETENTIONS = new Retentions(List.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rate(m[1h]) | 1e-9",
        "increase(m[2h]) | 1e-9",
        "delta(m[1h]) | 0",
        "sum_over_time(m[1h]) | 1e-9",
        "avg_over_time(m[3h]) | 1e-9",
        "count_over_time(m[1h]) | 0",
        "min_over_time(m[1h]) | 0",
        "max_over_time(m[1h]) | 0",
        "first_over_time(m[1h]) | 0",
        "last_over_time(m[1h]) | 0",
        "present_over_time(m[1h]) | 0",
        "m | 0",
        "m offset 2h | 0",
        "timestamp(m) | 0",
        "rate(m[1h] offset 1h) | 1e-9",
      })
  void overAlignedTimes(String query, double tolerance) {
    Random random = new Random(11);
    for (int round = 0; round < 15; round++) {
      Samples samples = samples(random, round % 2 == 0, round);
      for (long stepMs : new long[] {3_600_000L, 7_200_000L}) {
        long end = NOW - round * stepMs;
        long start = end - 40 * stepMs;
        List<Series> expected = range(samples.raw(), query, start, end, stepMs);
        List<Series> found = range(samples.rolledUp(), query, start, end, stepMs);
        assertClose(found, expected, tolerance, "round " + round + " of " + query);
      }
    }
  }

  private static void assertClose(
      List<Series> found, List<Series> expected, double tolerance, String what) {
    assertThat(found).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).times()).as(what).isEqualTo(expected.get(i).times());
      for (int j = 0; j < found.get(i).values().length; j++) {
        double a = found.get(i).values()[j];
        double b = expected.get(i).values()[j];
        double bound = tolerance * Math.max(1, Math.abs(b));
        assertThat(Double.compare(a, b) == 0 || Math.abs(a - b) <= bound)
            .as("%s, %s at %s: %s instead of %s", what, i, found.get(i).times()[j], a, b)
            .isTrue();
      }
    }
  }

  private static List<Series> range(
      SeriesSource source, String query, long start, long end, long step) {
    return ((MatrixValue) ENGINE.range(source, query, start, end, step).value()).series();
  }

  /** Times never fall on a border: there a window and a range differ by that sample. */
  private static Samples samples(Random random, boolean counter, int round) {
    int most = 60 * 360;
    long[] times = new long[most];
    double[] values = new double[most];
    int size = 0;
    double value = random.nextInt(100);
    boolean gap = false;
    for (int i = 0; i < most; i++) {
      if (random.nextInt(gap ? 100 : 700) == 0) {
        gap = !gap;
        if (gap && size > 0 && round % 3 == 0) {
          times[size] = NOW - (most - i) * 10_000L + 4_000;
          values[size++] = SampleBits.STALE;
        }
      } else if (!gap) {
        value += counter ? random.nextInt(10) : random.nextGaussian();
        if (counter && random.nextInt(300) == 0) {
          value = random.nextInt(5);
        }
        times[size] = NOW - (most - i) * 10_000L + 3_000;
        values[size++] = !counter && random.nextInt(500) == 0 ? Double.POSITIVE_INFINITY : value;
      }
    }
    return new Samples(Arrays.copyOf(times, size), Arrays.copyOf(values, size));
  }

  private record Samples(long[] times, double[] values) {
    SeriesSource raw() {
      return (matchers, from, to, hints) ->
          once(new RawSeries(NAME, times, values, null, times.length));
    }

    SeriesSource rolledUp() {
      return (matchers, from, to, hints) -> once(rolledUp(from, to, hints));
    }

    private RawSeries rolledUp(long fromMs, long toMs, SelectHints hints) {
      boolean range = hints.rangeMs() > 0;
      WindowPoints kind = range ? WindowPoints.of(hints.function()) : WindowPoints.ENDS;
      Points points = new Points(kind, !range);
      long readToMs = 0;
      for (Part part : ReadPlan.of("m", fromMs, toMs, hints, RETENTIONS, NOW)) {
        assertThat(part.fromMs()).isGreaterThanOrEqualTo(readToMs);
        readToMs = part.toMs() + 1;
        if (part.resolution() == Resolution.FULL) {
          int from = first(part.fromMs());
          int to = first(part.toMs() + 1);
          points.add(
              Arrays.copyOfRange(times, from, to), Arrays.copyOfRange(values, from, to), to - from);
        } else {
          AggregateColumns columns = windows(part);
          points.add(columns, 0, columns.size());
        }
      }
      return points.series(NAME);
    }

    private AggregateColumns windows(Part part) {
      AggregateColumns columns = new AggregateColumns();
      long windowMs = part.resolution().window().toMillis();
      assertThat(part.fromMs() % windowMs).isZero();
      assertThat((part.toMs() + 1) % windowMs).isZero();
      for (long start = part.fromMs(); start <= part.toMs(); start += windowMs) {
        int from = first(start);
        int to = first(start + windowMs);
        if (from < to) {
          columns.add(WindowAggregate.of(start, times, values, from, to));
        }
      }
      return columns;
    }

    private int first(long timeMs) {
      int at = Arrays.binarySearch(times, timeMs);
      return at >= 0 ? at : -at - 1;
    }

    private static io.gyr.promql.source.SeriesIterator once(RawSeries series) {
      List<RawSeries> left = new ArrayList<>(List.of(series));
      return () -> left.isEmpty() ? null : left.remove(0);
    }
  }
}
