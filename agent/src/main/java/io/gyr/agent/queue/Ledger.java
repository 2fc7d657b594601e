package io.gyr.agent.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.LongAdder;

/**
 * The sums of the queue: accepted = shipped + dropped + unsent, since the queue was created. What
 * was refused never got in and is no part of it. Reading is thread-safe; appends are counted by any
 * thread; the position is moved and saved by one.
 */
final class Ledger implements AutoCloseable {
  private final PositionFile file;
  private final LongAdder appended = new LongAdder();
  private final LongAdder refusedDiskFull = new LongAdder();
  private final LongAdder refusedTooLarge = new LongAdder();
  private final LongAdder refusedFailed = new LongAdder();
  private volatile Position position;
  private boolean unsaved;

  /**
   * @param file where the position is kept
   * @param unsent entries that the queue held after that position when it was opened
   */
  Ledger(PositionFile file, long unsent) {
    this.file = file;
    this.position = file.position();
    appended.add(position.shipped() + position.dropped() + unsent);
  }

  void countAppended() {
    appended.increment();
  }

  void countDiskFull() {
    refusedDiskFull.increment();
  }

  void countTooLarge() {
    refusedTooLarge.increment();
  }

  void countFailed() {
    refusedFailed.increment();
  }

  Position position() {
    return position;
  }

  /** Sets the position; it is on disk after the next {@link #save}. */
  void move(Position next) {
    position = next;
    unsaved = true;
  }

  /** Writes the position if it has moved. */
  void save() {
    if (!unsaved) {
      return;
    }
    try {
      file.save(position);
      unsaved = false;
    } catch (IOException e) {
      throw new UncheckedIOException("the queue's position cannot be saved", e);
    }
  }

  QueueCounts counts() {
    Position now = position; // Before the appended ones, so that unsent is never negative.
    return new QueueCounts(
        appended.sum(),
        now.shipped(),
        now.droppedFull(),
        now.droppedTooLarge(),
        now.droppedRejected(),
        refusedDiskFull.sum(),
        refusedTooLarge.sum(),
        refusedFailed.sum());
  }

  @Override
  public void close() {
    try (file) {
      save();
    } catch (IOException e) {
      throw new UncheckedIOException("the queue's position cannot be saved", e);
    }
  }
}
