package io.gyr.api.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyr.api.http.Json;
import io.gyr.api.opensearch.OpenSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads events from the indices {@value #PATTERN}. Thread-safe; errors are those of OpenSearch. */
public final class EventIndex {
  static final String PATTERN = "gyr-events-*";

  /** Counting on from here would cost more than anybody learns from the exact number. */
  private static final int EXACT_TOTAL = 100_000;

  private final OpenSearch openSearch;

  /** Reads through {@code openSearch}. */
  public EventIndex(OpenSearch openSearch) {
    this.openSearch = openSearch;
  }

  /** Events from the newest to the oldest, beginning behind {@code after} if it is not null. */
  public EventPage newestFirst(EventFilter filter, @Nullable EventCursor after, int limit) {
    return page(filter, after, limit, "desc");
  }

  /** Events from the oldest to the newest, beginning behind {@code after}. */
  public EventPage oldestFirst(EventFilter filter, EventCursor after, int limit) {
    return page(filter, after, limit, "asc");
  }

  /** The event called {@code id} in its highest version. */
  public Optional<FeedEvent> find(String id) {
    ObjectNode search = Json.object().put("size", 1);
    search.putObject("query").putObject("term").put("id", id);
    search.putArray("sort").addObject().set("version", sort("desc", "long"));
    for (JsonNode hit : openSearch.search(PATTERN, search).path("hits").path("hits")) {
      return Optional.of(EventDocument.read(hit.path("_source")));
    }
    return Optional.empty();
  }

  /** Counts events in about {@code buckets} bars. */
  public EventHistogram histogram(EventFilter filter, int buckets) {
    HistogramSearch search = HistogramSearch.over(filter, buckets);
    return search.read(openSearch.search(PATTERN, search.query()));
  }

  private EventPage page(
      EventFilter filter, @Nullable EventCursor after, int limit, String direction) {
    ObjectNode search = Json.object();
    // One more than asked for, to know whether there is a next page.
    search.put("size", limit + 1);
    search.put("track_total_hits", EXACT_TOTAL);
    search.set("query", EventClauses.query(filter));
    search.putObject("_source").putArray("excludes").add("text").add("label_pairs");
    ArrayNode sort = search.putArray("sort");
    sort.addObject().set("time_ns", sort(direction, "long"));
    sort.addObject().set("id", sort(direction, "keyword"));
    if (after != null) {
      search.putArray("search_after").add(after.timeNs()).add(after.id());
    }
    return read(openSearch.search(PATTERN, search), limit);
  }

  /** Says the type, so that an index without events, and so without mapping, fails no search. */
  private static ObjectNode sort(String direction, String type) {
    return Json.object().put("order", direction).put("unmapped_type", type);
  }

  private static EventPage read(JsonNode response, int limit) {
    JsonNode hits = response.path("hits");
    List<FeedEvent> events = new ArrayList<>();
    for (JsonNode hit : hits.path("hits")) {
      events.add(EventDocument.read(hit.path("_source")));
    }
    boolean more = events.size() > limit;
    List<FeedEvent> page = more ? events.subList(0, limit) : events;
    JsonNode total = hits.path("total");
    return new EventPage(
        page,
        total.path("value").asLong(),
        total.path("relation").asText("eq").equals("eq"),
        more ? page.get(limit - 1).cursor() : null);
  }
}
