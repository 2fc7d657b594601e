package io.gyr.api.stream;

import io.gyr.api.events.EventFilter;
import io.gyr.api.events.FeedEvent;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one client of the live stream has still to be sent. The feed adds, the client's thread
 * takes; a client that lets the queue fill up is given up rather than waited for.
 */
final class Subscription {
  private final EventFilter filter;
  private final BlockingQueue<FeedEvent> waiting;
  private volatile boolean overrun;

  Subscription(EventFilter filter, int capacity) {
    this.filter = filter;
    this.waiting = new ArrayBlockingQueue<>(capacity);
  }

  /** Adds {@code event} if it is asked for; false if the client has fallen too far behind. */
  boolean offer(FeedEvent event) {
    if (!overrun && filter.matchesIgnoringTime(event) && !waiting.offer(event)) {
      overrun = true;
    }
    return !overrun;
  }

  /** The next event; null if there was none for {@code ms} milliseconds. */
  @Nullable FeedEvent poll(long ms) throws InterruptedException {
    return waiting.poll(ms, TimeUnit.MILLISECONDS);
  }

  /** Whether the client has fallen too far behind and gets no more events. */
  boolean overrun() {
    return overrun;
  }
}
