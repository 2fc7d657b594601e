package io.gyr.api.custom;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyr.api.events.FeedEvent;
import io.gyr.api.http.ApiError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads {@code {"event":{"name","description","severity","scope","tags"}}}. */
final class CustomEvent {
  private static final int MAX_NAME_CHARS = 300;
  private static final int MAX_TEXT_CHARS = 10_000;
  private static final int MAX_TAGS = 50;
  private static final int INFORMATIONAL = 6;
  private static final int ID_CHARS = 32;

  private CustomEvent() {}

  /**
   * The event in {@code body}, dated {@code now}.
   *
   * @throws ApiError 400 that names the field
   */
  static FeedEvent read(JsonNode body, Instant now) {
    JsonNode event = body.path("event");
    if (!event.isObject()) {
      throw ApiError.badRequest("event is missing", "Send {\"event\":{\"name\":\"...\"}}");
    }
    String name = text(event, "name", MAX_NAME_CHARS);
    if (name.isBlank()) {
      throw ApiError.badRequest("event.name is missing", "Give the event a name");
    }
    String description = text(event, "description", MAX_TEXT_CHARS);
    String source = text(event, "source", MAX_NAME_CHARS);
    int severity = severity(event.path("severity"));
    Map<String, String> labels = new TreeMap<>(CustomScope.labels(text(event, "scope", 4_000)));
    List<String> tags = new ArrayList<>();
    tags(event.path("tags")).forEach((key, value) -> tags.add(key + ":" + value));
    long timeNs = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    String id = id(source, name, description, severity, labels, tags, timeNs);
    return new FeedEvent(
        id,
        "custom",
        timeNs,
        null,
        severity,
        "triggered",
        name,
        description,
        source.isBlank() ? "custom" : source,
        tags,
        labels,
        Map.of(),
        null,
        0);
  }

  private static String text(JsonNode event, String field, int maxChars) {
    JsonNode node = event.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return "";
    }
    if (!node.isTextual()) {
      throw ApiError.badRequest("event." + field + " is no text", "Put it in quotes");
    }
    if (node.asText().length() > maxChars) {
      throw ApiError.badRequest(
          "event." + field + " is too long", "At most " + maxChars + " characters");
    }
    return node.asText();
  }

  private static int severity(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return INFORMATIONAL;
    }
    String text = node.asText("").strip();
    if (!text.matches("[0-7]")) {
      throw ApiError.badRequest(
          "event.severity is " + (text.isEmpty() ? "no number" : "'" + text + "'"),
          "Use 0 (emergency) to 7 (debug), as a number or as text");
    }
    return Integer.parseInt(text);
  }

  private static Map<String, String> tags(@Nullable JsonNode node) {
    Map<String, String> tags = new TreeMap<>();
    if (node == null || node.isMissingNode() || node.isNull()) {
      return tags;
    }
    if (!node.isObject() || node.size() > MAX_TAGS) {
      throw ApiError.badRequest(
          "event.tags cannot be used", "An object of at most " + MAX_TAGS + " names and values");
    }
    node.properties()
        .forEach(
            tag -> {
              if (!tag.getValue().isValueNode()
                  || tag.getValue().asText().length() > MAX_NAME_CHARS) {
                throw ApiError.badRequest(
                    "event.tags." + tag.getKey() + " cannot be used",
                    "A text of at most " + MAX_NAME_CHARS + " characters");
              }
              tags.put(tag.getKey(), tag.getValue().asText());
            });
    return tags;
  }

  private static String id(Object... parts) {
    try {
      byte[] text = List.of(parts).toString().getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(hash).substring(0, ID_CHARS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
