package io.gyr.api.prometheus.store;

import io.gyr.promql.histogram.BucketCounts;
import io.gyr.promql.histogram.CounterResetHint;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.timeseries.histogram.HistogramLayout;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.histogram.Spans;
import io.gyr.timeseries.rollup.StaleMarker;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the histograms of chunks those of the engine. Consecutive ones of the same layout share
 * their indexes. Not for several threads at once.
 */
final class ChunkHistograms {
  private @Nullable HistogramLayout layout;
  private int[] positive = new int[0];
  private int[] negative = new int[0];
  private double[] customValues = new double[0];

  /**
   * The histogram; null for a stale marker.
   *
   * @throws StoreException if its buckets are beyond any index
   */
  @Nullable FloatHistogram of(NativeHistogram histogram) {
    if (StaleMarker.is(histogram.sum())) {
      return null;
    }
    if (!Objects.equals(histogram.layout(), layout)) {
      lay(histogram.layout());
    }
    double zeroThreshold = histogram.layout().zeroThreshold();
    return new FloatHistogram(
        histogram.layout().schema(),
        // Widths are made equal before histograms are added, and NaN never is.
        Double.isNaN(zeroThreshold) ? 0 : zeroThreshold,
        histogram.zeroCount(),
        histogram.count(),
        histogram.sum(),
        counts(positive, histogram, 0),
        counts(negative, histogram, positive.length),
        customValues,
        hint(histogram.resetHint()));
  }

  private void lay(HistogramLayout next) {
    positive = indexes(next.positive());
    negative = indexes(next.negative());
    customValues = next.customValues();
    layout = next;
  }

  private static int[] indexes(Spans spans) {
    int[] indexes = new int[spans.buckets()];
    int at = 0;
    long index = 0;
    for (int span = 0; span < spans.count(); span++) {
      index += spans.offset(span);
      for (int i = 0; i < spans.length(span); i++) {
        if (index != (int) index) {
          throw StoreException.unavailable("a native histogram has a bucket at index " + index);
        }
        indexes[at++] = (int) index++;
      }
    }
    return indexes;
  }

  private static BucketCounts counts(int[] indexes, NativeHistogram histogram, int from) {
    double[] counts = new double[indexes.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = histogram.bucket(from + i);
    }
    return BucketCounts.of(indexes, counts);
  }

  private static CounterResetHint hint(NativeHistogram.ResetHint hint) {
    return switch (hint) {
      case UNKNOWN -> CounterResetHint.UNKNOWN;
      case RESET -> CounterResetHint.RESET;
      case NO_RESET -> CounterResetHint.NOT_RESET;
      case GAUGE -> CounterResetHint.GAUGE;
    };
  }
}
