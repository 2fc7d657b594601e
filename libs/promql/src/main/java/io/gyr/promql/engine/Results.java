package io.gyr.promql.engine;

import io.gyr.promql.ast.Expr;
import io.gyr.promql.ast.MatrixSelector;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.source.SampleBits;
import io.gyr.promql.value.MatrixValue;
import io.gyr.promql.value.Sample;
import io.gyr.promql.value.Series;
import io.gyr.promql.value.VectorValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Makes answers of what was evaluated. */
final class Results {
  private Results() {}

  /** The series with void names gone; those that become the same are merged. */
  static List<StepSeries> named(QueryContext context, List<StepSeries> series) {
    List<StepSeries> named = new ArrayList<>();
    for (StepSeries one : series) {
      named.add(one.dropName() ? one.with(one.labels().withoutMetadata(), false) : one);
    }
    return context.merge(named);
  }

  /** An instant vector of series with one step. */
  static VectorValue vector(List<StepSeries> series, long timeMs) {
    List<Sample> samples = new ArrayList<>();
    for (StepSeries one : series) {
      samples.add(new Sample(one.labels(), timeMs, one.values()[0], one.histogram(0)));
    }
    return new VectorValue(samples);
  }

  /** A matrix, sorted. */
  static MatrixValue matrix(List<StepSeries> series, Steps steps) {
    List<Series> result = new ArrayList<>();
    for (StepSeries one : series) {
      Points points = new Points(steps.count());
      for (int step = 0; step < steps.count(); step++) {
        points.add(steps.time(step), one.values()[step], one.histogram(step));
      }
      result.add(points.series(one.labels()));
    }
    return sorted(result);
  }

  /** A range vector as it is, at one time. */
  static MatrixValue rangeVector(Evaluator evaluator, Expr expr, Steps steps) {
    RangeVector vector = RangeVector.of(evaluator, expr, steps, "");
    long end = vector.times().time(0);
    long start = end - vector.rangeMs();
    List<Series> result = new ArrayList<>();
    for (RangeVector.Item item = vector.next(); item != null; item = vector.next()) {
      evaluator.context().budget().hold(24L * item.raw().size());
      Points points = new Points(item.raw().size());
      for (int i = 0; i < item.raw().size(); i++) {
        long time = item.raw().times()[i];
        if (time > start && time <= end) {
          FloatHistogram[] histograms = item.raw().histograms();
          points.add(time, item.raw().values()[i], histograms == null ? null : histograms[i]);
        }
      }
      Labels labels = item.raw().labels();
      evaluator.context().budget().hold(points.histogramBytes());
      if (!points.isEmpty()) {
        result.add(points.series(item.dropName() ? labels.withoutMetadata() : labels));
      }
    }
    MatrixValue matrix = sorted(result);
    boolean computed = !(expr instanceof MatrixSelector);
    for (int i = 1; computed && i < matrix.series().size(); i++) {
      if (matrix.series().get(i).labels().equals(matrix.series().get(i - 1).labels())) {
        throw QueryException.sameLabelset();
      }
    }
    return matrix;
  }

  private static MatrixValue sorted(List<Series> series) {
    series.sort(Comparator.comparing(Series::labels));
    return new MatrixValue(series);
  }

  /** Floats and histograms of one series, apart. */
  private static final class Points {
    private final long[] times;
    private final double[] values;
    private int size;
    private final List<Long> histogramTimes = new ArrayList<>();
    private final List<FloatHistogram> histograms = new ArrayList<>();

    Points(int most) {
      times = new long[most];
      values = new double[most];
    }

    void add(long time, double value, @org.jspecify.annotations.Nullable FloatHistogram histogram) {
      if (histogram != null) {
        histogramTimes.add(time);
        histograms.add(histogram);
      } else if (!SampleBits.isStale(value)) {
        times[size] = time;
        values[size++] = value;
      }
    }

    long histogramBytes() {
      return histograms.stream().mapToLong(FloatHistogram::bytes).sum();
    }

    boolean isEmpty() {
      return size == 0 && histograms.isEmpty();
    }

    Series series(Labels labels) {
      return new Series(
          labels,
          Arrays.copyOf(times, size),
          Arrays.copyOf(values, size),
          histogramTimes.stream().mapToLong(Long::longValue).toArray(),
          histograms.toArray(new FloatHistogram[0]));
    }
  }
}
