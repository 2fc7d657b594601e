package io.gyr.api.prometheus.remote;

import io.gyr.promql.histogram.BucketCounts;
import io.gyr.promql.histogram.FloatHistogram;

/** Native histograms with float counts (facts: prompb/types.proto, v3.5). */
final class HistogramMessage {
  private static final int NEGATIVE_SPANS = 8;
  private static final int NEGATIVE_COUNTS = 10;
  private static final int POSITIVE_SPANS = 11;
  private static final int POSITIVE_COUNTS = 13;

  private final ProtobufOutput span = new ProtobufOutput();

  /** Writes the fields of a histogram into {@code out}. */
  void write(FloatHistogram histogram, long timeMs, ProtobufOutput out) {
    out.real(2, histogram.count());
    out.real(3, histogram.sum());
    out.signed(4, histogram.schema());
    out.real(5, histogram.zeroThreshold());
    out.real(7, histogram.zeroCount());
    side(histogram.negative(), NEGATIVE_SPANS, NEGATIVE_COUNTS, out);
    side(histogram.positive(), POSITIVE_SPANS, POSITIVE_COUNTS, out);
    out.number(
        14,
        switch (histogram.hint()) {
          case UNKNOWN -> 0;
          case RESET -> 1;
          case NOT_RESET -> 2;
          case GAUGE -> 3;
        });
    out.number(15, timeMs);
    for (double bound : histogram.customValues()) {
      out.real(16, bound);
    }
  }

  private void side(BucketCounts buckets, int spans, int counts, ProtobufOutput out) {
    if (buckets.size() == 0) {
      return;
    }
    int end = 0;
    for (int from = 0; from < buckets.size(); ) {
      int to = from + 1;
      while (to < buckets.size() && buckets.index(to) == buckets.index(to - 1) + 1) {
        to++;
      }
      span.clear();
      span.signed(1, buckets.index(from) - end);
      span.number(2, to - from);
      out.message(spans, span);
      end = buckets.index(to - 1) + 1;
      from = to;
    }
    out.counts(counts, buckets);
  }
}
