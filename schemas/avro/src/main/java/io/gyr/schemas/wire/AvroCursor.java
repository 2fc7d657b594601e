package io.gyr.schemas.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks over Avro binary without building objects: reads what is wanted, steps over the rest. All
 * reads are bounds-checked against the limit. Reusable; not thread-safe.
 */
public final class AvroCursor {
  private byte[] bytes = new byte[0];
  private int position;
  private int limit;

  /** Sets the cursor to {@code position}; nothing at or after {@code limit} will be read. */
  public AvroCursor reset(byte[] bytes, int position, int limit) {
    this.bytes = bytes;
    this.position = position;
    this.limit = Math.min(limit, bytes.length);
    return this;
  }

  /** Index of the next byte. */
  public int position() {
    return position;
  }

  /** Moves to {@code position}, which an earlier {@link #position()} gave. */
  public void position(int position) {
    this.position = position;
  }

  /** Reads an int, long or enum: zig-zag varint. */
  public long readLong() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (position >= limit) {
        throw truncated();
      }
      byte next = bytes[position++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new MalformedRecordException("varint of more than ten bytes at " + position, null);
  }

  /** Number of items in the next block of an array or map, 0 at its end. */
  public long readBlockCount() {
    long count = readLong();
    if (count < 0) {
      readLong(); // The size in bytes, for those who skip the block.
      count = -count;
    }
    return count;
  }

  /** Length of the string or bytes that begin here; leaves the cursor at their first byte. */
  public int readLength() {
    long length = readLong();
    if (length < 0 || length > limit - position) {
      throw truncated();
    }
    return (int) length;
  }

  /** Reads a string. */
  public String readString() {
    int length = readLength();
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  /** Steps over a string and says whether it is this one, in UTF-8. */
  public boolean skipStringIf(byte[] expected) {
    int length = readLength();
    int from = position;
    position += length;
    return Arrays.equals(bytes, from, position, expected, 0, expected.length);
  }

  /** Steps over a string or bytes. */
  public void skipString() {
    int length = readLength(); // Moves the position, so it must not stand behind a +=.
    position += length;
  }

  /** Steps over {@code count} bytes. */
  public void skip(int count) {
    if (count < 0 || count > limit - position) {
      throw truncated();
    }
    position += count;
  }

  /** Reads a double: 8 bytes, little endian. */
  public double readDouble() {
    skip(Double.BYTES);
    long bits = 0;
    for (int i = 1; i <= Double.BYTES; i++) {
      bits = bits << 8 | bytes[position - i] & 0xff;
    }
    return Double.longBitsToDouble(bits);
  }

  /** Reads a boolean. */
  public boolean readBoolean() {
    skip(1);
    return bytes[position - 1] != 0;
  }

  private MalformedRecordException truncated() {
    return new MalformedRecordException("truncated at byte " + position, null);
  }
}
