package io.gyr.promql.testlanguage;

import io.gyr.promql.function.Approximately;
import io.gyr.promql.histogram.BucketCounts;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.text.Numbers;
import io.gyr.promql.value.MatrixValue;
import io.gyr.promql.value.Sample;
import io.gyr.promql.value.ScalarValue;
import io.gyr.promql.value.Series;
import io.gyr.promql.value.StringValue;
import io.gyr.promql.value.Value;
import io.gyr.promql.value.VectorValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares an answer with what is expected; values may differ by a millionth. */
final class Comparison {
  private static final double EPSILON = 1e-6;

  private Comparison() {}

  /** What is wrong, or null. */
  static @Nullable String problem(
      Value value, Evaluation.Expected expected, Evaluation.@Nullable Range range) {
    if (value instanceof ScalarValue scalar) {
      return scalar(scalar.value(), expected);
    }
    if (value instanceof StringValue string) {
      return string.value().equals(expected.string())
          ? null
          : "got string \"" + string.value() + "\"";
    }
    if (expected.scalar() != null) {
      return "got " + value.type().documentedName() + " " + describe(value);
    }
    return value instanceof VectorValue vector
        ? vector(vector, expected)
        : matrix((MatrixValue) value, expected, Objects.requireNonNull(range));
  }

  private static @Nullable String scalar(double value, Evaluation.Expected expected) {
    Double wanted = expected.scalar();
    return wanted != null && Approximately.equal(wanted, value, EPSILON)
        ? null
        : "got scalar " + Numbers.general(value);
  }

  private static @Nullable String vector(VectorValue vector, Evaluation.Expected expected) {
    Map<Labels, SequenceValue> wanted = new HashMap<>();
    List<Labels> order = new ArrayList<>();
    for (SeriesLine line : expected.series()) {
      wanted.put(
          line.labels(), line.values().isEmpty() ? SequenceValue.OMITTED : line.values().get(0));
      order.add(line.labels());
    }
    for (int i = 0; i < vector.samples().size(); i++) {
      Sample sample = vector.samples().get(i);
      SequenceValue value = wanted.remove(sample.labels());
      if (value == null) {
        return "unexpected " + sample.labels() + " in " + describe(vector);
      }
      if (expected.ordered() && !order.get(i).equals(sample.labels())) {
        return sample.labels() + " at position " + (i + 1) + " of " + describe(vector);
      }
      if (!same(value, sample.value(), sample.histogram())) {
        return sample.labels() + " is " + value(sample.value(), sample.histogram());
      }
    }
    return wanted.isEmpty()
        ? null
        : "missing " + wanted.keySet().iterator().next() + " in " + describe(vector);
  }

  private static @Nullable String matrix(
      MatrixValue matrix, Evaluation.Expected expected, Evaluation.Range range) {
    Map<Labels, SeriesLine> wanted = new HashMap<>();
    for (SeriesLine line : expected.series()) {
      wanted.put(line.labels(), line);
    }
    Labels before = Labels.EMPTY;
    for (Series series : matrix.series()) {
      if (series.labels().compareTo(before) < 0) {
        return "series are not sorted: " + before + " before " + series.labels();
      }
      before = series.labels();
      SeriesLine line = wanted.remove(series.labels());
      if (line == null) {
        return "unexpected " + series.labels() + " in " + describe(matrix);
      }
      String problem = points(series, line, range);
      if (problem != null) {
        return problem + " in " + describe(new MatrixValue(List.of(series)));
      }
    }
    return wanted.isEmpty()
        ? null
        : "missing " + wanted.keySet().iterator().next() + " in " + describe(matrix);
  }

  private static @Nullable String points(Series series, SeriesLine line, Evaluation.Range range) {
    int floats = 0;
    int histograms = 0;
    for (int i = 0; i < line.values().size(); i++) {
      SequenceValue wanted = line.values().get(i);
      long time = range.startMs() + i * range.stepMs();
      if (wanted.omitted()) {
        continue;
      }
      boolean histogram = wanted.histogram() != null;
      long[] times = histogram ? series.histogramTimes() : series.times();
      int next = histogram ? histograms++ : floats++;
      if (next >= times.length || times[next] != time) {
        return "nothing at " + time;
      }
      if (!same(
          wanted,
          histogram ? 0 : series.values()[next],
          histogram ? series.histograms()[next] : null)) {
        return "wrong value at " + time;
      }
    }
    return floats == series.times().length && histograms == series.histogramTimes().length
        ? null
        : "too many points";
  }

  static boolean same(SequenceValue wanted, double value, @Nullable FloatHistogram histogram) {
    FloatHistogram other = wanted.histogram();
    if (other == null || histogram == null) {
      return other == null
          && histogram == null
          && Approximately.equal(wanted.value(), value, EPSILON);
    }
    return other.schema() == histogram.schema()
        && Approximately.equal(other.count(), histogram.count(), EPSILON)
        && Approximately.equal(other.sum(), histogram.sum(), EPSILON)
        && other.zeroThreshold() == histogram.zeroThreshold()
        && Approximately.equal(other.zeroCount(), histogram.zeroCount(), EPSILON)
        && (!other.usesCustomBuckets()
            || java.util.Arrays.equals(other.customValues(), histogram.customValues()))
        && same(other.compact().positive(), histogram.compact().positive())
        && same(other.compact().negative(), histogram.compact().negative());
  }

  private static boolean same(BucketCounts a, BucketCounts b) {
    boolean same = a.size() == b.size();
    for (int i = 0; same && i < a.size(); i++) {
      same = a.index(i) == b.index(i) && Approximately.equal(a.count(i), b.count(i), EPSILON);
    }
    return same;
  }

  private static String value(double value, @Nullable FloatHistogram histogram) {
    return histogram == null ? Numbers.general(value) : histogram.toString();
  }

  /** The answer on one line. */
  static String describe(Value value) {
    StringBuilder text = new StringBuilder();
    if (value instanceof VectorValue vector) {
      for (Sample sample : vector.samples()) {
        text.append(sample.labels()).append(' ');
        text.append(value(sample.value(), sample.histogram())).append("; ");
      }
    } else if (value instanceof MatrixValue matrix) {
      for (Series series : matrix.series()) {
        text.append(series.labels());
        for (int i = 0; i < series.times().length; i++) {
          text.append(' ').append(Numbers.general(series.values()[i]));
          text.append('@').append(series.times()[i]);
        }
        for (int i = 0; i < series.histogramTimes().length; i++) {
          text.append(' ').append(series.histograms()[i]);
          text.append('@').append(series.histogramTimes()[i]);
        }
        text.append("; ");
      }
    }
    return text.isEmpty() ? "nothing" : text.toString();
  }
}
