package io.gyr.promql.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What the queries of a process may hold together, as far as the engine counts it: a large one has
 * room while no others do. Thread-safe.
 */
public final class QueryMemory {
  private final long bytes;
  private final AtomicLong held = new AtomicLong();

  /** So much for all. */
  public QueryMemory(long bytes) {
    this.bytes = bytes;
  }

  /** How much there is for all. */
  public long bytes() {
    return bytes;
  }

  /** How much is held now. */
  public long held() {
    return held.get();
  }

  /** Takes some if that much is free; who gets true gives it back. */
  public boolean take(long more) {
    if (held.addAndGet(more) <= bytes) {
      return true;
    }
    held.addAndGet(-more);
    return false;
  }

  /** What was taken is held no more. */
  public void giveBack(long some) {
    held.addAndGet(-some);
  }
}
