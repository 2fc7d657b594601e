package io.gyr.api.cardinality;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyr.api.http.ApiError;
import io.gyr.api.http.Json;
import io.gyr.api.http.QueryParameters;
import io.gyr.api.http.Routes;
import io.gyr.api.prometheus.store.LabelMatchers;
import io.gyr.api.prometheus.store.MetricStore;
import io.gyr.api.prometheus.store.SeriesCatalog;
import io.gyr.api.prometheus.store.StoreException;
import io.gyr.promql.parser.ParseException;
import io.gyr.promql.parser.Parser;
import io.gyr.timeseries.index.LabelIndex;
import io.gyr.timeseries.index.LabelMatcher;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What makes the most series, today and yesterday, and which series are refused. A day is one of
 * UTC, since the store keeps by such days which series there are.
 */
public final class CardinalityRoutes implements Routes {
  private static final int USUAL = 20;
  private static final int MOST = 1_000;
  private static final int LONGEST_SELECTOR = 10_000;
  private static final long DAY_MS = Duration.ofDays(1).toMillis();
  private static final int REFUSED_HOURS = 24;

  private final MetricStore store;
  private final RefusedSeriesReader refused;
  private final Clock clock;

  /** Counts the series of {@code store}. */
  public CardinalityRoutes(MetricStore store, RefusedSeriesReader refused, Clock clock) {
    this.store = store;
    this.refused = refused;
    this.clock = clock;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/api/v2/metrics/top", this::top);
    routes.get("/api/v2/metrics/refused", this::refused);
  }

  private void top(Context context) {
    QueryParameters parameters = new QueryParameters(context, Set.of("by", "match", "limit"));
    Dimension by = dimension(parameters);
    List<LabelMatcher> matchers = matchers(parameters);
    int limit = parameters.number("limit", 1, MOST, USUAL);
    long nowMs = clock.millis();
    ObjectNode json;
    try {
      SeriesCatalog catalog = store.catalog();
      json = counted(catalog.day(nowMs), catalog.day(nowMs - DAY_MS), matchers, by, limit);
    } catch (StoreException e) {
      throw ApiError.unavailable(
          "The metrics store does not answer", String.valueOf(e.getMessage()));
    }
    context.contentType("application/json").result(Json.bytes(json));
  }

  private static ObjectNode counted(
      LabelIndex today,
      LabelIndex yesterday,
      List<LabelMatcher> matchers,
      Dimension by,
      int limit) {
    SeriesCounts counts = SeriesCounts.of(today, matchers, by, limit);
    ObjectNode json =
        Json.object()
            .put("by", by.toString())
            .put("series", today.count(matchers))
            .put("series_yesterday", yesterday.count(matchers))
            .put("total", counts.total());
    ArrayNode entries = json.putArray("entries");
    for (SeriesCount count : counts.top()) {
      List<LabelMatcher> selector = SeriesCounts.with(matchers, count.selector());
      ObjectNode entry =
          entries
              .addObject()
              .put("name", count.name())
              .put("series", count.series())
              .put("series_yesterday", yesterday.count(selector));
      if (by == Dimension.LABEL) {
        entry.put("values", count.values());
        entry.put("values_yesterday", values(yesterday, count.name(), matchers));
      } else if (by == Dimension.AGENT) {
        List<String> hosts = today.labelValues("host_name", selector, 1);
        entry.put("host", hosts.isEmpty() ? null : hosts.get(0));
      }
    }
    return json;
  }

  private static int values(LabelIndex index, String label, List<LabelMatcher> matchers) {
    return index.labelValues(label, matchers, Integer.MAX_VALUE).size();
  }

  private static Dimension dimension(QueryParameters parameters) {
    String text = parameters.text("by", 20);
    if (text == null) {
      return Dimension.METRIC;
    }
    try {
      return Dimension.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw ApiError.badRequest(
          "by is '" + text + "'",
          "Give one of " + Arrays.toString(Dimension.values()).replace("[", "").replace("]", ""));
    }
  }

  private static List<LabelMatcher> matchers(QueryParameters parameters) {
    String selector = parameters.text("match", LONGEST_SELECTOR);
    if (selector == null) {
      return List.of();
    }
    try {
      return LabelMatchers.of(Parser.parseSelector(selector));
    } catch (ParseException e) {
      throw ApiError.badRequest("match is no selector", String.valueOf(e.getMessage()));
    }
  }

  private void refused(Context context) {
    QueryParameters parameters = new QueryParameters(context, Set.of("hours", "limit"));
    int hours = parameters.number("hours", 1, REFUSED_HOURS, 1);
    int limit = parameters.number("limit", 1, MOST, USUAL);
    long sinceMs = clock.millis() - Duration.ofHours(hours).toMillis();
    ObjectNode json = Json.object();
    ArrayNode array = json.putArray("refused");
    refused.since(sinceMs).stream()
        .limit(limit)
        .forEach(
            series ->
                array
                    .addObject()
                    .put("time", Instant.ofEpochMilli(series.timeMs()).toString())
                    .put("detail", series.detail()));
    context.contentType("application/json").result(Json.bytes(json));
  }
}
