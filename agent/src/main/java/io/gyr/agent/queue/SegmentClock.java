package io.gyr.agent.queue;

import java.util.concurrent.atomic.AtomicInteger;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.rollcycles.LegacyRollCycles;

/**
 * Decides which segment is written, in the shape of a clock.
 *
 * <p>How it works: Chronicle Queue begins a new file when its clock enters a new cycle. A file per
 * minute is too coarse for a byte cap (a busy minute may be larger than the cap) and too fine for a
 * quiet host. So the queue is given this clock instead of the wall clock: it stands still, and a
 * full segment moves it to the next minute. The number of a segment is thus a plain counter that
 * happens to begin at the minute in which the queue was opened, which keeps the file names readable
 * and the numbers growing even if every file is lost. Thread-safe.
 */
final class SegmentClock implements TimeProvider {
  /** The format of the files: at most 2^26 entries each, an index of cycle * 2^32 + sequence. */
  static final RollCycle CYCLE = LegacyRollCycles.MINUTELY;

  private final AtomicInteger segment;

  SegmentClock(int firstSegment) {
    this.segment = new AtomicInteger(firstSegment);
  }

  /** The first segment of a queue that is opened now: later than all that are known. */
  static int segmentAfter(int lastKnown, long nowMillis) {
    return Math.max(lastKnown + 1, Math.toIntExact(nowMillis / CYCLE.lengthInMillis()));
  }

  int segment() {
    return segment.get();
  }

  /** Begins the segment after {@code full}, unless another thread has. */
  void leave(int full) {
    segment.compareAndSet(full, full + 1);
  }

  @Override
  public long currentTimeMillis() {
    return (long) segment.get() * CYCLE.lengthInMillis();
  }
}
