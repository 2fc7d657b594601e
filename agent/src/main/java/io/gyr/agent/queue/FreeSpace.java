package io.gyr.agent.queue;

import java.util.function.LongSupplier;

/**
 * Watches the free bytes of the queue's disk. Writing to a mapped file on a full disk kills the
 * process, so appending stops while there is still room. Looked at by one thread, asked by any.
 */
final class FreeSpace {
  private final LongSupplier freeBytes;
  private final long floorBytes;
  private volatile boolean low;

  FreeSpace(LongSupplier freeBytes, long floorBytes) {
    this.freeBytes = freeBytes;
    this.floorBytes = floorBytes;
    look();
  }

  /** Measures again. */
  void look() {
    low = freeBytes.getAsLong() < floorBytes;
  }

  /** Whether the last look found less than the floor. */
  boolean low() {
    return low;
  }
}
