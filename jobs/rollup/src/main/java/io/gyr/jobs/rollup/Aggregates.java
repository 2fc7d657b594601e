package io.gyr.jobs.rollup;

import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.timeseries.chunk.AggregateDecoder;
import io.gyr.timeseries.chunk.AggregateEncoder;
import io.gyr.timeseries.column.MalformedChunkException;
import io.gyr.timeseries.rollup.AggregateColumns;
import io.gyr.timeseries.rollup.WindowAggregate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Aggregates of spans and windows. For one thread. */
final class Aggregates {
  private final AggregateEncoder encoder = new AggregateEncoder();
  private final AggregateDecoder decoder = new AggregateDecoder();

  /** One-minute aggregates of all samples of a span. */
  static List<WindowAggregate> ofSamples(Span span) {
    long windowMs = Resolution.ONE_MINUTE.window().toMillis();
    List<WindowAggregate> windows = new ArrayList<>();
    int from = 0;
    while (from < span.count) {
      long startMs = startOf(span.timesMs[from], windowMs);
      int to = span.indexOf(startMs + windowMs);
      windows.add(WindowAggregate.of(startMs, span.timesMs, span.values, from, to));
      from = to;
    }
    return windows;
  }

  /** Joins windows, in the order of their times, into those of a coarser resolution. */
  static List<WindowAggregate> coarser(List<WindowAggregate> windows, Resolution resolution) {
    long windowMs = resolution.window().toMillis();
    List<WindowAggregate> joined = new ArrayList<>();
    for (WindowAggregate window : windows) {
      long startMs = startOf(window.startMs(), windowMs);
      int last = joined.size() - 1;
      if (last >= 0 && joined.get(last).startMs() == startMs) {
        joined.set(last, joined.get(last).merge(window));
      } else {
        joined.add(window.startingAt(startMs));
      }
    }
    return joined;
  }

  /** The windows of a chunk that begin in a range; none without a chunk. */
  List<WindowAggregate> windows(byte @Nullable [] chunk, long fromMs, long toMs) {
    List<WindowAggregate> windows = new ArrayList<>();
    AggregateColumns columns = read(chunk);
    for (int i = 0; i < columns.size(); i++) {
      if (columns.startsMs()[i] >= fromMs && columns.startsMs()[i] < toMs) {
        windows.add(columns.get(i));
      }
    }
    return windows;
  }

  /** A chunk with other windows in a range; {@code windows} are all in it. */
  byte[] replaced(byte @Nullable [] chunk, long fromMs, long toMs, List<WindowAggregate> windows) {
    AggregateColumns all = new AggregateColumns();
    windows(chunk, Long.MIN_VALUE, fromMs).forEach(all::add);
    windows.forEach(all::add);
    windows(chunk, toMs, Long.MAX_VALUE).forEach(all::add);
    return encoder.encode(all);
  }

  private AggregateColumns read(byte @Nullable [] chunk) {
    AggregateColumns columns = new AggregateColumns();
    if (chunk != null) {
      try {
        decoder.read(ByteBuffer.wrap(chunk), columns);
      } catch (MalformedChunkException e) {
        throw new IllegalStateException("a chunk of our own: " + e.getMessage(), e);
      }
    }
    return columns;
  }

  static long startOf(long timeMs, long windowMs) {
    return timeMs - Math.floorMod(timeMs, windowMs);
  }
}
