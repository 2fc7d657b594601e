package io.gyr.agent.shipping;

import java.nio.charset.StandardCharsets;

/**
 * Walks over an Avro binary without decoding what nobody asks for. Every step checks the bounds, so
 * a malformed body ends in an {@link IllegalArgumentException} and nowhere else. Reusable; for one
 * thread.
 */
final class AvroCursor {
  private byte[] bytes = new byte[0];
  private int at;
  private int end;

  /** Stands at the first of {@code length} bytes. Returns this. */
  AvroCursor reset(byte[] buffer, int offset, int length) {
    bytes = buffer;
    at = offset;
    end = offset + length;
    return this;
  }

  /** An int, long or enum index: zigzag, seven bits a byte, lowest first. */
  long readLong() {
    long raw = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (at >= end) {
        break;
      }
      byte next = bytes[at++];
      raw |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return (raw >>> 1) ^ -(raw & 1);
      }
    }
    throw new IllegalArgumentException("a number runs over the end of the record");
  }

  String readString() {
    int length = stringLength();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  void skipString() {
    int length = stringLength(); // Moves on itself, so it comes before the addition.
    at += length;
  }

  /** Number of items in the next block of an array or map, 0 at its end. */
  long readBlockCount() {
    long count = readLong();
    if (count < 0) {
      readLong(); // The size in bytes, for those who skip the block.
      count = -count;
    }
    return count;
  }

  private int stringLength() {
    long length = readLong();
    if (length < 0 || length > end - at) {
      throw new IllegalArgumentException("a string runs over the end of the record");
    }
    return (int) length;
  }
}
