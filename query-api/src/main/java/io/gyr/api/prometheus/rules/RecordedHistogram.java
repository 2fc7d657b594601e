package io.gyr.api.prometheus.rules;

import io.gyr.promql.histogram.BucketCounts;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.schemas.record.Histogram;
import java.util.ArrayList;
import java.util.List;

/** A histogram that a rule gave, as a record of the topic of metrics. */
final class RecordedHistogram {
  /** The jobs take no more on either side of zero; a sum of many may have more. */
  private static final int MOST_BUCKETS = 1_000;

  private static final int LOWEST_SCHEMA = -4;

  private RecordedHistogram() {}

  /** The record; with half the resolution as often as it has too many buckets. */
  static Histogram of(FloatHistogram histogram) {
    FloatHistogram fitting = histogram;
    while (!fitting.usesCustomBuckets()
        && fitting.schema() > LOWEST_SCHEMA
        && Math.max(fitting.positive().size(), fitting.negative().size()) > MOST_BUCKETS) {
      fitting = fitting.toSchema(fitting.schema() - 1);
    }
    Side positive = Side.of(fitting.positive());
    Side negative = Side.of(fitting.negative());
    List<Double> bounds = new ArrayList<>();
    for (double bound : fitting.customValues()) {
      bounds.add(bound);
    }
    return Histogram.newBuilder()
        .setSchema$(fitting.schema())
        .setZeroThreshold(fitting.zeroThreshold())
        .setCount(fitting.count())
        .setZeroCount(fitting.zeroCount())
        .setSum(fitting.sum())
        .setResetHint(
            switch (fitting.hint()) {
              case UNKNOWN -> 0;
              case RESET -> 1;
              case NOT_RESET -> 2;
              case GAUGE -> 3;
            })
        .setPositiveOffsets(positive.offsets)
        .setPositiveLengths(positive.lengths)
        .setPositiveCounts(positive.counts)
        .setNegativeOffsets(negative.offsets)
        .setNegativeLengths(negative.lengths)
        .setNegativeCounts(negative.counts)
        .setCustomValues(bounds)
        .build();
  }

  /** Spans of neighbouring buckets and the counts in them. */
  private record Side(List<Integer> offsets, List<Integer> lengths, List<Double> counts) {
    static Side of(BucketCounts buckets) {
      Side side = new Side(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      int end = 0;
      for (int i = 0; i < buckets.size(); i++) {
        int last = side.lengths.size() - 1;
        if (last >= 0 && buckets.index(i) == end) {
          side.lengths.set(last, side.lengths.get(last) + 1);
        } else {
          side.offsets.add(buckets.index(i) - end);
          side.lengths.add(1);
        }
        side.counts.add(buckets.count(i));
        end = buckets.index(i) + 1;
      }
      return side;
    }
  }
}
