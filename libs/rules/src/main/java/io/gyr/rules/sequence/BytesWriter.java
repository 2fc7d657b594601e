package io.gyr.rules.sequence;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  void oneByte(int value) {
    out.write(value);
  }

  void number(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
  }

  void count(int value) {
    int left = value;
    while (left > 0x7f) {
      out.write(left & 0x7f | 0x80);
      left >>>= 7;
    }
    out.write(left);
  }

  void text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    count(bytes.length);
    out.write(bytes, 0, bytes.length);
  }

  void bytes(byte @Nullable [] value) {
    count(value == null ? 0 : value.length + 1);
    if (value != null) {
      out.write(value, 0, value.length);
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
    return out.toByteArray();
  }
}
