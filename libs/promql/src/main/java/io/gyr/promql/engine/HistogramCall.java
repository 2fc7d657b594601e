package io.gyr.promql.engine;

import io.gyr.promql.annotation.Notes;
import io.gyr.promql.ast.Call;
import io.gyr.promql.ast.PositionRange;
import io.gyr.promql.function.ClassicBuckets;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.histogram.Quantiles;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.source.SampleBits;
import io.gyr.promql.text.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code histogram_quantile} and {@code histogram_fraction}, of native histograms and of classic
 * ones, whose buckets are series that differ in the label {@code le}.
 */
final class HistogramCall {
  private final QueryContext context;
  private final boolean quantile;
  private final PositionRange parameterPosition;
  private final PositionRange vectorPosition;

  /** The quantile, or lower and upper bound of the fraction. */
  private final double[][] parameters;

  private final int steps;

  HistogramCall(QueryContext context, Call call, double[][] parameters, int steps) {
    this.context = context;
    this.quantile = call.function().name().equals("histogram_quantile");
    this.parameterPosition = call.arguments().get(0).position();
    this.vectorPosition = call.arguments().get(parameters.length).position();
    this.parameters = parameters;
    this.steps = steps;
  }

  /** One bucket of a classic histogram. */
  private record ClassicBucket(double upperBound, StepSeries series) {}

  /** The buckets of a classic histogram, and whether its name is void. */
  private static final class Classic {
    final List<ClassicBucket> buckets = new ArrayList<>();
  }

  List<StepSeries> apply(SeriesStream input) {
    if (quantile) {
      warnOfQuantiles();
    }
    List<StepSeries> natives = new ArrayList<>();
    Map<Labels, Classic> classics = new LinkedHashMap<>();
    for (StepSeries series : context.collect(input)) {
      if (series.histograms() != null) {
        natives.add(series);
      }
      addBucket(classics, series);
    }
    for (Classic classic : classics.values()) {
      classic.buckets.sort(Comparator.comparingDouble(ClassicBucket::upperBound));
    }
    List<StepSeries> results = new ArrayList<>();
    for (StepSeries series : natives) {
      results.add(nativeResult(series, classics.get(series.labels())));
    }
    for (Map.Entry<Labels, Classic> entry : classics.entrySet()) {
      results.add(classicResult(entry.getKey(), entry.getValue()));
    }
    results.removeIf(StepSeries::isEmpty);
    return results;
  }

  private void warnOfQuantiles() {
    for (double q : parameters[0]) {
      if (!(q >= 0 && q <= 1)) {
        context.annotations().add(Notes.invalidQuantile(q, parameterPosition));
      }
    }
  }

  private void addBucket(Map<Labels, Classic> classics, StepSeries series) {
    boolean someFloat = false;
    for (int step = 0; step < steps && !someFloat; step++) {
      someFloat = series.isFloat(step);
    }
    if (!someFloat) {
      return;
    }
    String bound = series.labels().get(Labels.BUCKET);
    try {
      double upperBound = Numbers.parse(bound);
      Labels histogram = series.labels().without(Set.of(Labels.BUCKET));
      classics
          .computeIfAbsent(histogram, labels -> new Classic())
          .buckets
          .add(new ClassicBucket(upperBound, series));
    } catch (NumberFormatException e) {
      context
          .annotations()
          .add(Notes.badBucketLabel(series.labels().metricName(), bound, vectorPosition));
    }
  }

  private StepSeries nativeResult(
      StepSeries series, @org.jspecify.annotations.Nullable Classic classic) {
    double[] values = StepSeries.nothing(steps);
    String metric = series.labels().metricName();
    for (int step = 0; step < steps; step++) {
      FloatHistogram histogram = series.histogram(step);
      if (histogram == null) {
        continue;
      }
      if (classic != null && conflicts(classic, step)) {
        context.annotations().add(Notes.mixedClassicNative(metric, vectorPosition));
        continue;
      }
      values[step] =
          quantile ? quantile(histogram, step, metric) : fraction(histogram, step, metric);
    }
    return context.dropName(new StepSeries(series.labels(), false, values, null));
  }

  /** Whether a classic histogram is there too; then neither has a result. */
  private static boolean conflicts(Classic classic, int step) {
    boolean some = false;
    for (ClassicBucket bucket : classic.buckets) {
      some |= bucket.series.isFloat(step);
      bucket.series.values()[step] = SampleBits.STALE;
    }
    return some;
  }

  private double quantile(FloatHistogram histogram, int step, String metric) {
    Quantiles.Quantile result = Quantiles.quantile(parameters[0][step], histogram);
    if (result.nan() == Quantiles.NanEffect.RESULT) {
      context.annotations().add(Notes.quantileIsNan(metric, parameterPosition));
    } else if (result.nan() == Quantiles.NanEffect.SKEW) {
      context.annotations().add(Notes.quantileIsSkewed(metric, parameterPosition));
    }
    return result.value();
  }

  private double fraction(FloatHistogram histogram, int step, String metric) {
    if (Double.isNaN(histogram.sum())) {
      context.annotations().add(Notes.fractionExcludesNan(metric, parameterPosition));
    }
    return Quantiles.fraction(parameters[0][step], parameters[1][step], histogram);
  }

  private StepSeries classicResult(Labels labels, Classic classic) {
    double[] values = StepSeries.nothing(steps);
    ClassicBuckets buckets = new ClassicBuckets(classic.buckets.size());
    for (int step = 0; step < steps; step++) {
      buckets.clear();
      for (ClassicBucket bucket : classic.buckets) {
        if (bucket.series.isFloat(step)) {
          buckets.add(bucket.upperBound, bucket.series.values()[step]);
        }
      }
      if (buckets.isEmpty()) {
        continue;
      }
      if (!quantile) {
        values[step] = buckets.fraction(parameters[0][step], parameters[1][step]);
        continue;
      }
      values[step] = buckets.quantile(parameters[0][step]);
      if (buckets.forcedMonotonic()) {
        String metric = context.options().delayedNameRemoval() ? labels.metricName() : "";
        context.annotations().add(Notes.forcedMonotonicity(metric, vectorPosition));
      }
    }
    return context.dropName(new StepSeries(labels, false, values, null));
  }
}
