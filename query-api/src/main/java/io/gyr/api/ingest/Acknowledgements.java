package io.gyr.api.ingest;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Counts what the brokers have of what one request sent. Any thread answers, one waits. */
final class Acknowledgements implements Callback {
  private long sent;
  private long answered;
  private @Nullable Exception failure;

  synchronized void sending() {
    sent++;
  }

  @Override
  public synchronized void onCompletion(
      @Nullable RecordMetadata metadata, @Nullable Exception problem) {
    answered++;
    if (problem != null && failure == null) {
      failure = problem;
    }
    if (answered == sent) {
      notifyAll();
    }
  }

  /** What went wrong first so far, null if nothing did. */
  synchronized @Nullable Exception failure() {
    return failure;
  }

  /**
   * Waits for all answers.
   *
   * @return whether all came in time
   */
  synchronized boolean await(long patienceMs) throws InterruptedException {
    long end = System.nanoTime() + patienceMs * 1_000_000;
    while (answered < sent) {
      long leftMs = (end - System.nanoTime()) / 1_000_000;
      if (leftMs <= 0) {
        return false;
      }
      wait(leftMs);
    }
    return true;
  }
}
