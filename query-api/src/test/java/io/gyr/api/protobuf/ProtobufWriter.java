package io.gyr.api.protobuf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes messages field by field, for tests of what reads them. */
public final class ProtobufWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public ProtobufWriter varint(int field, long value) {
    raw((long) field << 3);
    raw(value);
    return this;
  }

  public ProtobufWriter fixed64(int field, long value) {
    raw((long) field << 3 | 1);
    littleEndian(value);
    return this;
  }

  private void littleEndian(long value) {
    for (int i = 0; i < 8; i++) {
      bytes.write((int) (value >>> 8 * i));
    }
  }

  /** Numbers without fields before them, as packed fields hold them. */
  public ProtobufWriter doubles(List<Double> numbers) {
    numbers.forEach(number -> littleEndian(Double.doubleToRawLongBits(number)));
    return this;
  }

  public ProtobufWriter float64(int field, double value) {
    return fixed64(field, Double.doubleToRawLongBits(value));
  }

  public ProtobufWriter string(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  public ProtobufWriter message(int field, ProtobufWriter message) {
    return bytes(field, message.toBytes());
  }

  public ProtobufWriter bytes(int field, byte[] value) {
    raw((long) field << 3 | 2);
    raw(value.length);
    bytes.writeBytes(value);
    return this;
  }

  /** A varint without a field before it. */
  public ProtobufWriter raw(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
    return this;
  }

  public byte[] toBytes() {
    return bytes.toByteArray();
  }
}
