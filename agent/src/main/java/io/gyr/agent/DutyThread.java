package io.gyr.agent;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a duty over and over on a thread of its own and rests when there was nothing to do. A duty
 * that throws is tried again after a second; the same failure is logged once.
 */
final class DutyThread {
  /** One round of work. */
  @FunctionalInterface
  interface Duty {
    /** Does what is due; returns how much that was, 0 to rest. */
    int doWork() throws Exception;
  }

  private static final long FAILURE_PAUSE_NANOS = 1_000_000_000L;
  private static final Logger LOG = LoggerFactory.getLogger(DutyThread.class);

  private final Thread thread;
  private final Duty duty;
  private final long restNanos;
  private volatile boolean running = true;
  private volatile String failure = "";

  DutyThread(String name, long restNanos, Duty duty) {
    this.duty = duty;
    this.restNanos = restNanos;
    this.thread = new Thread(this::run, name);
  }

  void start() {
    thread.start();
  }

  /** What the last round failed with, empty if it did not. */
  String failure() {
    return failure;
  }

  /** Ends after the round that is being done. */
  void stop() {
    running = false;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (running) {
      long rest = 0;
      try {
        if (duty.doWork() == 0) {
          rest = restNanos;
        }
        if (!failure.isEmpty()) {
          failure = "";
        }
      } catch (Exception e) {
        if (!failure.equals(e.toString())) {
          LOG.error("{} failed and is tried again", thread.getName(), e);
        }
        failure = e.toString();
        rest = FAILURE_PAUSE_NANOS;
      }
      if (rest > 0 && running) {
        LockSupport.parkNanos(rest);
      }
    }
  }
}
