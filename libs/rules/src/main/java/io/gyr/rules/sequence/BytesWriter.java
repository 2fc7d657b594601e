package io.gyr.rules.sequence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the parts of the layouts in {@link CandidateCodec} and {@link SequenceStateCodec}:
 *
 * <pre>
 *   number   8 bytes, big endian
 *   count    1 to 5 bytes, seven bits each, the lowest first, the highest bit set on all but the last
 *   text     count of bytes, UTF-8
 *   bytes    count of bytes plus one, bytes; 0 for null
 *   value    kind (1 byte): 0 null; 1 text; 2 number; 3 false; 4 true; 5 list: count, values
 * </pre>
 */
final class BytesWriter {

  // Not a ByteArrayOutputStream, which locks for each byte.
  private byte[] written = new byte[256];
  private int size;

  void oneByte(int value) {
    room(1);
    written[size++] = (byte) value;
  }

  void number(long value) {
    room(Long.BYTES);
    for (int shift = 56; shift >= 0; shift -= 8) {
      written[size++] = (byte) (value >>> shift);
    }
  }

  void count(int value) {
    int left = value;
    while (left > 0x7f) {
      oneByte(left & 0x7f | 0x80);
      left >>>= 7;
    }
    oneByte(left);
  }

  void text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    count(bytes.length);
    append(bytes);
  }

  void bytes(byte @Nullable [] value) {
    count(value == null ? 0 : value.length + 1);
    if (value != null) {
      append(value);
    }
  }

  private void append(byte[] bytes) {
    room(bytes.length);
    System.arraycopy(bytes, 0, written, size, bytes.length);
    size += bytes.length;
  }

  private void room(int more) {
    if (written.length - size < more) {
      written = Arrays.copyOf(written, Math.max(2 * written.length, Math.addExact(size, more)));
    }
  }

  void value(@Nullable Object value) {
    if (value == null) {
      oneByte(0);
    } else if (value instanceof Long number) {
      oneByte(2);
      number(number);
    } else if (value instanceof Boolean flag) {
      oneByte(flag ? 4 : 3);
    } else if (value instanceof List<?> list) {
      oneByte(5);
      count(list.size());
      list.forEach(this::value);
    } else {
      oneByte(1);
      text(value.toString());
    }
  }

  void values(@Nullable Object[] values) {
    count(values.length);
    for (Object value : values) {
      value(value);
    }
  }

  byte[] toByteArray() {
    return Arrays.copyOf(written, size);
  }
}
