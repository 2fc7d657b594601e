package io.gyr.api.stream;

import io.gyr.api.events.EventCursor;
import io.gyr.api.events.EventFilter;
import io.gyr.api.events.EventFilterParameters;
import io.gyr.api.events.EventIndex;
import io.gyr.api.events.FeedEvent;
import io.gyr.api.http.ApiError;
import io.gyr.api.http.QueryParameters;
import io.gyr.api.http.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The live stream. Each open stream keeps a thread of the server, which is why their number is
 * bounded; in return a slow client blocks its own thread and nothing else.
 */
public final class StreamRoutes implements Routes {
  private static final long HEARTBEAT_MS = 10_000;

  /** Clients come back after it with their token, so that a withdrawn one does not last. */
  private static final Duration MAX_AGE = Duration.ofHours(1);

  private final LiveFeed feed;
  private final MissedEvents missed;
  private final Clock clock;

  /** Streams from {@code feed}; what a returning client missed is read from {@code index}. */
  public StreamRoutes(LiveFeed feed, EventIndex index, Clock clock) {
    this.feed = feed;
    this.missed = new MissedEvents(index, clock);
    this.clock = clock;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/api/v2/events/stream", this::stream);
  }

  private void stream(Context context) {
    Set<String> names = new HashSet<>(EventFilterParameters.NAMES);
    names.removeAll(Set.of("from", "to"));
    EventFilter filter = EventFilterParameters.read(new QueryParameters(context, names), clock);
    String header = context.header("Last-Event-ID");
    EventCursor last =
        header == null || header.isBlank() ? null : EventCursor.decode(header, "Last-Event-ID");
    LiveFeed.Opening opening =
        feed.open(filter)
            .orElseThrow(
                () -> ApiError.unavailable("Too many live streams are open", "Close one first"));
    String reason = "closed";
    try {
      reason = send(context, opening, filter, last);
    } catch (IOException e) {
      // The client is gone, which is how a stream normally ends.
      reason = "closed";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      feed.close(opening.subscription(), reason);
    }
  }

  private String send(
      Context context, LiveFeed.Opening opening, EventFilter filter, @Nullable EventCursor last)
      throws IOException, InterruptedException {
    MissedEvents.Missed backlog =
        last == null
            ? new MissedEvents.Missed(List.of(), false)
            : missed.after(last, filter, opening.recent());
    context.disableCompression();
    context.contentType("text/event-stream").header("X-Accel-Buffering", "no");
    EventStreamWriter writer = new EventStreamWriter(context.res().getOutputStream());
    writer.notice("ready", "live");
    for (FeedEvent event : backlog.events()) {
      writer.event(event);
    }
    if (backlog.truncated()) {
      writer.notice("gap", "more was missed than is sent again: load the list anew");
    }
    long end = System.nanoTime() + MAX_AGE.toNanos();
    Subscription subscription = opening.subscription();
    while (System.nanoTime() < end) {
      FeedEvent event = subscription.poll(HEARTBEAT_MS);
      if (event != null) {
        writer.event(event);
      } else if (subscription.overrun()) {
        writer.notice("dropped", "this client was too slow: come back with Last-Event-ID");
        return "slow";
      } else {
        writer.heartbeat();
      }
    }
    return "age";
  }
}
