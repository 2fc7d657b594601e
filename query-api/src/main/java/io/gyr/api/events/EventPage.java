package io.gyr.api.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of the feed.
 *
 * @param events in the order that was asked for
 * @param total how many events match, over all pages
 * @param totalIsExact false if there are at least {@code total}
 * @param next where the next page begins; null if this is the last one
 */
public record EventPage(
    List<FeedEvent> events, long total, boolean totalIsExact, @Nullable EventCursor next) {

  /** Copies the events. */
  public EventPage {
    events = List.copyOf(events);
  }
}
