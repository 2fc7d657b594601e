package io.gyr.agent.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A growing array of bytes with the writes that Avro's binary encoding is made of: numbers as
 * zig-zag variable-length integers, texts as their size in bytes and UTF-8. Not thread-safe.
 */
final class AvroBuffer {
  private byte[] bytes;
  private int length;

  AvroBuffer(int capacity) {
    bytes = new byte[capacity];
  }

  /** The array behind it, which a later write may replace. */
  byte[] bytes() {
    return bytes;
  }

  /** Bytes that were written. */
  int length() {
    return length;
  }

  /** Starts over. */
  void clear() {
    length = 0;
  }

  /** An int or long. */
  void number(long value) {
    ensure(10);
    long rest = value << 1 ^ value >> 63;
    while ((rest & ~0x7fL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  void bool(boolean value) {
    ensure(1);
    bytes[length++] = (byte) (value ? 1 : 0);
  }

  /** Which branch of a union follows. */
  void branch(int index) {
    ensure(1);
    bytes[length++] = (byte) (index << 1);
  }

  /** The end of an array: a block of no items. */
  void endArray() {
    ensure(1);
    bytes[length++] = 0;
  }

  /** A union of null and string. */
  void optional(@Nullable String text) {
    if (text == null) {
      branch(0);
    } else {
      branch(1);
      text(text);
    }
  }

  void text(String text) {
    int chars = text.length();
    ensure(10 + 3 * chars);
    int sizeAt = length;
    // Nearly all texts are ASCII: write them as such, and start over if one is not.
    number(chars);
    int at = length;
    for (int i = 0; i < chars; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        length = sizeAt;
        utf8(text);
        return;
      }
      bytes[at++] = (byte) c;
    }
    length = at;
  }

  /** Bytes that are encoded already. */
  void raw(byte[] encoded) {
    ensure(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
  }

  private void utf8(String text) {
    byte[] encoded = text.getBytes(UTF_8);
    number(encoded.length);
    raw(encoded);
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
