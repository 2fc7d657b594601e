package io.gyr.jobs.rollup;

import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.timeseries.chunk.ChunkLayout;
import io.gyr.timeseries.histogram.NativeHistogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one series in one span of full resolution, in the order of their times, and what
 * of them is not written yet. They are numbers or native histograms, as the first one was. What is
 * written whole and waits for late samples only is packed: a chunk takes a fifteenth of the room,
 * and checkpoints take it as it is.
 */
final class Span {
  private static final long PIECE_MS = Resolution.OPEN.span().toMillis();

  /** Most counts of buckets, so that they fit into a chunk. */
  private static final int MOST_COUNTS = 1 << 22;

  /** How many samples a sealed chunk has. */
  static final int SEALED = 96;

  final long startMs;
  final boolean ofHistograms;
  long[] timesMs;

  /** Of numbers, otherwise empty. */
  double[] values;

  /** Of histograms, otherwise empty; the first {@link #count} are not null. */
  NativeHistogram[] histograms;

  int count;

  /** A bit for each piece whose newest samples are not written. */
  int unwrittenPieces;

  /**
   * Chunks of the first samples, {@value #SEALED} each, for checkpoints, which come far more often
   * than samples: so each sample is encoded for them once. Of numbers only.
   */
  List<byte[]> sealed = List.of();

  /** Whether the whole span was written; from then on its aggregates are, too. */
  boolean closed;

  /** The samples as a chunk, which then are not in the arrays. */
  byte @Nullable [] packed;

  /** An empty span. */
  Span(long startMs, boolean ofHistograms) {
    this.startMs = startMs;
    this.ofHistograms = ofHistograms;
    timesMs = new long[0];
    values = new double[0];
    histograms = new NativeHistogram[0];
  }

  /** A copy that nothing is shared with but what never changes. */
  Span(Span other) {
    startMs = other.startMs;
    ofHistograms = other.ofHistograms;
    timesMs = Arrays.copyOf(other.timesMs, other.count);
    values = Arrays.copyOf(other.values, Math.min(other.count, other.values.length));
    histograms = Arrays.copyOf(other.histograms, Math.min(other.count, other.histograms.length));
    count = other.count;
    unwrittenPieces = other.unwrittenPieces;
    sealed = other.sealed;
    closed = other.closed;
    packed = other.packed;
  }

  /** Keeps the samples as this chunk of all of them. */
  void pack(byte[] chunk) {
    packed = chunk;
    sealed = List.of();
    timesMs = new long[0];
    values = new double[0];
    histograms = new NativeHistogram[0];
    count = 0;
  }

  /** Whether a chunk has no room for one more such sample. */
  boolean isFull(int buckets) {
    return count >= ChunkLayout.MAX_ENTRIES || (long) (count + 1) * buckets > MOST_COUNTS;
  }

  /**
   * Takes a number into a span of numbers that is not packed. One of the same time takes the place
   * of the one before.
   *
   * @return whether that changed anything
   */
  boolean add(long timeMs, double value) {
    int at = place(timeMs);
    if (at < count && timesMs[at] == timeMs) {
      if (Double.doubleToRawLongBits(values[at]) == Double.doubleToRawLongBits(value)) {
        return false;
      }
    } else {
      makeRoom(at, timeMs);
    }
    values[at] = value;
    unseal(at);
    unwrittenPieces |= 1 << piece(timeMs);
    return true;
  }

  /** The same of a histogram. */
  boolean add(long timeMs, NativeHistogram histogram) {
    int at = place(timeMs);
    if (at < count && timesMs[at] == timeMs) {
      if (histograms[at].equals(histogram)) {
        return false;
      }
    } else {
      makeRoom(at, timeMs);
    }
    histograms[at] = histogram;
    unwrittenPieces |= 1 << piece(timeMs);
    return true;
  }

  /** Forgets what was sealed of the samples from {@code at} on. */
  private void unseal(int at) {
    if (at < SEALED * sealed.size()) {
      sealed = sealed.subList(0, at / SEALED);
    }
  }

  /** Whether there are enough samples for one more sealed chunk. */
  boolean canSeal() {
    return !ofHistograms && count >= SEALED * (sealed.size() + 1);
  }

  /** Keeps the chunk of the next samples. */
  void seal(byte[] chunk) {
    List<byte[]> more = new ArrayList<>(sealed);
    more.add(chunk);
    sealed = List.copyOf(more);
  }

  private int place(long timeMs) {
    return count == 0 || timesMs[count - 1] < timeMs ? count : indexOf(timeMs);
  }

  private void makeRoom(int at, long timeMs) {
    if (count == timesMs.length) {
      int capacity = 2 * count + 16;
      timesMs = Arrays.copyOf(timesMs, capacity);
      if (ofHistograms) {
        histograms = Arrays.copyOf(histograms, capacity);
      } else {
        values = Arrays.copyOf(values, capacity);
      }
    }
    System.arraycopy(timesMs, at, timesMs, at + 1, count - at);
    if (ofHistograms) {
      System.arraycopy(histograms, at, histograms, at + 1, count - at);
    } else {
      System.arraycopy(values, at, values, at + 1, count - at);
    }
    timesMs[at] = timeMs;
    count++;
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
