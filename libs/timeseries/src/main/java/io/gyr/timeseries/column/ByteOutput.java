package io.gyr.timeseries.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing array of bytes. Reusable; not for several threads at once. */
public final class ByteOutput {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[1024];
  private int length;

  /** Forgets what was written. */
  public void clear() {
    length = 0;
  }

  /** Number of bytes written. */
  public int length() {
    return length;
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** Goes back to when {@link #length()} was {@code earlier}. */
  public void truncate(int earlier) {
    length = earlier;
  }

  /** One byte: the low eight bits. */
  public void writeByte(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  /** Eight bytes, little endian. */
  public void writeLong(long value) {
    reserve(Long.BYTES);
    LONG.set(bytes, length, value);
    length += Long.BYTES;
  }

  /** Unsigned, seven bits a byte, least significant first; the high bit says that more follow. */
  public void writeVarint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** Signed, as {@link #writeVarint} of 0, -1, 1, -2, 2 ... in this order. */
  public void writeZigzag(long value) {
    writeVarint(value << 1 ^ value >> 63);
  }

  /** All of {@code source} as it is. */
  public void write(byte[] source) {
    write(source, source.length);
  }

  void write(byte[] source, int count) {
    reserve(count);
    System.arraycopy(source, 0, bytes, length, count);
    length += count;
  }

  private void reserve(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
    }
  }
}
