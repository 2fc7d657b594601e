package io.gyr.api.ingest;

import io.gyr.schemas.record.Histogram;
import io.gyr.timeseries.histogram.HistogramLayout;
import io.gyr.timeseries.histogram.NativeHistogram;
import io.gyr.timeseries.histogram.NativeHistogram.ResetHint;
import io.gyr.timeseries.histogram.Spans;
import java.util.ArrayList;
import java.util.List;

/** Makes of records what the job that writes chunks makes of them. */
public final class StoredHistograms {
  private StoredHistograms() {}

  public static NativeHistogram of(Histogram record) {
    List<Double> buckets = new ArrayList<>(record.getPositiveCounts());
    buckets.addAll(record.getNegativeCounts());
    HistogramLayout layout =
        new HistogramLayout(
            record.getSchema$(),
            record.getZeroThreshold(),
            Spans.of(ints(record.getPositiveOffsets()), ints(record.getPositiveLengths())),
            Spans.of(ints(record.getNegativeOffsets()), ints(record.getNegativeLengths())),
            doubles(record.getCustomValues()));
    return new NativeHistogram(
        layout,
        ResetHint.values()[record.getResetHint()],
        record.getCount(),
        record.getZeroCount(),
        record.getSum(),
        doubles(buckets));
  }

  private static int[] ints(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double[] doubles(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
