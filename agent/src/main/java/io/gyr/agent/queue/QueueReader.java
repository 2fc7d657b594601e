package io.gyr.agent.queue;

import io.gyr.agent.RecordKind;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.Wire;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries in order. After {@link #next} returned true the accessors tell of that entry
 * until the next call. For one thread.
 */
public final class QueueReader implements AutoCloseable {
  private final ExcerptTailer tailer;
  private final Segments segments;
  private final byte[] entry = new byte[1 + RecordQueue.MAX_BODY_BYTES];
  private int length;
  private long index;

  QueueReader(ExcerptTailer tailer, Segments segments, long doneIndex) {
    this.tailer = tailer;
    this.segments = segments;
    moveAfter(doneIndex);
  }

  /** Moves to the next entry; false if there is none at the moment. */
  public boolean next() {
    try (DocumentContext context = tailer.readingDocument()) {
      Wire wire = context.wire();
      if (!context.isPresent() || wire == null) {
        return false;
      }
      index = context.index();
      Bytes<?> bytes = wire.bytes();
      length = (int) Math.min(entry.length, bytes.readRemaining());
      bytes.read(entry, 0, length);
      return true;
    }
  }

  /** Goes back, or forward, so that the next entry is the first after {@code doneIndex}. */
  public void moveAfter(long doneIndex) {
    index = doneIndex;
    // A tailer still finds its place in a file that was deleted under it, hence the first look.
    if (doneIndex < 0) {
      tailer.toStart();
    } else if (segments.exists(RecordQueue.segmentOf(doneIndex)) && tailer.moveToIndex(doneIndex)) {
      tailer.readingDocument().close();
    } else {
      moveToSegmentAfter(RecordQueue.segmentOf(doneIndex));
    }
  }

  /** Goes to the first entry of the first existing segment after {@code number}. */
  private void moveToSegmentAfter(int number) {
    for (Segments.Segment segment : segments.list()) {
      if (segment.number() > number) {
        tailer.moveToCycle(segment.number());
        return;
      }
    }
    tailer.toEnd();
  }

  /** The entry's place in the queue: strictly increasing, the record's sequence. */
  public long index() {
    return index;
  }

  /** The entry's kind, null if no kind of this version has its code. */
  public @Nullable RecordKind kind() {
    return length == 0 ? null : RecordKind.of(entry[0]);
  }

  /** Holds the body from {@link #bodyOffset} on. Overwritten by {@link #next}. */
  public byte[] buffer() {
    return entry;
  }

  /** Where the body begins in {@link #buffer}. */
  public int bodyOffset() {
    return 1;
  }

  /** Bytes of the body. */
  public int bodyLength() {
    return Math.max(0, length - 1);
  }

  @Override
  public void close() {
    tailer.close();
  }
}
