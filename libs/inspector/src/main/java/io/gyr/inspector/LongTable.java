package io.gyr.inspector;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * How it works. Open addressing with linear probing in two parallel arrays, at most half full, so
 * that a lookup touches one or two neighbouring slots and allocates nothing. Removal shifts the
 * following entries back instead of leaving tombstones. A hand walks over the slots and picks the
 * victim when the table is full: with hashed keys that is as good as random, and costs no order to
 * keep.
 */
/**
 * A bounded map from long keys. When it is full, a new key drives out an arbitrary other one, and
 * that is counted. Not thread-safe.
 *
 * @param <V> values
 */
public final class LongTable<V> {
  private static final int FIRST_SLOTS = 64;

  private final int capacity;
  private long[] keys;
  private @Nullable Object[] values;
  private int size;
  private int hand;
  private long evictions;

  /**
   * An empty table.
   *
   * @param capacity entries that it holds at most
   */
  public LongTable(int capacity) {
    if (capacity < 1 || capacity > 1 << 28) {
      throw new IllegalArgumentException("capacity " + capacity);
    }
    this.capacity = capacity;
    this.keys = new long[FIRST_SLOTS];
    this.values = new Object[FIRST_SLOTS];
  }

  /** The value of a key; null if there is none. */
  @SuppressWarnings("unchecked")
  public @Nullable V get(long key) {
    return (V) values[slot(key)];
  }

  /** Sets the value of a key. */
  public void put(long key, V value) {
    int slot = slot(key);
    if (values[slot] == null) {
      if (size == capacity) {
        evict();
        slot = slot(key);
      } else if (2 * (size + 1) > keys.length) {
        grow();
        slot = slot(key);
      }
      keys[slot] = key;
      size++;
    }
    values[slot] = value;
  }

  /** Removes a key, and returns its value; null if there was none. */
  @SuppressWarnings("unchecked")
  public @Nullable V remove(long key) {
    int slot = slot(key);
    V value = (V) values[slot];
    if (value != null) {
      removeAt(slot);
    }
    return value;
  }

  /** A list of all values, in no particular order. */
  @SuppressWarnings("unchecked")
  public List<V> values() {
    List<V> all = new ArrayList<>(size);
    for (Object value : values) {
      if (value != null) {
        all.add((V) value);
      }
    }
    return all;
  }

  /** Entries in the table. */
  public int size() {
    return size;
  }

  /** Entries that were driven out because the table was full. */
  public long evictions() {
    return evictions;
  }

  private void evict() {
    while (values[hand] == null) {
      hand = hand + 1 & keys.length - 1;
    }
    removeAt(hand);
    evictions++;
  }

  private void removeAt(int removed) {
    int mask = keys.length - 1;
    int hole = removed;
    int next = hole + 1 & mask;
    while (values[next] != null) {
      int home = home(keys[next], mask);
      // Moving back is right only for an entry whose probe passed over the hole.
      if ((next - home & mask) >= (next - hole & mask)) {
        keys[hole] = keys[next];
        values[hole] = values[next];
        hole = next;
      }
      next = next + 1 & mask;
    }
    values[hole] = null;
    size--;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = home(key, mask);
    while (values[slot] != null && keys[slot] != key) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    @Nullable Object[] oldValues = values;
    keys = new long[2 * oldKeys.length];
    values = new Object[2 * oldKeys.length];
    hand = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != null) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }

  private static int home(long key, int mask) {
    return (int) (key * 0x9E3779B97F4A7C15L >>> 32) & mask;
  }
}
