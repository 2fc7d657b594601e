package io.gyr.agent.shipping;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A time in which nothing can be shipped: says so in the log once, and when it is over, and spaces
 * the attempts, from 200 ms apart to 5 s. Written by one thread, {@link #reason} read by any.
 */
final class Outage {
  private static final long FIRST_PAUSE_NANOS = 200_000_000L;
  private static final long LONGEST_PAUSE_NANOS = 5_000_000_000L;
  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

  private volatile @Nullable String reason;
  private long sinceNanos;
  private long pauseNanos;
  private long nextTryNanos;

  /** Notes a failed attempt. */
  void begin(String why) {
    long now = System.nanoTime();
    if (reason == null) {
      LOG.warn("records wait in the queue: {}", why);
      sinceNanos = now;
      pauseNanos = FIRST_PAUSE_NANOS;
    } else {
      pauseNanos = Math.min(LONGEST_PAUSE_NANOS, 2 * pauseNanos);
    }
    reason = why;
    nextTryNanos = now + pauseNanos;
  }

  /** Notes that a record arrived. */
  void over() {
    if (reason != null) {
      LOG.info("records arrive again after {} s", (System.nanoTime() - sinceNanos) / 1_000_000_000);
      reason = null;
    }
  }

  boolean mayTry(long nowNanos) {
    return reason == null || nowNanos - nextTryNanos >= 0;
  }

  @Nullable String reason() {
    return reason;
  }
}
