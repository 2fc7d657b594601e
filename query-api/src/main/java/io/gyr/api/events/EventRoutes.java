package io.gyr.api.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyr.api.http.ApiError;
import io.gyr.api.http.Json;
import io.gyr.api.http.QueryParameters;
import io.gyr.api.http.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;

/** The routes that read stored events. */
public final class EventRoutes implements Routes {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;
  private static final int DEFAULT_BUCKETS = 60;
  private static final int MAX_BUCKETS = 500;
  private static final int MAX_CURSOR_CHARS = 256;

  private final EventIndex index;
  private final Clock clock;

  /** Answers from {@code index}; {@code clock} says what now is. */
  public EventRoutes(EventIndex index, Clock clock) {
    this.index = index;
    this.clock = clock;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/api/v2/events", this::list);
    routes.get("/api/v2/events/histogram", this::histogram);
    routes.get("/api/v2/events/{id}", this::one);
  }

  private void list(Context context) {
    QueryParameters query = parameters(context, "limit", "cursor");
    EventFilter filter = EventFilterParameters.read(query, clock);
    String cursor = query.text("cursor", MAX_CURSOR_CHARS);
    int limit = query.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
    EventPage page =
        index.newestFirst(
            filter, cursor == null ? null : EventCursor.decode(cursor, "cursor"), limit);
    ObjectNode json = Json.object();
    json.put("total", page.total());
    json.put("total_is_exact", page.totalIsExact());
    EventCursor next = page.next();
    json.put("next_cursor", next == null ? null : next.encode());
    ArrayNode events = json.putArray("events");
    page.events().forEach(event -> events.add(EventJson.write(event)));
    answer(context, json);
  }

  private void histogram(Context context) {
    QueryParameters query = parameters(context, "buckets");
    EventFilter filter = EventFilterParameters.read(query, clock);
    int buckets = query.number("buckets", 1, MAX_BUCKETS, DEFAULT_BUCKETS);
    answer(context, HistogramJson.write(index.histogram(filter, buckets)));
  }

  private void one(Context context) {
    String id = context.pathParam("id");
    FeedEvent event =
        index
            .find(id)
            .orElseThrow(
                () -> ApiError.notFound("There is no event " + id, "It may have been deleted"));
    ObjectNode json = Json.object();
    json.set("event", EventJson.write(event));
    answer(context, json);
  }

  private static QueryParameters parameters(Context context, String... more) {
    Set<String> names = new HashSet<>(EventFilterParameters.NAMES);
    names.addAll(Set.of(more));
    return new QueryParameters(context, names);
  }

  private static void answer(Context context, ObjectNode json) {
    context.contentType("application/json").result(Json.bytes(json));
  }
}
