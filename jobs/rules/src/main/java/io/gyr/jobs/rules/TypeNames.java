package io.gyr.jobs.rules;

import io.gyr.rules.event.EventTypes;
import java.nio.charset.StandardCharsets;

/**
 * Numbers of event types by the bytes of their names, so that no text is made of the one field that
 * is read of every record: a hash table with open addressing that is filled once.
 */
final class TypeNames {
  private static final int SLOTS = 4096;
  private static final byte[][] NAMES = new byte[SLOTS][];
  private static final int[] IDS = new int[SLOTS];

  static {
    for (int id = 0; id < EventTypes.count(); id++) {
      byte[] name = EventTypes.nameOf(id).getBytes(StandardCharsets.US_ASCII);
      int slot = hash(name, 0, name.length);
      while (NAMES[slot] != null) {
        slot = (slot + 1) % SLOTS;
      }
      NAMES[slot] = name;
      IDS[slot] = id;
    }
  }

  private TypeNames() {}

  /** As {@link EventTypes#idOf} of the text that stands there. */
  static int idOf(byte[] bytes, int offset, int length) {
    int slot = hash(bytes, offset, length);
    for (byte[] name = NAMES[slot]; name != null; name = NAMES[slot]) {
      if (equals(name, bytes, offset, length)) {
        return IDS[slot];
      }
      slot = (slot + 1) % SLOTS;
    }
    return EventTypes.UNKNOWN;
  }

  private static boolean equals(byte[] name, byte[] bytes, int offset, int length) {
    if (name.length != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (name[i] != bytes[offset + i]) {
        return false;
      }
    }
    return true;
  }

  private static int hash(byte[] bytes, int offset, int length) {
    int hash = length;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    return (hash ^ hash >>> 12) & (SLOTS - 1);
  }
}
