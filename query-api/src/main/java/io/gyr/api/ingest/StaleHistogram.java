package io.gyr.api.ingest;

import io.gyr.schemas.record.Histogram;
import io.gyr.timeseries.rollup.StaleMarker;
import java.util.List;

/** The histogram that ends a series of histograms: its sum is the stale marker. */
public final class StaleHistogram {
  private StaleHistogram() {}

  /** Without buckets: what senders fill in beside the sum differs and means nothing. */
  public static Histogram record() {
    return Histogram.newBuilder()
        .setSchema$(0)
        .setZeroThreshold(0)
        .setCount(0)
        .setZeroCount(0)
        .setSum(StaleMarker.VALUE)
        .setPositiveOffsets(List.of())
        .setPositiveLengths(List.of())
        .setPositiveCounts(List.of())
        .setNegativeOffsets(List.of())
        .setNegativeLengths(List.of())
        .setNegativeCounts(List.of())
        .setCustomValues(List.of())
        .build();
  }
}
