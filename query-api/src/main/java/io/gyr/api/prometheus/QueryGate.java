package io.gyr.api.prometheus;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets only so many queries run at once; the others wait a little, then fail. Thread-safe. */
final class QueryGate {
  private static final long WAIT_MS = 5_000;

  private final int most;
  private final Semaphore free;

  QueryGate(int most) {
    this.most = most;
    this.free = new Semaphore(most, true);
  }

  /** Something that runs within the gate. */
  interface Work {
    Response run();
  }

  /**
   * Runs {@code work} when its turn has come.
   *
   * @param timeoutMs longest wait
   */
  Response run(long timeoutMs, Work work) {
    try {
      if (!free.tryAcquire(Math.min(timeoutMs, WAIT_MS), TimeUnit.MILLISECONDS)) {
        throw new Problem(
            Problem.Type.UNAVAILABLE,
            "query waited in the queue: " + most + " others run, which is the most; try again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(Problem.Type.CANCELED, "query was canceled in query queue");
    }
    try {
      return work.run();
    } finally {
      free.release();
    }
  }
}
