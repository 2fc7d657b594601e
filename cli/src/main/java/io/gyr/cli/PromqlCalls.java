package io.gyr.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls of Prometheus's API, and its answers as text. */
final class PromqlCalls {
  private static final Pattern AGO = Pattern.compile("-([0-9]{1,9})([smhdw])");

  private PromqlCalls() {}

  /** {@code data} of an answer; remarks on it go to {@code err}. */
  static JsonNode data(Api api, PrintWriter err, String path, List<String> parameters) {
    StringBuilder query = new StringBuilder("/api/v1/").append(path);
    for (int i = 0; i < parameters.size(); i += 2) {
      query.append(i == 0 ? '?' : '&').append(Api.part(parameters.get(i)));
      query.append('=').append(Api.part(parameters.get(i + 1)));
    }
    JsonNode answer = api.promql(query.toString());
    answer.path("warnings").forEach(warning -> err.println("gyr: " + warning.asText()));
    answer.path("infos").forEach(info -> err.println("gyr: " + info.asText()));
    return answer.path("data");
  }

  /** A time as the API takes it: seconds, RFC 3339, {@code now}, or {@code -15m} for ago. */
  static String time(String option, String text) {
    if (text.equals("now")) {
      return seconds(Instant.now());
    }
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      long amount = Long.parseLong(ago.group(1));
      Duration duration =
          switch (ago.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofDays(7 * amount);
          };
      return seconds(Instant.now().minus(duration));
    }
    try {
      return new BigDecimal(text).toPlainString();
    } catch (NumberFormatException e) {
      // May be the other form.
    }
    try {
      return seconds(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw Failure.wrongUse(
          option
              + " is '"
              + text
              + "'; give seconds since 1970, 2026-01-31T12:00:00Z, now, or -15m for 15 minutes ago");
    }
  }

  private static String seconds(Instant time) {
    return BigDecimal.valueOf(time.toEpochMilli(), 3).toPlainString();
  }

  /** A series as PromQL writes it. */
  static String series(JsonNode metric) {
    List<String> labels = new ArrayList<>();
    metric
        .properties()
        .forEach(
            label -> {
              if (!label.getKey().equals("__name__")) {
                labels.add(label.getKey() + "=" + label.getValue());
              }
            });
    String name = metric.path("__name__").asText();
    return labels.isEmpty() && !name.isEmpty()
        ? name
        : name + "{" + String.join(", ", labels) + "}";
  }

  /** The time of a point for people. */
  static String time(JsonNode point) {
    return Instant.ofEpochMilli(Math.round(point.path(0).asDouble() * 1000)).toString();
  }

  /** The value of a point. */
  static String value(JsonNode point) {
    JsonNode value = point.path(1);
    return value.isTextual() ? value.asText() : value.toString();
  }
}
