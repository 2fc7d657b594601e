package io.gyr.api.prometheus.remote;

import io.gyr.promql.histogram.BucketCounts;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes a protobuf message into a growing array. Not for several threads. */
final class ProtobufOutput {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;

  private byte[] bytes = new byte[1024];
  private int size;

  int size() {
    return size;
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }

  void text(int field, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    varint(field << 3 | BYTES);
    varint(utf8.length);
    append(utf8, utf8.length);
  }

  void message(int field, ProtobufOutput message) {
    varint(field << 3 | BYTES);
    varint(message.size);
    append(message.bytes, message.size);
  }

  void number(int field, long value) {
    varint(field << 3 | VARINT);
    varint(value);
  }

  /** All bits as they are: a stale marker is one certain NaN. */
  void real(int field, double value) {
    varint(field << 3 | FIXED64);
    fixed64(value);
  }

  private void fixed64(double value) {
    long bits = Double.doubleToRawLongBits(value);
    room(Long.BYTES);
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[size++] = (byte) (bits >>> 8 * i);
    }
  }

  /** A sint32. */
  void signed(int field, int value) {
    number(field, (value << 1 ^ value >> 31) & 0xffff_ffffL);
  }

  /** The counts of buckets, packed. */
  void counts(int field, BucketCounts buckets) {
    varint(field << 3 | BYTES);
    varint((long) Double.BYTES * buckets.size());
    for (int i = 0; i < buckets.size(); i++) {
      fixed64(buckets.count(i));
    }
  }

  void clear() {
    size = 0;
  }

  private void varint(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  private void append(byte[] more, int length) {
    room(length);
    System.arraycopy(more, 0, bytes, size, length);
    size += length;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
