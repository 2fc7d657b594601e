package io.gyr.scap;

/** The content of one block, read from front to back. What does not fit is an error. */
final class Block {
  private final byte[] bytes;
  private final long offset;
  private int at;
  private int end;

  Block(byte[] bytes, int at, int end, long offset) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
    this.offset = offset;
  }

  byte[] bytes() {
    return bytes;
  }

  int left() {
    return end - at;
  }

  int position() {
    return at;
  }

  /** Takes bytes and says where they begin. */
  int take(int count) throws ScapException {
    if (count < 0 || count > end - at) {
      throw error("an entry is longer than its block");
    }
    int taken = at;
    at += count;
    return taken;
  }

  int u8() throws ScapException {
    return bytes[take(1)] & 0xff;
  }

  int u16() throws ScapException {
    return Bytes.u16(bytes, take(2));
  }

  int i32() throws ScapException {
    return Bytes.i32(bytes, take(4));
  }

  long u32() throws ScapException {
    return i32() & 0xffffffffL;
  }

  long i64() throws ScapException {
    return Bytes.i64(bytes, take(8));
  }

  /** A text with its length in front. */
  String text() throws ScapException {
    int length = u16();
    return Bytes.terminated(bytes, take(length), length);
  }

  /** A copy of bytes with their length in front. */
  byte[] copy() throws ScapException {
    int length = u16();
    int from = take(length);
    return java.util.Arrays.copyOfRange(bytes, from, from + length);
  }

  /** The part of this block that an entry of a given length takes; this block goes on behind it. */
  Block entry(long length) throws ScapException {
    if (length < 0 || length > left()) {
      throw error("an entry is longer than its block");
    }
    int from = take((int) length);
    return new Block(bytes, from, from + (int) length, offset);
  }

  ScapException error(String what) {
    return new ScapException(offset, what);
  }
}
