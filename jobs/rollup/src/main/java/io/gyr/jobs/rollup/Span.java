package io.gyr.jobs.rollup;

import io.gyr.sinks.cassandra.chunk.Resolution;
import java.util.Arrays;

/**
 * The samples of one series in one span of full resolution, in the order of their times, and what
 * of them is not written yet.
 */
final class Span {
  private static final long PIECE_MS = Resolution.OPEN.span().toMillis();

  final long startMs;
  long[] timesMs;
  double[] values;
  int count;

  /** A bit for each piece whose newest samples are not written. */
  int unwrittenPieces;

  /** Whether the whole span was written; from then on its aggregates are, too. */
  boolean closed;

  Span(long startMs, int capacity) {
    this.startMs = startMs;
    timesMs = new long[capacity];
    values = new double[capacity];
  }

  Span(Span other) {
    startMs = other.startMs;
    timesMs = Arrays.copyOf(other.timesMs, other.count);
    values = Arrays.copyOf(other.values, other.count);
    count = other.count;
    unwrittenPieces = other.unwrittenPieces;
    closed = other.closed;
  }

  /**
   * Takes a sample. One of the same time takes the place of the one before.
   *
   * @return whether that changed anything
   */
  boolean add(long timeMs, double value) {
    int at = count;
    if (count > 0 && timesMs[count - 1] >= timeMs) {
      at = Arrays.binarySearch(timesMs, 0, count, timeMs);
      if (at >= 0) {
        if (Double.doubleToRawLongBits(values[at]) == Double.doubleToRawLongBits(value)) {
          return false;
        }
        values[at] = value;
        unwrittenPieces |= 1 << piece(timeMs);
        return true;
      }
      at = -at - 1;
    }
    if (count == timesMs.length) {
      timesMs = Arrays.copyOf(timesMs, 2 * count + 8);
      values = Arrays.copyOf(values, 2 * count + 8);
    }
    System.arraycopy(timesMs, at, timesMs, at + 1, count - at);
    System.arraycopy(values, at, values, at + 1, count - at);
    timesMs[at] = timeMs;
    values[at] = value;
    count++;
    unwrittenPieces |= 1 << piece(timeMs);
    return true;
  }

  private int piece(long timeMs) {
    return (int) ((timeMs - startMs) / PIECE_MS);
  }

  /** Index of the first sample that is not before {@code timeMs}. */
  int indexOf(long timeMs) {
    int at = Arrays.binarySearch(timesMs, 0, count, timeMs);
    return at >= 0 ? at : -at - 1;
  }
}
