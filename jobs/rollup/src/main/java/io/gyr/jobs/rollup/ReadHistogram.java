package io.gyr.jobs.rollup;

import io.gyr.schemas.record.Histogram;
import io.gyr.schemas.wire.MalformedRecordException;
import io.gyr.timeseries.histogram.HistogramLayout;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.histogram.NativeHistogram.ResetHint;
import io.gyr.timeseries.histogram.Spans;
import java.util.List;

/** The histogram of a record, checked: what is refused here would be no chunk later. */
final class ReadHistogram {
  /** Prometheus's own limit is 160 unless configured otherwise. */
  private static final int MOST_BUCKETS = 1_000;

  private static final int LOWEST_SCHEMA = -4;
  private static final int HIGHEST_SCHEMA = 8;

  /** No double is in a bucket so far from 1, in any schema. */
  private static final int HIGHEST_INDEX = 1 << 20;

  private ReadHistogram() {}

  /**
   * The histogram.
   *
   * @throws MalformedRecordException if it is none that Prometheus would accept
   */
  static NativeHistogram of(Histogram record) {
    int schema = record.getSchema$();
    boolean custom = schema == HistogramLayout.CUSTOM_BUCKETS;
    if (!custom && (schema < LOWEST_SCHEMA || schema > HIGHEST_SCHEMA)) {
      throw malformed("schema " + schema);
    }
    int hint = record.getResetHint();
    if (hint < 0 || hint >= ResetHint.values().length) {
      throw malformed("reset hint " + hint);
    }
    List<Double> bounds = record.getCustomValues();
    if (bounds.size() > MOST_BUCKETS || !custom && !bounds.isEmpty()) {
      throw malformed(bounds.size() + " custom values in schema " + schema);
    }
    double zeroThreshold = record.getZeroThreshold();
    if (!(zeroThreshold >= 0 && zeroThreshold < Double.POSITIVE_INFINITY)) {
      throw malformed("zero threshold " + zeroThreshold);
    }
    List<Double> positive = record.getPositiveCounts();
    List<Double> negative = record.getNegativeCounts();
    Spans above = spans(record.getPositiveOffsets(), record.getPositiveLengths(), positive.size());
    Spans below = spans(record.getNegativeOffsets(), record.getNegativeLengths(), negative.size());
    if (custom && (zeroThreshold != 0 || record.getZeroCount() != 0 || !negative.isEmpty())) {
      throw malformed("custom values with buckets at zero or below");
    }
    double[] buckets = new double[positive.size() + negative.size()];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = i < positive.size() ? positive.get(i) : negative.get(i - positive.size());
    }
    HistogramLayout layout =
        new HistogramLayout(schema, zeroThreshold, above, below, array(bounds));
    return new NativeHistogram(
        layout,
        ResetHint.values()[hint],
        record.getCount(),
        record.getZeroCount(),
        record.getSum(),
        buckets);
  }

  private static Spans spans(List<Integer> offsets, List<Integer> lengths, int buckets) {
    if (buckets > MOST_BUCKETS || offsets.size() > MOST_BUCKETS) {
      throw malformed(buckets + " buckets in " + offsets.size() + " spans");
    }
    try {
      Spans spans = Spans.of(ints(offsets), ints(lengths));
      if (spans.buckets() != buckets) {
        throw malformed(buckets + " counts for " + spans.buckets() + " buckets");
      }
      checkIndexes(spans);
      return spans;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  private static void checkIndexes(Spans spans) {
    long index = 0;
    for (int i = 0; i < spans.count(); i++) {
      index += spans.offset(i);
      if (Math.abs(index) > HIGHEST_INDEX) {
        throw malformed("a bucket at index " + index);
      }
      index += spans.length(i);
    }
  }

  private static int[] ints(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static MalformedRecordException malformed(String what) {
    return new MalformedRecordException(
        "histogram of " + what + ", which Prometheus does not have or is too much", null);
  }
}
