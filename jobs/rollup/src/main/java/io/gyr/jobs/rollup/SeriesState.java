package io.gyr.jobs.rollup;

import io.gyr.sinks.cassandra.chunk.Partitions;
import io.gyr.sinks.cassandra.chunk.SeriesPeriod;
import io.gyr.timeseries.SeriesId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one series: what its chunks need of it, the samples that can still change, and
 * the chunks of aggregates that these can change. Chunks are never changed, only replaced, so
 * copies share them.
 */
final class SeriesState {
  /** Resolutions of aggregates, the finest first. */
  static final int AGGREGATES = 4;

  final String agent;
  final String metric;
  final Periods days;
  final Periods fourWeeks;

  /** When the next timer writes what is new, in processing time; 0 if none is set. */
  long flushAtMs;

  /** The count that this series is in, of this run of the task; not kept. */
  @Nullable SeriesLimits countedBy;

  /** Whose it was when it was counted, empty if nobody's; not kept, as the count is not. */
  String team = "";

  /** Its partition in tables of chunks, -1 before it was asked for; not kept. */
  private int bucket = -1;

  /** In the order of their times. */
  final List<Span> spans = new ArrayList<>();

  /** Of each resolution of aggregates: start of a chunk's span, and the chunk. */
  final List<NavigableMap<Long, byte[]>> aggregates = new ArrayList<>();

  SeriesState(String agent, String metric) {
    this(agent, metric, new Periods(SeriesPeriod.DAY), new Periods(SeriesPeriod.FOUR_WEEKS));
    for (int i = 0; i < AGGREGATES; i++) {
      aggregates.add(new TreeMap<>());
    }
  }

  private SeriesState(String agent, String metric, Periods days, Periods fourWeeks) {
    this.agent = agent;
    this.metric = metric;
    this.days = days;
    this.fourWeeks = fourWeeks;
  }

  /** Which of the 256 partitions of a span its chunks are in. */
  int bucket(SeriesId id) {
    if (bucket < 0) {
      bucket = Partitions.of(metric).bucket(id);
    }
    return bucket;
  }

  SeriesState copy() {
    SeriesState copy = new SeriesState(agent, metric, days.copy(), fourWeeks.copy());
    copy.flushAtMs = flushAtMs;
    copy.countedBy = countedBy;
    copy.team = team;
    copy.bucket = bucket;
    spans.forEach(span -> copy.spans.add(new Span(span)));
    aggregates.forEach(chunks -> copy.aggregates.add(new TreeMap<>(chunks)));
    return copy;
  }

  /** The span that begins at a time, null if there is none. */
  @Nullable Span span(long startMs) {
    for (int i = spans.size() - 1; i >= 0; i--) {
      if (spans.get(i).startMs == startMs) {
        return spans.get(i);
      }
    }
    return null;
  }

  void add(Span span) {
    int at = spans.size();
    while (at > 0 && spans.get(at - 1).startMs > span.startMs) {
      at--;
    }
    spans.add(at, span);
  }

  /** Forgets chunks of aggregates that begin before a time. */
  void forget(int resolution, long beforeMs) {
    for (Iterator<Long> starts = aggregates.get(resolution).keySet().iterator();
        starts.hasNext(); ) {
      if (starts.next() >= beforeMs) {
        return;
      }
      starts.remove();
    }
  }

  /** Whether nothing is left that a sample could change. */
  boolean isEmpty() {
    return spans.isEmpty() && aggregates.stream().allMatch(NavigableMap::isEmpty);
  }
}
