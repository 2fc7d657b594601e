package io.gyr.jobs.rollup;

import io.gyr.sinks.cassandra.chunk.Resolution;
import io.gyr.timeseries.chunk.ChunkLayout;
import io.gyr.timeseries.histogram.NativeHistogram;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one series in one span of full resolution, in the order of their times, and what
 * of them is not written yet. They are numbers or native histograms, as the first one was.
 *
 * <p>What will hardly change is kept as chunks, which take a fifteenth of the room and which
 * checkpoints take as they are. While the span goes on, pieces of numbers before the newest one are
 * sealed: they are as they are written. What is written whole and waits for late samples only is
 * packed. The arrays have the samples after all sealed pieces; {@link SpanCodec#open} brings back
 * what a late sample needs.
 */
final class Span {
  private static final long PIECE_MS = Resolution.OPEN.span().toMillis();

  /** Number of pieces. */
  static final int PIECES = (int) (Resolution.FULL.span().toMillis() / PIECE_MS);

  private static final byte[][] NONE = new byte[0][];

  private static final int LEAST_ROOM = 16;

  /** Most counts of buckets, so that they fit into a chunk. */
  private static final int MOST_COUNTS = 1 << 22;

  final long startMs;
  final boolean ofHistograms;
  long[] timesMs;

  /** Of numbers, otherwise empty. */
  double[] values;

  /** Of histograms, otherwise empty; the first {@link #count} are not null. */
  NativeHistogram[] histograms;

  /** How many samples the arrays have. */
  int count;

  /** Counts of buckets that all histograms have. */
  private long counts;

  /** A bit for each piece whose newest samples are not written. */
  int unwrittenPieces;

  /** Of each piece its chunk if it is sealed; empty if none is. Of numbers only. */
  private byte[] @Nullable [] sealed = NONE;

  private int sealedSamples;
  private boolean beganPiece;

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
    counts = other.counts;
    unwrittenPieces = other.unwrittenPieces;
    sealed = other.sealed.length == 0 ? NONE : other.sealed.clone();
    sealedSamples = other.sealedSamples;
    closed = other.closed;
    packed = other.packed;
  }

  /** Keeps the samples as this chunk of all of them. */
  void pack(byte[] chunk) {
    packed = chunk;
    sealed = NONE;
    sealedSamples = 0;
    timesMs = new long[0];
    values = new double[0];
    histograms = new NativeHistogram[0];
    count = 0;
    counts = 0;
  }

  /** Takes the samples of a span of numbers that was packed. */
  void unpack(long[] allTimesMs, double[] allValues) {
    packed = null;
    timesMs = allTimesMs;
    values = allValues;
    count = allTimesMs.length;
  }

  /** The same of histograms. */
  void unpack(long[] allTimesMs, NativeHistogram[] allHistograms) {
    packed = null;
    timesMs = allTimesMs;
    histograms = allHistograms;
    count = allTimesMs.length;
    counts = Arrays.stream(allHistograms).mapToLong(one -> one.layout().buckets()).sum();
  }

  /**
   * Whether a chunk has no room for a sample with so many buckets, 0 of a number: it could never be
   * written. The span is open for its time.
   */
  boolean isFull(long timeMs, int buckets) {
    boolean hasRoom = sealedSamples + count < ChunkLayout.MAX_ENTRIES;
    if (hasRoom && counts + buckets <= MOST_COUNTS) {
      return false;
    }
    int at = Arrays.binarySearch(timesMs, 0, count, timeMs);
    if (at < 0) {
      return true;
    }
    return ofHistograms && counts - histograms[at].layout().buckets() + buckets > MOST_COUNTS;
  }

  /**
   * Takes a number into a span of numbers that is open for its time. One of the same time takes the
   * place of the one before.
   *
   * @return whether that changed anything
   */
  boolean add(long timeMs, double value) {
    beganPiece = false;
    int at = place(timeMs);
    if (at < count && timesMs[at] == timeMs) {
      if (Double.doubleToRawLongBits(values[at]) == Double.doubleToRawLongBits(value)) {
        return false;
      }
    } else {
      makeRoom(at, timeMs);
    }
    values[at] = value;
    unwrittenPieces |= 1 << piece(timeMs);
    return true;
  }

  /** The same of a histogram. */
  boolean add(long timeMs, NativeHistogram histogram) {
    beganPiece = false;
    int at = place(timeMs);
    if (at < count && timesMs[at] == timeMs) {
      if (histograms[at].equals(histogram)) {
        return false;
      }
      counts -= histograms[at].layout().buckets();
    } else {
      makeRoom(at, timeMs);
    }
    histograms[at] = histogram;
    counts += histogram.layout().buckets();
    unwrittenPieces |= 1 << piece(timeMs);
    return true;
  }

  /** The chunk of a piece that is sealed, null of all others. */
  byte @Nullable [] sealed(int piece) {
    return sealed.length == 0 ? null : sealed[piece];
  }

  /** Keeps samples of a piece that are before all others, and not in the arrays, as a chunk. */
  void keepSealed(int piece, byte[] chunk, int samples) {
    if (sealed.length == 0) {
      sealed = new byte[PIECES][];
    }
    sealed[piece] = chunk;
    sealedSamples += samples;
  }

  /** Keeps the first samples of the arrays, which are all of a piece, as this chunk of them. */
  void seal(int piece, byte[] chunk, int samples) {
    keepSealed(piece, chunk, samples);
    timesMs = Arrays.copyOfRange(timesMs, samples, Math.max(count, samples + LEAST_ROOM));
    values = Arrays.copyOfRange(values, samples, timesMs.length + samples);
    count -= samples;
  }

  /** Puts the samples of the last sealed piece before all others. */
  void unseal(int piece, long[] pieceTimesMs, double[] pieceValues) {
    int samples = pieceTimesMs.length;
    long[] times = Arrays.copyOf(pieceTimesMs, samples + count);
    double[] numbers = Arrays.copyOf(pieceValues, samples + count);
    System.arraycopy(timesMs, 0, times, samples, count);
    System.arraycopy(values, 0, numbers, samples, count);
    timesMs = times;
    values = numbers;
    count += samples;
    sealed[piece] = null;
    sealedSamples -= samples;
  }

  private int place(long timeMs) {
    return count == 0 || timesMs[count - 1] < timeMs ? count : indexOf(timeMs);
  }

  /**
   * Whether the sample that was added last is the first of a piece after all others: the moment to
   * seal. Late samples are none, or many of them in a piece would encode it for each.
   */
  boolean beganPiece() {
    return beganPiece;
  }

  private void makeRoom(int at, long timeMs) {
    beganPiece = at == count && count > 0 && piece(timesMs[count - 1]) < piece(timeMs);
    if (count == timesMs.length) {
      int capacity = 2 * count + LEAST_ROOM;
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

  /** Which piece a time is in. */
  int piece(long timeMs) {
    return (int) ((timeMs - startMs) / PIECE_MS);
  }

  /** When a piece begins. */
  long pieceStartMs(int piece) {
    return startMs + piece * PIECE_MS;
  }

  /** Index of the first sample that is not before {@code timeMs}. */
  int indexOf(long timeMs) {
    int at = Arrays.binarySearch(timesMs, 0, count, timeMs);
    return at >= 0 ? at : -at - 1;
  }
}
