package io.gyr.timeseries.rollup;

import io.gyr.promql.histogram.BucketCounts;
import io.gyr.promql.histogram.CounterResetHint;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.timeseries.histogram.HistogramLayout;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.histogram.NativeHistogram.ResetHint;
import io.gyr.timeseries.histogram.Spans;
import java.util.Arrays;

/** Histograms of chunks as those of PromQL, which adds and compares them, and back. */
final class HistogramConversion {
  private HistogramConversion() {}

  static FloatHistogram toFloat(NativeHistogram histogram) {
    HistogramLayout layout = histogram.layout();
    return new FloatHistogram(
        layout.schema(),
        layout.zeroThreshold(),
        histogram.zeroCount(),
        histogram.count(),
        histogram.sum(),
        counts(layout.positive(), histogram, 0),
        counts(layout.negative(), histogram, layout.positive().buckets()),
        layout.customValues(),
        switch (histogram.resetHint()) {
          case UNKNOWN -> CounterResetHint.UNKNOWN;
          case RESET -> CounterResetHint.RESET;
          case NO_RESET -> CounterResetHint.NOT_RESET;
          case GAUGE -> CounterResetHint.GAUGE;
        });
  }

  private static BucketCounts counts(Spans spans, NativeHistogram histogram, int from) {
    int[] indexes = new int[spans.buckets()];
    double[] counts = new double[indexes.length];
    int bucket = 0;
    int index = 0;
    for (int span = 0; span < spans.count(); span++) {
      index += spans.offset(span);
      for (int i = 0; i < spans.length(span); i++) {
        indexes[bucket] = index++;
        counts[bucket] = histogram.bucket(from + bucket);
        bucket++;
      }
    }
    return BucketCounts.of(indexes, counts);
  }

  static NativeHistogram toNative(FloatHistogram histogram) {
    BucketCounts positive = histogram.positive();
    BucketCounts negative = histogram.negative();
    double[] buckets = new double[positive.size() + negative.size()];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = i < positive.size() ? positive.count(i) : negative.count(i - positive.size());
    }
    return new NativeHistogram(
        new HistogramLayout(
            histogram.schema(),
            histogram.zeroThreshold(),
            spans(positive),
            spans(negative),
            histogram.customValues()),
        switch (histogram.hint()) {
          case UNKNOWN -> ResetHint.UNKNOWN;
          case RESET -> ResetHint.RESET;
          case NOT_RESET -> ResetHint.NO_RESET;
          case GAUGE -> ResetHint.GAUGE;
        },
        histogram.count(),
        histogram.zeroCount(),
        histogram.sum(),
        buckets);
  }

  private static Spans spans(BucketCounts counts) {
    int[] offsets = new int[counts.size()];
    int[] lengths = new int[counts.size()];
    int spans = 0;
    int next = 0;
    for (int i = 0; i < counts.size(); i++) {
      int index = counts.index(i);
      if (i == 0 || index != next) {
        offsets[spans] = index - next;
        lengths[spans++] = 0;
      }
      lengths[spans - 1]++;
      next = index + 1;
    }
    return Spans.of(Arrays.copyOf(offsets, spans), Arrays.copyOf(lengths, spans));
  }
}
