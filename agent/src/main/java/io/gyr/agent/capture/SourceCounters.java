package io.gyr.agent.capture;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts of a {@link SyscallSource} since it was opened. Written by its worker alone (so without
 * contention), read by any thread.
 */
public final class SourceCounters {
  private static final long[] NONE = {};

  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong unseen = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private volatile CaptureStatistics kernel = new CaptureStatistics(NONE, NONE, NONE, NONE);
  private volatile long evictions;
  private volatile @Nullable RuntimeException lastFailure;

  SourceCounters() {}

  /** Calls that the handler took. */
  public long acceptedCalls() {
    return accepted.get();
  }

  /** Events that only served the tables. */
  public long unseenEvents() {
    return unseen.get();
  }

  /** Calls that the handler refused: lost. */
  public long refusedCalls() {
    return refused.get();
  }

  /** Events that could not be resolved: lost. Each is an error of ours or a broken event. */
  public long failedEvents() {
    return failed.get();
  }

  /** Why the last of them could not; null if there is none. */
  public @Nullable RuntimeException lastFailure() {
    return lastFailure;
  }

  /** What the kernel side captured and lost, up to a second ago. */
  public CaptureStatistics kernel() {
    return kernel;
  }

  /** Entries of tables that were forgotten for want of room, up to a second ago. */
  public long evictedEntries() {
    return evictions;
  }

  void accepted() {
    increment(accepted);
  }

  void unseen() {
    increment(unseen);
  }

  void refused() {
    increment(refused);
  }

  void failed(RuntimeException e) {
    lastFailure = e;
    increment(failed);
  }

  void set(CaptureStatistics statistics, long newEvictions) {
    kernel = statistics;
    evictions = newEvictions;
  }

  /** With one writer, a plain addition and an ordered store do. */
  private static void increment(AtomicLong counter) {
    counter.lazySet(counter.getPlain() + 1);
  }
}
