package io.gyr.api.stream;

import io.gyr.api.events.EventCursor;
import io.gyr.api.events.EventFilter;
import io.gyr.api.events.EventIndex;
import io.gyr.api.events.EventPage;
import io.gyr.api.events.FeedEvent;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What a client that comes back has missed: from the index, and from the feed's memory what the
 * index does not have yet. An event that is dated before the last one that the client saw, but came
 * after it, is not among them.
 */
final class MissedEvents {
  private static final int MAX = 1_000;
  private static final Comparator<EventCursor> ORDER =
      Comparator.comparingLong(EventCursor::timeNs).thenComparing(EventCursor::id);

  /** The events in their order, and whether there were more than could be sent. */
  record Missed(List<FeedEvent> events, boolean truncated) {}

  private final EventIndex index;
  private final Clock clock;

  MissedEvents(EventIndex index, Clock clock) {
    this.index = index;
    this.clock = clock;
  }

  Missed after(EventCursor last, EventFilter filter, List<FeedEvent> recent) {
    long fromMs = TimeUnit.NANOSECONDS.toMillis(last.timeNs());
    long toMs = Math.max(clock.millis(), fromMs) + TimeUnit.HOURS.toMillis(1);
    EventPage page = index.oldestFirst(filter.between(fromMs, toMs), last, MAX);
    TreeMap<EventCursor, FeedEvent> missed = new TreeMap<>(ORDER);
    page.events().forEach(event -> missed.put(event.cursor(), event));
    for (FeedEvent event : recent) {
      if (ORDER.compare(event.cursor(), last) > 0) {
        missed.merge(event.cursor(), event, (a, b) -> a.version() > b.version() ? a : b);
      }
    }
    return new Missed(List.copyOf(missed.values()), page.next() != null);
  }
}
