package io.gyr.agent.queue;

import io.gyr.agent.RecordKind;
import io.gyr.agent.RecordSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.LongSupplier;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

/**
 * The agent's buffer on disk, a Chronicle Queue of segments. A record is accepted once it stands in
 * the memory-mapped file: it then outlives the process, kill -9 included. It outlives a power cut
 * only once the kernel has written the page back (usually within 30 s); what was lost so is lost
 * without a count, because the counts are lost with it.
 *
 * <p>How it works: each start begins a new segment, later than any that the files or the position
 * know of. So an entry half written by a killed process stays in a segment that nobody appends to
 * any more, and an index is never given twice, even when a power cut took the end of the queue: an
 * index given twice would be taken for a duplicate downstream. Any thread may {@link #offer}, and
 * read the counts; reading, {@link #advance}, {@link #keepWithinLimits} and closing belong to one
 * thread.
 *
 * <p>In the directory: {@code *.cq4} segments, {@code position}, {@code epoch}, {@code lock}, and
 * Chronicle's {@code metadata.cq4t}, which is derived from the rest and made anew at each start.
 */
public final class RecordQueue implements RecordSink, AutoCloseable {
  /** Largest body that is accepted, in bytes. */
  public static final int MAX_BODY_BYTES = 128 * 1024;

  private final FileChannel lockFile;
  private final long epochNanos;
  private final SingleChronicleQueue queue;
  private final SegmentClock clock;
  private final QueueLimits limits;
  private final FreeSpace space;
  private final Ledger ledger;
  private final Retention retention;
  private final QueueReader reader;
  private final SegmentSink shared;

  /**
   * Opens or creates the queue.
   *
   * @throws IOException if the directory cannot be used, or another agent uses it
   */
  public static RecordQueue open(Path directory, QueueLimits limits) throws IOException {
    Files.createDirectories(directory);
    return open(directory, limits, () -> usableBytes(directory));
  }

  static RecordQueue open(Path directory, QueueLimits limits, LongSupplier freeBytes)
      throws IOException {
    Files.createDirectories(directory);
    return new RecordQueue(directory, limits, freeBytes);
  }

  private RecordQueue(Path directory, QueueLimits limits, LongSupplier freeBytes)
      throws IOException {
    this.limits = limits;
    lockFile = lock(directory.resolve("lock"));
    epochNanos = EpochFile.readOrCreate(directory.resolve("epoch"));
    Files.deleteIfExists(directory.resolve("metadata.cq4t"));
    Segments segments = new Segments(directory);
    PositionFile positionFile = new PositionFile(directory.resolve("position"));
    Position position = positionFile.position();
    if (position.deleting() != 0) {
      segments.delete(position.deleting());
    }
    List<Segments.Segment> existing = segments.list();
    int newest = Math.max(segmentOf(position.index()), position.deleting());
    if (!existing.isEmpty()) {
      newest = Math.max(newest, existing.get(existing.size() - 1).number());
    }
    clock = new SegmentClock(SegmentClock.segmentAfter(newest, System.currentTimeMillis()));
    queue =
        SingleChronicleQueueBuilder.binary(directory)
            .rollCycle(SegmentClock.CYCLE)
            .timeProvider(clock)
            .blockSize(limits.blockBytes())
            .build();
    space = new FreeSpace(freeBytes, limits.diskFloorBytes());
    ExcerptAppender appender = newAppender();
    appender.normaliseEOFs();
    ledger = new Ledger(positionFile, unsent(existing, position.index()));
    retention = new Retention(queue, newTailer(), segments, limits, ledger);
    reader = new QueueReader(newTailer(), segments, position.index());
    shared = new SegmentSink(appender, clock, limits.segmentBytes(), space, ledger);
  }

  /** When this queue was created, nanoseconds UTC since 1970; with the index it names an entry. */
  public long epochNanos() {
    return epochNanos;
  }

  /** Appends under a lock; for sources of low rate. */
  @Override
  public boolean offer(RecordKind kind, byte[] body, int offset, int length) {
    synchronized (shared) {
      return shared.offer(kind, body, offset, length);
    }
  }

  /** A sink with an appender of its own, for one thread that offers at a high rate. */
  public RecordSink newSink() {
    return new SegmentSink(newAppender(), clock, limits.segmentBytes(), space, ledger);
  }

  /** The queue's only reader, standing after the position. */
  public QueueReader reader() {
    return reader;
  }

  /** How far the queue has been shipped. */
  public Position position() {
    return ledger.position();
  }

  /**
   * Says that all entries up to {@code index} are done, and how. The position is on disk after
   * {@link #savePosition}.
   */
  public void advance(long index, long shipped, long tooLarge, long rejected) {
    ledger.move(ledger.position().advanced(index, shipped, tooLarge, rejected));
  }

  /**
   * Writes the position if it has moved.
   *
   * @throws UncheckedIOException if the disk refuses
   */
  public void savePosition() {
    ledger.save();
  }

  /**
   * Looks at the free disk space and deletes files until the queue is within its cap; call it about
   * ten times a second.
   *
   * @param unfinished whether entries were read whose fate is open
   */
  public void keepWithinLimits(boolean unfinished) {
    space.look();
    retention.enforce(reader, unfinished);
  }

  /** The sums at this moment. */
  public QueueCounts counts() {
    return ledger.counts();
  }

  /** Bytes of all segments when {@link #keepWithinLimits} last looked. */
  public long bytes() {
    return retention.bytes();
  }

  /** Saves the position and lets go of the directory. Sinks must have stopped. */
  @Override
  public void close() throws IOException {
    try (lockFile) {
      ledger.close();
      shared.close();
      reader.close();
      retention.close();
      queue.close();
    }
  }

  static int segmentOf(long index) {
    return index < 0 ? -1 : SegmentClock.CYCLE.toCycle(index);
  }

  static long sequenceOf(long index) {
    return index < 0 ? -1 : SegmentClock.CYCLE.toSequenceNumber(index);
  }

  /** The thread that opens the queue places the reader, and hands it over before it starts. */
  private ExcerptTailer newTailer() {
    ExcerptTailer tailer = queue.createTailer();
    tailer.singleThreadedCheckDisabled(true);
    return tailer;
  }

  private ExcerptAppender newAppender() {
    ExcerptAppender appender = queue.createAppender();
    appender.singleThreadedCheckDisabled(true);
    return appender;
  }

  private long unsent(List<Segments.Segment> existing, long doneIndex) {
    int doneSegment = segmentOf(doneIndex);
    long count = 0;
    try (ExcerptTailer counter = queue.createTailer()) {
      for (Segments.Segment segment : existing) {
        if (segment.number() >= doneSegment) {
          // A power cut may have taken entries that the position already speaks of.
          long done = segment.number() == doneSegment ? sequenceOf(doneIndex) + 1 : 0;
          count += Math.max(0, counter.excerptsInCycle(segment.number()) - done);
        }
      }
    }
    return count;
  }

  private static long usableBytes(Path directory) {
    try {
      return Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": free space cannot be read", e);
    }
  }

  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new IOException(
          file.getParent()
              + ": another agent uses this directory; give each its own"
              + " agent.data_dir");
    }
    return channel;
  }
}
