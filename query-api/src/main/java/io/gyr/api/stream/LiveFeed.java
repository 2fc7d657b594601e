package io.gyr.api.stream;

import io.gyr.api.events.EventFilter;
import io.gyr.api.events.FeedEvent;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Hands each new event to every open stream that asks for it, and remembers the last ones: a client
 * that comes back asks the index for what it missed, but the newest events are not there yet.
 * Thread-safe.
 */
public final class LiveFeed {
  private static final int REMEMBERED = 2_000;
  private static final int CLIENT_CAPACITY = 1_000;

  /**
   * What a stream starts with, taken at one instant: nothing is lost or doubled between the two.
   */
  record Opening(Subscription subscription, List<FeedEvent> recent) {}

  private final int maxStreams;
  private final Deque<FeedEvent> recent = new ArrayDeque<>();
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final Gauge streams;
  private final Counter ended;

  /** Lets at most {@code maxStreams} streams be open and counts them in {@code registry}. */
  public LiveFeed(int maxStreams, PrometheusRegistry registry) {
    this.maxStreams = maxStreams;
    streams =
        Gauge.builder()
            .name("gyr_api_streams")
            .help("Live streams that are open")
            .register(registry);
    ended =
        Counter.builder()
            .name("gyr_api_streams_ended")
            .help("Live streams that ended, by reason: closed, slow, age, refused")
            .labelNames("reason")
            .register(registry);
  }

  /** Gives {@code event} to the streams. Never waits for a client. */
  public synchronized void add(FeedEvent event) {
    recent.addLast(event);
    if (recent.size() > REMEMBERED) {
      recent.removeFirst();
    }
    subscriptions.removeIf(subscription -> !subscription.offer(event));
    streams.set(subscriptions.size());
  }

  /** Opens a stream; empty if there are too many. */
  synchronized Optional<Opening> open(EventFilter filter) {
    if (subscriptions.size() >= maxStreams) {
      ended.labelValues("refused").inc();
      return Optional.empty();
    }
    Subscription subscription = new Subscription(filter, CLIENT_CAPACITY);
    subscriptions.add(subscription);
    streams.set(subscriptions.size());
    return Optional.of(
        new Opening(subscription, recent.stream().filter(filter::matchesIgnoringTime).toList()));
  }

  /** Ends a stream and counts why. */
  synchronized void close(Subscription subscription, String reason) {
    subscriptions.remove(subscription);
    streams.set(subscriptions.size());
    ended.labelValues(subscription.overrun() ? "slow" : reason).inc();
  }
}
