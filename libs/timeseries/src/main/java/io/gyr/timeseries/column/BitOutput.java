package io.gyr.timeseries.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bits, the first in the lowest bit of the first byte. */
final class BitOutput {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[1024];
  private int length;
  private long pending;
  private int pendingBits;

  void clear() {
    length = 0;
    pending = 0;
    pendingBits = 0;
  }

  /** Appends the low {@code bits} of a value that has none above; 0 to 64. */
  void write(long value, int bits) {
    pending |= value << pendingBits;
    int used = pendingBits + bits;
    if (used < Long.SIZE) {
      pendingBits = used;
      return;
    }
    if (bytes.length - length < Long.BYTES) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    LONG.set(bytes, length, pending);
    length += Long.BYTES;
    int taken = Long.SIZE - pendingBits;
    pending = taken == Long.SIZE ? 0 : value >>> taken;
    pendingBits = used - Long.SIZE;
  }

  /** Fills the last byte with zeros and returns the number of bytes. */
  int finish() {
    if (bytes.length - length < Long.BYTES) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    LONG.set(bytes, length, pending);
    length += (pendingBits + 7) / 8;
    pending = 0;
    pendingBits = 0;
    return length;
  }

  byte[] bytes() {
    return bytes;
  }
}
