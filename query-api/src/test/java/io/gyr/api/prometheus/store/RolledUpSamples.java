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

/**
 * The series {@code m}, once as its samples and once as the store has it after a while: rolled up
 * the more the older.
 */
record RolledUpSamples(long[] times, double[] values) {
  static final long DAY = 86_400_000L;
  static final long NOW = 20_000 * DAY;
  static final Labels NAME = Labels.of("__name__", "m");
  private static final Engine ENGINE =
      new Engine(
          new EngineOptions(ParserOptions.ALL, 300_000, 60_000, false, false), QueryLimits.DEFAULT);
  private static final Retentions RETENTIONS = new Retentions(List.of());

  /**
   * Sixty hours with gaps, stale markers, and resets of a counter or odd values of a gauge. Times
   * never fall on a border: there a window and a range differ by that sample.
   */
  static RolledUpSamples random(Random random, boolean counter) {
    int most = 60 * 360;
    long[] times = new long[most];
    double[] values = new double[most];
    int size = 0;
    double value = random.nextInt(100);
    boolean markers = random.nextInt(3) == 0;
    boolean gap = false;
    for (int i = 0; i < most; i++) {
      if (random.nextInt(gap ? 100 : 700) == 0) {
        gap = !gap;
        if (gap && size > 0 && markers) {
          times[size] = NOW - (most - i) * 10_000L + 4_000;
          values[size++] = SampleBits.STALE;
        }
      } else if (!gap) {
        value += counter ? random.nextInt(10) : random.nextGaussian();
        if (counter && random.nextInt(300) == 0) {
          value = random.nextInt(5);
        }
        times[size] = NOW - (most - i) * 10_000L + 3_000;
        values[size++] = counter ? value : odd(random, value);
      }
    }
    return new RolledUpSamples(Arrays.copyOf(times, size), Arrays.copyOf(values, size));
  }

  private static double odd(Random random, double value) {
    return switch (random.nextInt(1_500)) {
      case 0 -> Double.POSITIVE_INFINITY;
      case 1 -> Double.NEGATIVE_INFINITY;
      case 2 -> Double.NaN;
      case 3 -> -0.0;
      default -> value;
    };
  }

  List<Series> exactly(String query, long start, long end, long step) {
    return range((from, to, hints) -> raw(), query, start, end, step);
  }

  List<Series> rolledUp(String query, long start, long end, long step) {
    return range(this::rolledUp, query, start, end, step);
  }

  /** The only series that there is. */
  interface OneSeries {
    RawSeries select(long fromMs, long toMs, SelectHints hints);
  }

  static List<Series> range(OneSeries series, String query, long start, long end, long step) {
    SeriesSource source =
        (matchers, from, to, hints) -> {
          List<RawSeries> left = new ArrayList<>(List.of(series.select(from, to, hints)));
          return () -> left.isEmpty() ? null : left.remove(0);
        };
    return ((MatrixValue) ENGINE.range(source, query, start, end, step).value()).series();
  }

  /** What the store reads where. */
  static List<Part> plan(long fromMs, long toMs, SelectHints hints) {
    List<Part> parts = ReadPlan.of("m", fromMs, toMs, hints, RETENTIONS, NOW);
    long readToMs = 0;
    for (Part part : parts) {
      assertThat(part.fromMs()).isGreaterThanOrEqualTo(readToMs);
      readToMs = part.toMs() + 1;
      if (part.resolution() != Resolution.FULL) {
        long windowMs = part.resolution().window().toMillis();
        assertThat(part.fromMs() % windowMs).isZero();
        assertThat(readToMs % windowMs).isZero();
      }
    }
    return parts;
  }

  private RawSeries raw() {
    return new RawSeries(NAME, times, values, null, times.length);
  }

  private RawSeries rolledUp(long fromMs, long toMs, SelectHints hints) {
    boolean range = hints.rangeMs() > 0;
    WindowPoints kind = range ? WindowPoints.of(hints.function()) : WindowPoints.ENDS;
    Points points = new Points(kind, !range);
    for (Part part : plan(fromMs, toMs, hints)) {
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
    for (long start = part.fromMs(); start <= part.toMs(); start += windowMs) {
      int from = first(start);
      int to = first(start + windowMs);
      if (from < to) {
        columns.add(WindowAggregate.of(start, times, values, from, to));
      }
    }
    return columns;
  }

  /** Index of the first sample that is not before a time. */
  int first(long timeMs) {
    int at = Arrays.binarySearch(times, timeMs);
    return at >= 0 ? at : -at - 1;
  }
}
