package io.gyr.api.events;

import io.gyr.api.http.ApiError;
import io.gyr.api.http.QueryParameters;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads an {@link EventFilter} from the query of a request. */
public final class EventFilterParameters {
  /** The parameters that every route with a filter has. */
  public static final Set<String> NAMES =
      Set.of("from", "to", "severity", "type", "status", "text", "scope", "aggregated_into");

  private static final Duration DEFAULT_SPAN = Duration.ofHours(24);
  private static final int MAX_TEXT_CHARS = 500;
  private static final int MAX_ID_CHARS = 64;
  private static final int MAX_SCOPE_CHARS = 4_000;
  private static final long MAX_MS = 9_223_372_036_854L;
  private static final Set<String> TYPES =
      new TreeSet<>(Set.of("alert", "infrastructure", "security", "custom"));
  private static final Set<String> STATUSES = new TreeSet<>(Set.of("triggered", "resolved"));

  private EventFilterParameters() {}

  /**
   * Reads the filter. Without {@code to} it ends now, without {@code from} it begins 24 hours
   * before its end.
   *
   * @throws ApiError 400 that names the parameter
   */
  public static EventFilter read(QueryParameters query, Clock clock) {
    Long to = time(query, "to");
    long toMs = to == null ? clock.millis() + 1 : to;
    Long from = time(query, "from");
    long fromMs = from == null ? Math.max(0, toMs - DEFAULT_SPAN.toMillis()) : from;
    if (fromMs >= toMs) {
      throw ApiError.badRequest("from is not before to", "from=" + fromMs + ", to=" + toMs);
    }
    String scope = query.text("scope", MAX_SCOPE_CHARS);
    return new EventFilter(
        fromMs,
        toMs,
        severities(query.list("severity")),
        oneOf("type", query.list("type"), TYPES),
        oneOf("status", query.list("status"), STATUSES),
        query.text("text", MAX_TEXT_CHARS),
        scope == null ? List.of() : ScopeParser.parse(scope),
        query.text("aggregated_into", MAX_ID_CHARS));
  }

  /** Milliseconds since 1970, or a date and time of RFC 3339. */
  private static @Nullable Long time(QueryParameters query, String name) {
    String value = query.text(name, 40);
    if (value == null) {
      return null;
    }
    try {
      long ms =
          value.matches("\\d{1,13}")
              ? Long.parseLong(value)
              : OffsetDateTime.parse(value.replace(' ', '+')).toInstant().toEpochMilli();
      if (ms >= 0 && ms < MAX_MS) {
        return ms;
      }
    } catch (DateTimeException e) {
      // Falls through to the one message that a caller needs.
    }
    throw ApiError.badRequest(
        name + " is '" + value + "'",
        "Give milliseconds since 1970 or RFC 3339, such as " + Instant.EPOCH);
  }

  private static Set<Integer> severities(List<String> values) {
    Set<Integer> severities = new TreeSet<>();
    for (String value : values) {
      if (value.matches("[0-7]")) {
        severities.add(Integer.valueOf(value));
      } else {
        severities.addAll(
            SeverityGroup.named(value)
                .orElseThrow(
                    () ->
                        ApiError.badRequest(
                            "severity has '" + value + "'",
                            "Use 0 to 7, or high, medium, low, info"))
                .severities());
      }
    }
    return severities;
  }

  private static Set<String> oneOf(String name, List<String> values, Set<String> known) {
    Set<String> lower =
        values.stream().map(value -> value.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    for (String value : lower) {
      if (!known.contains(value)) {
        throw ApiError.badRequest(
            name + " has '" + value + "'", "Use one of " + String.join(", ", known));
      }
    }
    return lower;
  }
}
