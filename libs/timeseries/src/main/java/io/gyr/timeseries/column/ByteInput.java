package io.gyr.timeseries.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bytes to be decoded, copied into a buffer with {@value #SLACK} zeros behind them, so that the
 * decoders read whole words without asking each time how many are left: they look after at most
 * {@value #BLOCK} numbers whether they went too far. Reusable; not for several threads at once.
 */
public final class ByteInput {
  /** How many numbers are decoded between two looks at the end. */
  static final int BLOCK = 64;

  /** So many bits a word holds wherever it begins. */
  static final int WORD_BITS = 57;

  /** A block of the widest numbers, and the word behind it. */
  private static final int SLACK = BLOCK * Long.BYTES + 2 * Long.BYTES;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[4096];
  private int end;
  private int position;

  /** Takes the bytes of {@code source} from {@code offset} on. */
  public void reset(byte[] source, int offset, int count) {
    reserve(count);
    System.arraycopy(source, offset, bytes, 0, count);
  }

  /** Takes the remaining bytes of {@code source}, whose position stays where it is. */
  public void reset(ByteBuffer source) {
    reserve(source.remaining());
    source.get(source.position(), bytes, 0, source.remaining());
  }

  private void reserve(int count) {
    if (bytes.length < count + SLACK) {
      bytes = new byte[Math.max(count + SLACK, 2 * bytes.length)];
    } else {
      Arrays.fill(bytes, count, count + SLACK, (byte) 0);
    }
    end = count;
    position = 0;
  }

  /** Place of the next byte. */
  public int position() {
    return position;
  }

  /** Number of bytes left. */
  public int remaining() {
    return end - position;
  }

  /** Leaves {@code count} bytes out. */
  public void skip(long count) throws MalformedChunkException {
    if (count < 0 || count > remaining()) {
      throw new MalformedChunkException(
          count + " bytes announced at byte " + position + ", but only " + remaining() + " left");
    }
    position += (int) count;
  }

  /** One byte, 0 to 255. */
  public int readByte() throws MalformedChunkException {
    if (position >= end) {
      throw new MalformedChunkException("ends at byte " + end + " in the middle");
    }
    return bytes[position++] & 0xff;
  }

  /** See {@link ByteOutput#writeLong}. */
  public long readLong() throws MalformedChunkException {
    skip(Long.BYTES);
    return (long) LONG.get(bytes, position - Long.BYTES);
  }

  /** See {@link ByteOutput#writeVarint}. */
  public long readVarint() throws MalformedChunkException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = readByte();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new MalformedChunkException("number of more than ten bytes before byte " + position);
  }

  /** See {@link ByteOutput#writeZigzag}. */
  public long readZigzag() throws MalformedChunkException {
    long value = readVarint();
    return value >>> 1 ^ -(value & 1);
  }

  /** A varint that must not be greater than {@code limit}. */
  public int readCount(String what, int limit) throws MalformedChunkException {
    long count = readVarint();
    if (count < 0 || count > limit) {
      throw new MalformedChunkException(
          Long.toUnsignedString(count)
              + " "
              + what
              + " before byte "
              + position
              + ", at most "
              + limit);
    }
    return (int) count;
  }

  byte[] bytes() {
    return bytes;
  }

  int end() {
    return end;
  }

  /**
   * The word that holds the {@link #WORD_BITS} bits from bit {@code position} on, as its lowest.
   */
  static long word(byte[] bytes, int position) {
    return (long) LONG.get(bytes, position >>> 3) >>> (position & 7);
  }

  /** {@code bits} bits from bit {@code position} on; 0 to 64. */
  static long bits(byte[] bytes, int position, int bits) {
    if (bits <= WORD_BITS) {
      return word(bytes, position) & ~(-1L << bits);
    }
    long low = word(bytes, position) & 0xffff_ffffL;
    return low | (word(bytes, position + 32) & ~(-1L << bits - 32)) << 32;
  }
}
