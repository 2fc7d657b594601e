package io.gyr.rules.sequence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link BytesWriter} writes. Throws IllegalArgumentException for anything else. */
final class BytesReader {

  private static final int MAX_DEPTH = 8;

  private final byte[] bytes;
  private int at;

  BytesReader(byte[] bytes) {
    this.bytes = bytes;
  }

  int oneByte() {
    if (at >= bytes.length) {
      throw new IllegalArgumentException("cut short after " + bytes.length + " bytes");
    }
    return bytes[at++] & 0xff;
  }

  long number() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | oneByte();
    }
    return value;
  }

  int count() {
    int value = 0;
    for (int shift = 0; shift < 32; shift += 7) {
      int next = oneByte();
      value |= (next & 0x7f) << shift;
      if (next < 0x80) {
        if (value < 0 || value > bytes.length) {
          break;
        }
        return value;
      }
    }
    throw new IllegalArgumentException("no count before byte " + at);
  }

  String text() {
    int length = count();
    return new String(bytes, take(length), length, StandardCharsets.UTF_8);
  }

  byte @Nullable [] bytes() {
    int length = count();
    if (length == 0) {
      return null;
    }
    byte[] value = new byte[length - 1];
    System.arraycopy(bytes, take(value.length), value, 0, value.length);
    return value;
  }

  @Nullable Object value() {
    return value(0);
  }

  private @Nullable Object value(int depth) {
    int kind = oneByte();
    switch (kind) {
      case 0:
        return null;
      case 1:
        return text();
      case 2:
        return number();
      case 3:
        return false;
      case 4:
        return true;
      case 5:
        if (depth < MAX_DEPTH) {
          int size = count();
          List<@Nullable Object> list = new ArrayList<>();
          for (int i = 0; i < size; i++) {
            list.add(value(depth + 1));
          }
          return list;
        }
        break;
      default:
        break;
    }
    throw new IllegalArgumentException("no kind of value at byte " + (at - 1) + ": " + kind);
  }

  @Nullable Object[] values() {
    @Nullable Object[] values = new Object[count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value();
    }
    return values;
  }

  void end() {
    if (at != bytes.length) {
      throw new IllegalArgumentException(bytes.length - at + " bytes left over");
    }
  }

  private int take(int length) {
    if (length > bytes.length - at) {
      throw new IllegalArgumentException("cut short after " + bytes.length + " bytes");
    }
    int from = at;
    at += length;
    return from;
  }
}
