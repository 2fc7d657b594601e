package io.gyr.promql.testlanguage;

import io.gyr.promql.histogram.BucketCounts;
import io.gyr.promql.histogram.CounterResetHint;
import io.gyr.promql.histogram.FloatHistogram;
import io.gyr.promql.labels.Labels;
import io.gyr.promql.text.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes native histograms with custom buckets of the series of classic ones, {@code _bucket},
 * {@code _count} and {@code _sum}, for {@code load_with_nhcb}.
 */
final class CustomBuckets {
  /** One histogram in the making. */
  private static final class Draft {
    final TreeMap<Double, Double> cumulative = new TreeMap<>();
    @Nullable Double count;
    double sum;
  }

  private final Map<Labels, TreeMap<Long, Draft>> drafts = new LinkedHashMap<>();

  /** Takes a float sample of any series. */
  void add(Labels labels, long timeMs, double value) {
    String name = labels.metricName();
    if (name.endsWith("_bucket") && !labels.get(Labels.BUCKET).isEmpty()) {
      try {
        double bound = Numbers.parse(labels.get(Labels.BUCKET));
        draft(labels, "_bucket", timeMs).cumulative.put(bound, value);
      } catch (NumberFormatException e) {
        // The series is none of a histogram.
        return;
      }
    } else if (name.endsWith("_count")) {
      draft(labels, "_count", timeMs).count = value;
    } else if (name.endsWith("_sum")) {
      draft(labels, "_sum", timeMs).sum = value;
    }
  }

  private Draft draft(Labels labels, String suffix, long timeMs) {
    String name = labels.metricName();
    String base = name.substring(0, name.length() - suffix.length());
    Labels histogram = labels.with(Labels.BUCKET, "").with(Labels.NAME, base);
    return drafts
        .computeIfAbsent(histogram, key -> new TreeMap<>())
        .computeIfAbsent(timeMs, key -> new Draft());
  }

  /** Adds the histograms to a source. */
  void addTo(MemorySource source) {
    drafts.forEach(
        (labels, byTime) ->
            byTime.forEach((time, draft) -> source.add(labels, time, 0, convert(draft))));
  }

  private static FloatHistogram convert(Draft draft) {
    TreeMap<Double, Double> cumulative = draft.cumulative;
    double count =
        draft.count != null
            ? draft.count
            : cumulative.isEmpty() ? 0 : cumulative.lastEntry().getValue();
    cumulative.putIfAbsent(Double.POSITIVE_INFINITY, count);
    double[] bounds = new double[cumulative.size() - 1];
    double[] counts = new double[cumulative.size()];
    double before = 0;
    int i = 0;
    for (Map.Entry<Double, Double> bucket : cumulative.entrySet()) {
      if (i < bounds.length) {
        bounds[i] = bucket.getKey();
      }
      counts[i++] = bucket.getValue() - before;
      before = bucket.getValue();
    }
    return new FloatHistogram(
            FloatHistogram.CUSTOM_BUCKETS,
            0,
            0,
            count,
            draft.sum,
            BucketCounts.dense(0, counts),
            BucketCounts.EMPTY,
            bounds,
            CounterResetHint.UNKNOWN)
        .compact();
  }
}
