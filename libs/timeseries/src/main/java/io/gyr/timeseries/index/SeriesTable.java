package io.gyr.timeseries.index;

import io.gyr.timeseries.SeriesId;
import java.util.Arrays;

/** Numbers series from 0 in the order in which they come. Open addressing over two long arrays. */
final class SeriesTable {
  private static final int ABSENT = -1;

  private long[] high = new long[1024];
  private long[] low = new long[1024];
  private int[] slots = emptySlots(2048);
  private int size;

  int size() {
    return size;
  }

  SeriesId id(int number) {
    return new SeriesId(high[number], low[number]);
  }

  /** The number of a series; -1 if it is not known. */
  int find(SeriesId id) {
    return slots[slotOf(id)];
  }

  /** Gives a series that is not known the next number, which is returned. */
  int add(SeriesId id) {
    if (size == high.length) {
      high = Arrays.copyOf(high, 2 * size);
      low = Arrays.copyOf(low, 2 * size);
      slots = emptySlots(4 * size);
      for (int number = 0; number < size; number++) {
        slots[slotOf(id(number))] = number;
      }
    }
    high[size] = id.high();
    low[size] = id.low();
    slots[slotOf(id)] = size;
    return size++;
  }

  /** The slot of a series, or the free one where it belongs; ids are hashes, all bits as good. */
  private int slotOf(SeriesId id) {
    int mask = slots.length - 1;
    int slot = (int) id.low() & mask;
    while (slots[slot] != ABSENT
        && (low[slots[slot]] != id.low() || high[slots[slot]] != id.high())) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private static int[] emptySlots(int count) {
    int[] slots = new int[count];
    Arrays.fill(slots, ABSENT);
    return slots;
  }
}
