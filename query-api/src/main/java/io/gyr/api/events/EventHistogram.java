package io.gyr.api.events;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many events there are, by time and severity group.
 *
 * @param fromMs begin of the first bucket, milliseconds UTC since 1970
 * @param toMs end of the time that was asked for, same unit
 * @param intervalMs width of a bucket
 * @param buckets from the first to the last without gaps
 * @param severities events per group under the filter without its condition on severity, which is
 *     what a control that switches groups on and off has to show
 * @param types events per type under the filter
 */
public record EventHistogram(
    long fromMs,
    long toMs,
    long intervalMs,
    List<Bucket> buckets,
    Map<SeverityGroup, Long> severities,
    Map<String, Long> types) {

  /** Copies the collections. */
  public EventHistogram {
    buckets = List.copyOf(buckets);
    severities = Map.copyOf(severities);
    types = Map.copyOf(types);
  }

  /**
   * One bar.
   *
   * @param timeMs its begin, milliseconds UTC since 1970
   * @param counts events per group; a group without events may be missing
   */
  public record Bucket(long timeMs, Map<SeverityGroup, Long> counts) {
    /** Copies the counts. */
    public Bucket {
      counts = Map.copyOf(counts);
    }

    static Bucket empty(long timeMs) {
      return new Bucket(timeMs, new EnumMap<>(SeverityGroup.class));
    }
  }
}
