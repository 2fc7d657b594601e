package io.gyr.promql.annotation;

import io.gyr.promql.ast.PositionRange;
import io.gyr.promql.text.Numbers;
import io.gyr.promql.text.Quoted;

/** The texts of all annotations (facts: util/annotations/annotations.go, v3.5). */
public final class Notes {
  private Notes() {}

  public static Annotation invalidQuantile(double q, PositionRange at) {
    return Annotation.warning(
        "quantile value should be between 0 and 1, got " + Numbers.general(q), at);
  }

  public static Annotation invalidRatio(double ratio, double cap, PositionRange at) {
    return Annotation.warning(
        "ratio value should be between -1 and 1, got "
            + Numbers.general(ratio)
            + ", capping to "
            + Numbers.general(cap),
        at);
  }

  public static Annotation badBucketLabel(String metric, String label, PositionRange at) {
    return Annotation.warning(
        "bucket label \"le\" is missing or has a malformed value of "
            + Quoted.of(label)
            + forMetric(metric),
        at);
  }

  public static Annotation mixedFloatsHistograms(String metric, PositionRange at) {
    return Annotation.warning(
        "encountered a mix of histograms and floats for metric name " + Quoted.of(metric), at);
  }

  public static Annotation mixedFloatsHistogramsInAggregation(PositionRange at) {
    return Annotation.warning("encountered a mix of histograms and floats for aggregation", at);
  }

  public static Annotation mixedClassicNative(String metric, PositionRange at) {
    return Annotation.warning(
        "vector contains a mix of classic and native histograms" + forMetric(metric), at);
  }

  public static Annotation histogramNotCounter(String metric, PositionRange at) {
    return Annotation.warning(
        "this native histogram metric is not a counter: " + Quoted.of(metric), at);
  }

  public static Annotation histogramNotGauge(String metric, PositionRange at) {
    return Annotation.warning(
        "this native histogram metric is not a gauge: " + Quoted.of(metric), at);
  }

  /** Two histograms that cannot be combined. */
  public static Annotation incompatible(boolean mixedSchemas, String metric, PositionRange at) {
    return Annotation.warning(
        (mixedSchemas
                ? "vector contains a mix of histograms with exponential and custom buckets schemas"
                    + " for metric name "
                : "vector contains histograms with incompatible custom buckets for metric name ")
            + Quoted.of(metric),
        at);
  }

  public static Annotation incompatibleInOperation(String operator, PositionRange at) {
    return Annotation.warning(
        "incompatible bucket layout encountered for binary operator " + operator, at);
  }

  public static Annotation possibleNonCounter(String metric, PositionRange at) {
    return Annotation.info(
        "metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "
            + Quoted.of(metric),
        at);
  }

  public static Annotation possibleNonCounterType(String metric, String type, PositionRange at) {
    return Annotation.info(
        "metric might not be a counter, __type__ label is not set to \"counter\" or \"histogram\","
            + " got "
            + Quoted.of(type)
            + ": "
            + Quoted.of(metric),
        at);
  }

  public static Annotation forcedMonotonicity(String metric, PositionRange at) {
    return Annotation.info(
        "input to histogram_quantile needed to be fixed for monotonicity (see"
            + " https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)"
            + forMetric(metric),
        at);
  }

  public static Annotation incompatibleTypes(
      String left, String operator, String right, PositionRange at) {
    return Annotation.info(
        "incompatible sample types encountered for binary operator "
            + Quoted.of(operator)
            + ": "
            + left
            + " "
            + operator
            + " "
            + right,
        at);
  }

  public static Annotation histogramIgnoredInAggregation(String aggregation, PositionRange at) {
    return Annotation.info("ignored histogram in " + aggregation + " aggregation", at);
  }

  public static Annotation histogramIgnoredInMixedRange(String metric, PositionRange at) {
    return Annotation.info(
        "ignored histograms in a range containing both floats and histograms for metric name "
            + Quoted.of(metric),
        at);
  }

  public static Annotation quantileIsNan(String metric, PositionRange at) {
    return Annotation.info(
        "input to histogram_quantile has NaN observations, result is NaN" + forMetric(metric), at);
  }

  public static Annotation quantileIsSkewed(String metric, PositionRange at) {
    return Annotation.info(
        "input to histogram_quantile has NaN observations, result is skewed higher"
            + forMetric(metric),
        at);
  }

  public static Annotation fractionExcludesNan(String metric, PositionRange at) {
    return Annotation.info(
        "input to histogram_fraction has NaN observations, which are excluded from all fractions"
            + forMetric(metric),
        at);
  }

  private static String forMetric(String metric) {
    return metric.isEmpty() ? "" : " for metric name " + Quoted.of(metric);
  }
}
