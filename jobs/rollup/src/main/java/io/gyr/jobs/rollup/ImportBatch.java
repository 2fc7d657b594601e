package io.gyr.jobs.rollup;

import io.gyr.sinks.cassandra.chunk.Resolution;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The imported samples of one series that wait to be written, by day and span: every window of
 * aggregates is within one day. The span that is written to is unpacked, the others are chunks.
 */
final class ImportBatch {
  static final long DAY_MS = Resolution.ONE_DAY.window().toMillis();
  private static final long SPAN_MS = Resolution.FULL.span().toMillis();

  final Introduction introduction;

  /** By their starts. */
  final NavigableMap<Long, Span> spans = new TreeMap<>();

  /** Number of samples of each day, by its start. */
  final NavigableMap<Long, Integer> samplesOfDays = new TreeMap<>();

  /** Starts of the days of which something is not written. */
  final NavigableSet<Long> changedDays = new TreeSet<>();

  /** Start of the day that the last sample is of. */
  long lastDayMs = Long.MIN_VALUE;

  /** When the last sample came, in processing time. */
  long lastSampleMs;

  /** What the timer is set to, in processing time; 0 if none is. */
  long timerMs;

  private @Nullable Span open;

  ImportBatch(Introduction introduction) {
    this.introduction = introduction;
  }

  /** A copy that nothing is shared with but what never changes. */
  ImportBatch copy() {
    ImportBatch copy = new ImportBatch(introduction);
    spans.forEach((startMs, span) -> copy.spans.put(startMs, new Span(span)));
    copy.samplesOfDays.putAll(samplesOfDays);
    copy.changedDays.addAll(changedDays);
    copy.lastDayMs = lastDayMs;
    copy.lastSampleMs = lastSampleMs;
    copy.timerMs = timerMs;
    return copy;
  }

  /**
   * Takes a sample; one of the same time takes the place of the one before.
   *
   * @return whether there was room for it in its chunk
   */
  boolean add(long timeMs, double value, SpanCodec codec) {
    Span span = opened(Windows.startOf(timeMs, SPAN_MS), codec);
    if (span.isFull(timeMs, 0)) {
      return false;
    }
    int before = span.count;
    lastDayMs = Windows.startOf(timeMs, DAY_MS);
    if (span.add(timeMs, value)) {
      changedDays.add(lastDayMs);
      samplesOfDays.merge(lastDayMs, span.count - before, Integer::sum);
    }
    return true;
  }

  private Span opened(long startMs, SpanCodec codec) {
    Span last = open;
    if (last != null && last.startMs == startMs) {
      return last;
    }
    if (last != null) {
      last.pack(codec.encode(last));
    }
    Span span = spans.computeIfAbsent(startMs, start -> new Span(start, false));
    codec.open(span, startMs);
    open = span;
    return span;
  }

  /** Number of samples. */
  int samples() {
    return samplesOfDays.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Number of samples of the day that the last one is of. */
  int samplesOfLastDay() {
    return samplesOfDays.getOrDefault(lastDayMs, 0);
  }

  /** The spans of a day, in the order of their times. */
  Collection<Span> ofDay(long dayMs) {
    return spans.subMap(dayMs, dayMs + DAY_MS).values();
  }

  /** Forgets the samples of all days but one. */
  void keepOnly(long dayMs) {
    samplesOfDays.keySet().removeIf(day -> day != dayMs);
    changedDays.removeIf(day -> day != dayMs);
    spans.keySet().removeIf(startMs -> Windows.startOf(startMs, DAY_MS) != dayMs);
    if (open != null && !spans.containsKey(open.startMs)) {
      open = null;
    }
  }
}
