package io.gyr.sinks.cassandra.chunk;

import java.time.Duration;
import java.util.Arrays;

/** Samples of one series from several chunks, each time once. */
final class SampleMerge {
  /** From a chunk of so much time it can be told how often samples come. */
  private static final long TELLING_MS = Duration.ofMinutes(10).toMillis();

  /** How many times what the first chunk has room is made for, if it is such a chunk. */
  private static final int MOST_TOLD = 36;

  /** The same if it is not. */
  private static final int MOST_GUESSED = 3;

  private long[] timesMs = new long[0];
  private double[] values = new double[0];
  private int count;

  int count() {
    return count;
  }

  long[] timesMs() {
    return timesMs;
  }

  double[] values() {
    return values;
  }

  /** Adds those samples of a chunk that are in the range and of times that are not there yet. */
  void add(long[] moreTimes, double[] moreValues, int more, long fromMs, long toMs) {
    int from = first(moreTimes, more, fromMs);
    int to = toMs == Long.MAX_VALUE ? more : first(moreTimes, more, toMs + 1);
    if (to <= from) {
      return;
    }
    if (count + to - from > timesMs.length) {
      int capacity =
          count == 0 ? expected(moreTimes, from, to, toMs) : Math.max(count + to - from, 2 * count);
      timesMs = Arrays.copyOf(timesMs, capacity);
      values = Arrays.copyOf(values, capacity);
    }
    if (count == 0 || moreTimes[from] > timesMs[count - 1]) {
      System.arraycopy(moreTimes, from, timesMs, count, to - from);
      System.arraycopy(moreValues, from, values, count, to - from);
      count += to - from;
      return;
    }
    for (int i = from + known(moreTimes, from, to); i < to; i++) {
      insert(moreTimes[i], moreValues[i]);
    }
  }

  /** How many there will be if they come as often until the end; so many that most fit at once. */
  private static int expected(long[] moreTimes, int from, int to, long toMs) {
    int first = to - from;
    long lasted = moreTimes[to - 1] - moreTimes[from];
    double left = (double) toMs - moreTimes[to - 1];
    double more = lasted > 0 ? left / lasted * first : 0;
    double most = lasted >= TELLING_MS ? MOST_TOLD : MOST_GUESSED;
    return first + (int) Math.min(most * first, more + 1);
  }

  /**
   * How many of the first samples are there one after the other, as they are of a piece whose span
   * is.
   */
  private int known(long[] moreTimes, int from, int to) {
    int at = first(timesMs, count, moreTimes[from]);
    int common = Math.min(to - from, count - at);
    int mismatch = Arrays.mismatch(timesMs, at, at + common, moreTimes, from, from + common);
    return mismatch < 0 ? common : mismatch;
  }

  private void insert(long timeMs, double value) {
    int at = Arrays.binarySearch(timesMs, 0, count, timeMs);
    if (at >= 0) {
      return;
    }
    at = -at - 1;
    System.arraycopy(timesMs, at, timesMs, at + 1, count - at);
    System.arraycopy(values, at, values, at + 1, count - at);
    timesMs[at] = timeMs;
    values[at] = value;
    count++;
  }

  private static int first(long[] times, int count, long timeMs) {
    int at = Arrays.binarySearch(times, 0, count, timeMs);
    return at >= 0 ? at : -at - 1;
  }
}
