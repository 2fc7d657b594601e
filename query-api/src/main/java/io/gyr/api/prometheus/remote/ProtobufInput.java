package io.gyr.api.prometheus.remote;

import java.nio.charset.StandardCharsets;

/** Reads the fields of a protobuf message from a part of an array. Not for several threads. */
final class ProtobufInput {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;
  private static final int LONGEST_VARINT = 70;

  private final byte[] bytes;
  private final int end;
  private int at;
  private int wireType;

  ProtobufInput(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private ProtobufInput(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** Number of the next field, 0 at the end. */
  int field() throws MalformedMessageException {
    if (at == end) {
      return 0;
    }
    long tag = varint();
    wireType = (int) (tag & 7);
    long field = tag >>> 3;
    if (field == 0 || field > Integer.MAX_VALUE) {
      throw malformed("no field " + field);
    }
    return (int) field;
  }

  /** The present field as a number. */
  long number() throws MalformedMessageException {
    expect(VARINT);
    return varint();
  }

  /** The present field as text. */
  String text() throws MalformedMessageException {
    expect(BYTES);
    int length = length();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  /** The present field as a message. */
  ProtobufInput message() throws MalformedMessageException {
    expect(BYTES);
    int length = length();
    ProtobufInput message = new ProtobufInput(bytes, at, at + length);
    at += length;
    return message;
  }

  /** Leaves the present field out. */
  void skip() throws MalformedMessageException {
    switch (wireType) {
      case VARINT -> varint();
      case FIXED64 -> advance(Long.BYTES);
      case FIXED32 -> advance(Integer.BYTES);
      case BYTES -> advance(length());
      default -> throw malformed("wire type " + wireType);
    }
  }

  private void expect(int type) throws MalformedMessageException {
    if (wireType != type) {
      throw malformed("wire type " + wireType + " instead of " + type);
    }
  }

  private void advance(int count) throws MalformedMessageException {
    if (count > end - at) {
      throw malformed("the message ends too soon");
    }
    at += count;
  }

  private int length() throws MalformedMessageException {
    long length = varint();
    if (length < 0 || length > end - at) {
      throw malformed("the message ends too soon");
    }
    return (int) length;
  }

  private long varint() throws MalformedMessageException {
    long value = 0;
    for (int shift = 0; shift < LONGEST_VARINT; shift += 7) {
      if (at == end) {
        throw malformed("the message ends too soon");
      }
      byte next = bytes[at++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("a number is too long");
  }

  private MalformedMessageException malformed(String problem) {
    return new MalformedMessageException(problem + " at byte " + at);
  }
}
