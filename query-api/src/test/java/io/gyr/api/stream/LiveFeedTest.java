package io.gyr.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.api.events.EventFilter;
import io.gyr.api.events.FeedEvent;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
  private static final EventFilter ALL =
      new EventFilter(0, 1, Set.of(), Set.of(), Set.of(), null, List.of());

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final LiveFeed feed = new LiveFeed(2, registry);

  @Test
  void aClientThatDoesNotReadIsGivenUpAndCountedWhileOthersGoOn() throws InterruptedException {
    Subscription slow = feed.open(ALL).orElseThrow().subscription();
    Subscription fast = feed.open(ALL).orElseThrow().subscription();
    for (int i = 0; i < 2_500; i++) {
      feed.add(event(i));
      assertThat(fast.poll(0)).isNotNull();
    }
    assertThat(slow.overrun()).isTrue();
    assertThat(fast.overrun()).isFalse();
    feed.close(slow, "closed");
    feed.close(fast, "closed");
    assertThat(ended("slow")).isEqualTo(1);
    assertThat(ended("closed")).isEqualTo(1);
  }

  @Test
  void noMoreStreamsThanAllowed() {
    Subscription first = feed.open(ALL).orElseThrow().subscription();
    feed.open(ALL).orElseThrow();
    assertThat(feed.open(ALL)).isEmpty();
    feed.close(first, "closed");
    assertThat(feed.open(ALL)).isPresent();
    assertThat(ended("refused")).isEqualTo(1);
  }

  @Test
  void remembersWhatCameBefore() {
    feed.add(event(1));
    assertThat(feed.open(ALL).orElseThrow().recent()).containsExactly(event(1));
  }

  private double ended(String reason) {
    return registry.scrape().stream()
        .filter(snapshot -> snapshot.getMetadata().getName().equals("gyr_api_streams_ended"))
        .flatMap(snapshot -> ((CounterSnapshot) snapshot).getDataPoints().stream())
        .filter(point -> reason.equals(point.getLabels().get("reason")))
        .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
        .sum();
  }

  private static FeedEvent event(int number) {
    return new FeedEvent(
        "id" + number,
        "custom",
        number,
        null,
        6,
        "triggered",
        "n",
        "d",
        "s",
        List.of(),
        Map.of(),
        Map.of(),
        null,
        0);
  }
}
