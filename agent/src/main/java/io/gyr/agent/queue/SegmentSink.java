package io.gyr.agent.queue;

import io.gyr.agent.RecordKind;
import io.gyr.agent.RecordSink;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.Wire;

/**
 * Appends to the queue with an appender of its own; for one thread at a time. An entry is
 *
 * <pre>
 * 0  1  kind, {@link RecordKind#code()}
 * 1  n  Avro binary of the record, for numbered kinds from the fourth field on
 * </pre>
 *
 * in the file of its segment, behind the four-byte length that Chronicle Queue puts before each
 * entry. The entry counts once that length is written, which is the last thing to be written; until
 * then a reader does not see it and a restart passes over it.
 */
final class SegmentSink implements RecordSink, AutoCloseable {
  private final ExcerptAppender appender;
  private final SegmentClock clock;
  private final long segmentBytes;
  private final FreeSpace space;
  private final Ledger ledger;

  SegmentSink(
      ExcerptAppender appender,
      SegmentClock clock,
      long segmentBytes,
      FreeSpace space,
      Ledger ledger) {
    this.appender = appender;
    this.clock = clock;
    this.segmentBytes = segmentBytes;
    this.space = space;
    this.ledger = ledger;
  }

  @Override
  public boolean offer(RecordKind kind, byte[] body, int offset, int length) {
    if (length > RecordQueue.MAX_BODY_BYTES) {
      ledger.countTooLarge();
      return false;
    }
    if (space.low()) {
      ledger.countDiskFull();
      return false;
    }
    int segment = clock.segment();
    long end;
    try {
      end = append(kind, body, offset, length);
    } catch (RuntimeException e) {
      // Capture must go on whatever the disk does; the count is what tells of it.
      ledger.countFailed();
      return false;
    }
    ledger.countAppended();
    if (end >= segmentBytes) {
      clock.leave(segment);
    }
    return true;
  }

  /** Returns where in the file the entry ends. */
  private long append(RecordKind kind, byte[] body, int offset, int length) {
    try (DocumentContext entry = appender.writingDocument()) {
      try {
        Wire wire = entry.wire();
        if (wire == null) {
          throw new IllegalStateException("the queue is closed");
        }
        Bytes<?> bytes = wire.bytes();
        bytes.writeByte(kind.code());
        bytes.write(body, offset, length);
        return bytes.writePosition();
      } catch (RuntimeException e) {
        entry.rollbackOnClose();
        throw e;
      }
    }
  }

  @Override
  public void close() {
    appender.close();
  }
}
