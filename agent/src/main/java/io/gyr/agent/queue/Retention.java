package io.gyr.agent.queue;

import io.gyr.agent.queue.Segments.Segment;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the queue's files under their cap.
 *
 * <p>How it works: files whose entries are all done are history; the oldest go when history exceeds
 * its share or the queue its cap, and nobody counts them. If what is left still exceeds the cap,
 * the oldest file that nothing is being sent from is given up, and the entries in it that were not
 * sent are counted as dropped. The file being written is never deleted: a full one has been left
 * for the next by then, and so has one whose successor exists, which is what makes the count final.
 *
 * <p>A crash between counting and deleting must neither count twice nor lose the count: the
 * position file names the segment that is being deleted, together with the sums that include it,
 * and opening the queue deletes the file it names. Runs on the thread that reads the queue.
 */
final class Retention {
  private final SingleChronicleQueue queue;
  private final ExcerptTailer counter;
  private final Segments segments;
  private final QueueLimits limits;
  private final Ledger ledger;
  private volatile long bytes;

  Retention(
      SingleChronicleQueue queue,
      ExcerptTailer counter,
      Segments segments,
      QueueLimits limits,
      Ledger ledger) {
    this.queue = queue;
    this.counter = counter;
    this.segments = segments;
    this.limits = limits;
    this.ledger = ledger;
  }

  /** Bytes of all files when last looked at. */
  long bytes() {
    return bytes;
  }

  /**
   * Deletes what must go.
   *
   * @param reader is moved on when the file it is in goes
   * @param unfinished whether entries were read whose fate is open
   */
  void enforce(QueueReader reader, boolean unfinished) {
    List<Segment> left = new ArrayList<>(segments.list());
    long total = left.stream().mapToLong(Segment::bytes).sum();
    total = dropHistory(left, total);
    while (total > limits.maxBytes()) {
      Segment victim = oldestIdle(left, RecordQueue.segmentOf(reader.index()), unfinished);
      if (victim == null) {
        break;
      }
      giveUp(victim, reader);
      left.remove(victim);
      total -= victim.bytes();
    }
    bytes = total;
  }

  private long dropHistory(List<Segment> left, long total) {
    int doneBefore = RecordQueue.segmentOf(ledger.position().index());
    long history =
        left.stream().filter(s -> s.number() < doneBefore).mapToLong(Segment::bytes).sum();
    long rest = total;
    boolean deleted = false;
    while (!left.isEmpty()
        && left.get(0).number() < doneBefore
        && (history > limits.historyBytes() || rest > limits.maxBytes())) {
      Segment oldest = left.remove(0);
      ledger.save(); // What says that these entries are done must be on disk before they go.
      segments.delete(oldest.number());
      history -= oldest.bytes();
      rest -= oldest.bytes();
      deleted = true;
    }
    if (deleted) {
      queue.refreshDirectoryListing();
    }
    return rest;
  }

  private static @Nullable Segment oldestIdle(List<Segment> left, int reading, boolean unfinished) {
    for (Segment segment : left.subList(0, Math.max(0, left.size() - 1))) {
      if (unfinished ? segment.number() > reading : segment.number() >= reading) {
        return segment;
      }
    }
    return null;
  }

  private void giveUp(Segment victim, QueueReader reader) {
    int reading = RecordQueue.segmentOf(reader.index());
    long entries = entries(victim.number());
    long read = victim.number() == reading ? RecordQueue.sequenceOf(reader.index()) + 1 : 0;
    ledger.move(ledger.position().rolledOut(victim.number(), Math.max(0, entries - read)));
    ledger.save();
    segments.delete(victim.number());
    queue.refreshDirectoryListing();
    // Wherever it stood, at the end of one file or in the next: only files that exist are read.
    reader.moveAfter(reader.index());
  }

  /** Entries in a segment. */
  long entries(int segment) {
    return counter.excerptsInCycle(segment);
  }

  void close() {
    counter.close();
  }
}
