package io.gyr.api.protobuf;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Walks over the fields of one message in the Protocol Buffers wire format, in the order in which
 * they stand. It copies nothing but strings, and never reads beyond the part of the array that is
 * the message; a message within it is walked over by another reader, so how deep it goes is what
 * the caller's code says, not what the bytes say. Not thread-safe; can be opened anew.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>
 */
public final class ProtobufReader {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;

  private byte[] bytes = new byte[0];
  private int position;
  private int limit;
  private int field;
  private int wireType;

  /** A reader of nothing, to be given to {@link #message}. */
  public ProtobufReader() {}

  /** A reader of the message that {@code message} is as a whole. */
  public ProtobufReader(byte[] message) {
    open(message, 0, message.length);
  }

  private void open(byte[] newBytes, int from, int to) {
    bytes = newBytes;
    position = from;
    limit = to;
  }

  /**
   * Goes to the next field, whose value has to be read or skipped before the next call.
   *
   * @return false at the end of the message
   * @throws MalformedProtobufException if what follows is no field
   */
  public boolean next() {
    if (position == limit) {
      return false;
    }
    long tag = rawVarint();
    wireType = (int) tag & 7;
    if (tag >>> 3 == 0 || tag >>> 3 > 0x1fff_ffff) {
      throw malformed("field number " + (tag >>> 3));
    }
    field = (int) (tag >>> 3);
    return true;
  }

  /** Number of the field that the reader stands at. */
  public int field() {
    return field;
  }

  /** Whether the field is of bytes, as packed numbers are, and not one number. */
  public boolean isPacked() {
    return wireType == LENGTH;
  }

  /** Whether bytes are left, for walking over packed numbers. */
  public boolean hasMore() {
    return position < limit;
  }

  /** Value of an int32, int64, uint32, uint64, bool or enum. */
  public long varint() {
    expect(VARINT);
    return rawVarint();
  }

  /** The next of packed varints, in a reader that {@link #message} opened on them. */
  public long packedVarint() {
    return rawVarint();
  }

  /** Value of a sint32 or sint64. */
  public long signedVarint() {
    return signed(varint());
  }

  /** The next of packed sint32s or sint64s. */
  public long packedSignedVarint() {
    return signed(rawVarint());
  }

  private static long signed(long zigzag) {
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  /** Value of a fixed64 or sfixed64. */
  public long fixed64() {
    expect(FIXED64);
    return packedFixed64();
  }

  /** The next of packed fixed64s, in a reader that {@link #message} opened on them. */
  public long packedFixed64() {
    if (limit - position < Long.BYTES) {
      throw malformed("ends within a number");
    }
    long value = 0;
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      value = value << 8 | (bytes[position + i] & 0xff);
    }
    position += Long.BYTES;
    return value;
  }

  /** Value of a double; NaNs keep their bits. */
  public double float64() {
    return Double.longBitsToDouble(fixed64());
  }

  /**
   * Value of a string.
   *
   * @throws MalformedProtobufException if it is no UTF-8
   */
  public String string() {
    int start = stepOverBytes();
    for (int i = start; i < position; i++) {
      if (bytes[i] < 0) {
        return decoded(start);
      }
    }
    return new String(bytes, start, position - start, StandardCharsets.ISO_8859_1);
  }

  private String decoded(int start) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, position - start))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed("a string that is not UTF-8");
    }
  }

  /** Value of a field of bytes, copied. */
  public byte[] bytes() {
    int start = stepOverBytes();
    return java.util.Arrays.copyOfRange(bytes, start, position);
  }

  /** Opens {@code into} on the message, the bytes or the packed numbers that the field holds. */
  public void message(ProtobufReader into) {
    int start = stepOverBytes();
    into.open(bytes, start, position);
  }

  /** Lets {@code into} walk over the same message, from its next field on. */
  public void again(ProtobufReader into) {
    into.open(bytes, position, limit);
  }

  /** Steps over the value of a field that is of no interest. */
  public void skip() {
    switch (wireType) {
      case VARINT -> rawVarint();
      case FIXED64 -> stepOver(Long.BYTES);
      case LENGTH -> stepOverBytes();
      case FIXED32 -> stepOver(Integer.BYTES);
      default -> throw malformed("wire type " + wireType + " of field " + field);
    }
  }

  private int stepOverBytes() {
    expect(LENGTH);
    long length = rawVarint();
    int start = position;
    stepOver(length);
    return start;
  }

  private void stepOver(long count) {
    if (count < 0 || count > limit - position) {
      throw malformed("field " + field + " is longer than what is left");
    }
    position += (int) count;
  }

  private void expect(int wanted) {
    if (wireType != wanted) {
      throw malformed("wire type " + wireType + " of field " + field + " where " + wanted + " is");
    }
  }

  private long rawVarint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (position >= limit) {
        throw malformed("ends within a number");
      }
      byte next = bytes[position++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("a number of more than ten bytes");
  }

  private MalformedProtobufException malformed(String what) {
    return new MalformedProtobufException("at byte " + position + ": " + what);
  }
}
