package io.gyr.timeseries.sketch;

import io.gyr.timeseries.column.ByteInput;
import io.gyr.timeseries.column.ByteOutput;
import io.gyr.timeseries.column.MalformedChunkException;
import java.util.Arrays;

/**
 * Counts by index, of which the highest {@value DdSketch#MAX_BUCKETS} are told apart. Which those
 * are depends on the highest index alone, so the order of additions does not matter.
 */
final class Buckets {
  /** More than any double has, of any sign. */
  private static final int MAX_INDEX = 1 << 17;

  /** So that sums of a few thousand sketches still fit into a long. */
  private static final long MAX_COUNT = 1L << 48;

  private long[] counts = new long[0];
  private int lowest;
  private int highest = Integer.MIN_VALUE;
  private long total;

  long total() {
    return total;
  }

  void add(int index, long count) {
    if (total == 0) {
      lowest = index;
      highest = index;
      counts = counts.length == 0 ? new long[1] : counts;
    } else if (index < lowest) {
      lower(Math.max(index, highest - DdSketch.MAX_BUCKETS + 1));
    } else if (index > highest) {
      raise(index);
    }
    counts[Math.max(index, lowest) - lowest] += count;
    total += count;
  }

  void addAll(Buckets other) {
    for (int i = 0; other.total > 0 && i <= other.highest - other.lowest; i++) {
      if (other.counts[i] > 0) {
        add(other.lowest + i, other.counts[i]);
      }
    }
  }

  private void lower(int newLowest) {
    if (newLowest >= lowest) {
      return;
    }
    int shift = lowest - newLowest;
    int size = highest - lowest + 1;
    reserve(size + shift);
    System.arraycopy(counts, 0, counts, shift, size);
    Arrays.fill(counts, 0, shift, 0);
    lowest = newLowest;
  }

  /** Makes room at the high end; what is too far below it then counts in the new lowest. */
  private void raise(int newHighest) {
    int newLowest = Math.max(lowest, newHighest - DdSketch.MAX_BUCKETS + 1);
    int size = highest - lowest + 1;
    int dropped = Math.min(newLowest - lowest, size);
    if (dropped > 0) {
      long folded = 0;
      for (int i = 0; i < dropped; i++) {
        folded += counts[i];
      }
      System.arraycopy(counts, dropped, counts, 0, size - dropped);
      Arrays.fill(counts, size - dropped, size, 0);
      counts[0] += folded;
      lowest = newLowest;
    }
    reserve(newHighest - lowest + 1);
    highest = newHighest;
  }

  private void reserve(int size) {
    if (counts.length < size) {
      counts = Arrays.copyOf(counts, Math.min(DdSketch.MAX_BUCKETS, Math.max(size, 2 * size)));
    }
  }

  /** Index of the value of a rank, from 0, less than the total. */
  int indexOfRank(long rank) {
    long left = rank;
    int at = 0;
    while (left >= counts[at]) {
      left -= counts[at++];
    }
    return lowest + at;
  }

  void write(ByteOutput out) {
    int used = 0;
    int size = total == 0 ? 0 : highest - lowest + 1;
    for (int i = 0; i < size; i++) {
      used += counts[i] > 0 ? 1 : 0;
    }
    out.writeVarint(used);
    int before = 0;
    for (int i = 0; i < size; i++) {
      if (counts[i] > 0) {
        out.writeZigzag(lowest + i - before);
        out.writeVarint(counts[i]);
        before = lowest + i;
      }
    }
  }

  void read(ByteInput in) throws MalformedChunkException {
    int used = in.readCount("buckets", DdSketch.MAX_BUCKETS);
    long index = 0;
    for (int i = 0; i < used; i++) {
      index += in.readZigzag();
      if (Math.abs(index) > MAX_INDEX) {
        throw new MalformedChunkException("bucket " + index + " before byte " + in.position());
      }
      add((int) index, readCount(in));
    }
  }

  static long readCount(ByteInput in) throws MalformedChunkException {
    long count = in.readVarint();
    if (count < 0 || count > MAX_COUNT) {
      throw new MalformedChunkException(
          Long.toUnsignedString(count) + " values before byte " + in.position());
    }
    return count;
  }
}
