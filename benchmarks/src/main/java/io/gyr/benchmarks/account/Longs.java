package io.gyr.benchmarks.account;

import java.util.Arrays;

/** Many longs in little memory; sorted when it is asked about. For one thread. */
final class Longs {
  private long[] values = new long[1024];
  private int size;
  private boolean sorted = true;

  void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    sorted &= size == 0 || values[size - 1] <= value;
    values[size++] = value;
  }

  /** How many were added. */
  long count() {
    return size;
  }

  /** How many different ones there are among those that are not over {@code limit}. */
  long distinctUpTo(long limit) {
    sort();
    long count = 0;
    for (int i = 0; i < size && values[i] <= limit; i++) {
      if (i == 0 || values[i] != values[i - 1]) {
        count++;
      }
    }
    return count;
  }

  boolean contains(long value) {
    sort();
    return Arrays.binarySearch(values, 0, size, value) >= 0;
  }

  /** All, smallest first; what comes twice stands twice. */
  long[] inOrder() {
    sort();
    return Arrays.copyOf(values, size);
  }

  private void sort() {
    if (!sorted) {
      Arrays.sort(values, 0, size);
      sorted = true;
    }
  }
}
