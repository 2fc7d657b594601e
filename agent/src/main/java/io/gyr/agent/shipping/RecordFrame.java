package io.gyr.agent.shipping;

import io.gyr.agent.RecordKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Puts in front of a body what the queue does not store:
 *
 * <pre>
 * 0  1  0, the Schema Registry's wire format
 * 1  4  schema id, big-endian
 * 5  n  numbered kinds only: host_id, agent_epoch_ns and sequence in Avro binary
 * </pre>
 *
 * For one kind and one schema id; immutable.
 */
final class RecordFrame {
  private static final int LONGEST_VARINT = 10;

  private final byte[] head;
  private final boolean numbered;

  RecordFrame(RecordKind kind, int schemaId, String hostId, long epochNanos) {
    byte[] host = hostId.getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer = ByteBuffer.allocate(5 + host.length + 2 * LONGEST_VARINT);
    buffer.put((byte) 0).putInt(schemaId);
    numbered = kind.numbered();
    if (numbered) {
      putLong(buffer, host.length);
      buffer.put(host);
      putLong(buffer, epochNanos);
    }
    head = new byte[buffer.position()];
    buffer.flip().get(head);
  }

  /** The Kafka value of the entry at {@code sequence} whose body is given. */
  byte[] value(long sequence, byte[] body, int offset, int length) {
    int numberLength = numbered ? varintLength(sequence) : 0;
    byte[] value = new byte[head.length + numberLength + length];
    System.arraycopy(head, 0, value, 0, head.length);
    if (numbered) {
      putLong(ByteBuffer.wrap(value, head.length, numberLength), sequence);
    }
    System.arraycopy(body, offset, value, head.length + numberLength, length);
    return value;
  }

  private static int varintLength(long value) {
    long zigzag = (value << 1) ^ (value >> 63);
    return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(zigzag) + 6) / 7);
  }

  private static void putLong(ByteBuffer to, long value) {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7fL) != 0) {
      to.put((byte) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    to.put((byte) rest);
  }
}
