package io.gyr.api.otlp;

import io.gyr.api.exemplar.Exemplar;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One data point of any kind of metric, with the fields that its kind has. Filled by readers. */
final class DataPoint {
  /** Bit of {@link #flags}: the series has ended. */
  private static final long NO_RECORDED_VALUE = 1;

  /** Attributes, values as text. */
  final SortedMap<String, String> attributes = new TreeMap<>();

  /** Nanoseconds since 1970. */
  long timeNs;

  /** See OpenTelemetry's DataPointFlags. */
  long flags;

  /** Value of a gauge or sum, null if there is none. */
  @Nullable Double value;

  /** Number of observations, of a histogram or summary. */
  long count;

  /** Sum of observations, null if it is not kept. */
  @Nullable Double sum;

  /** Counts of a histogram's buckets, one more than bounds; not cumulative. */
  final Numbers bucketCounts = new Numbers();

  /** Upper bounds of a histogram's buckets but the last, rising. */
  final Numbers bounds = new Numbers();

  /** Exemplars, in no order. */
  final List<Exemplar> exemplars = new ArrayList<>(0);

  /** Buckets of an exponential histogram, null for every other kind. */
  @Nullable ExponentialHistogram exponential;

  /** Quantiles of a summary and, at the same places, their values. */
  final Numbers quantiles = new Numbers();

  /** See {@link #quantiles}. */
  final Numbers quantileValues = new Numbers();

  long timeMs() {
    return timeNs / 1_000_000;
  }

  /** Whether the point says that there is no value any more. */
  boolean isEnd() {
    return (flags & NO_RECORDED_VALUE) != 0;
  }
}
