package io.gyr.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyr.api.events.FeedEvent;
import io.gyr.api.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Makes events and puts them into the index the way that the sink does. */
final class TestEvents {
  /** Label that keeps the events of one test apart from all others in the same index. */
  static final String RUN = "test.run";

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("yyyy.MM").withZone(ZoneOffset.UTC);

  private final String run = UUID.randomUUID().toString();
  private final HttpClient client = HttpClient.newHttpClient();

  /** A scope that finds the events made here and no others. */
  String scope() {
    return RUN + " = '" + run + "'";
  }

  FeedEvent event(String type, int severity, long timeMs, String name) {
    return event(type, severity, timeMs, name, Map.of());
  }

  FeedEvent event(String type, int severity, long timeMs, String name, Map<String, String> labels) {
    Map<String, String> all = new TreeMap<>(labels);
    all.put(RUN, run);
    return new FeedEvent(
        UUID.randomUUID().toString().replace("-", ""),
        type,
        timeMs * 1_000_000 + 123,
        null,
        severity,
        "triggered",
        name,
        name + " was seen",
        "syscall",
        List.of("maturity_stable"),
        all,
        Map.of("proc.name", "bash"),
        "0123456789ab",
        1);
  }

  /** The same event as one of those that a summary counts. */
  static FeedEvent countedIn(FeedEvent summary, FeedEvent event) {
    return new FeedEvent(
        event.id(),
        event.type(),
        event.timeNs(),
        event.endTimeNs(),
        event.severity(),
        event.status(),
        event.name(),
        event.description(),
        event.source(),
        event.tags(),
        event.labels(),
        event.fields(),
        event.ruleVersion(),
        event.version(),
        event.why(),
        1,
        summary.id());
  }

  /** Indexes {@code events}; they can be found when this returns. */
  void index(Collection<FeedEvent> events) {
    put("/_index_template/gyr-events", io.gyr.sinks.opensearch.EventIndex.template());
    StringBuilder bulk = new StringBuilder();
    for (FeedEvent event : events) {
      String index = "gyr-events-" + MONTH.format(Instant.ofEpochMilli(event.timeNs() / 1_000_000));
      ObjectNode action = Json.object();
      action.putObject("index").put("_index", index).put("_id", event.id());
      bulk.append(Json.text(action)).append('\n').append(Json.text(document(event))).append('\n');
    }
    String answer = send("POST", "/_bulk?refresh=true", bulk.toString());
    if (answer.contains("\"errors\":true")) {
      throw new IllegalStateException(answer);
    }
  }

  private static ObjectNode document(FeedEvent event) {
    ObjectNode document = Json.object();
    document.put("id", event.id()).put("kind", event.type());
    document.put("time_ns", event.timeNs()).put("time_ms", event.timeNs() / 1_000_000);
    document.put("end_time_ns", event.endTimeNs());
    document.put("severity", event.severity()).put("status", event.status());
    document.put("name", event.name()).put("description", event.description());
    document.put("source", event.source());
    event.tags().forEach(document.putArray("tags")::add);
    ArrayNode pairs = document.putArray("label_pairs");
    ObjectNode labels = document.putObject("labels");
    event.labels().forEach((key, value) -> pairs.add(key + "=" + value));
    event.labels().forEach(labels::put);
    event.fields().forEach(document.putObject("fields")::put);
    document.put("count", event.count());
    if (event.aggregatedInto() != null) {
      document.put("aggregated_into", event.aggregatedInto());
    }
    document.put("rule_version", event.ruleVersion()).put("version", event.version());
    String values = String.join(" ", event.labels().values());
    document.put("text", event.name() + " " + event.description() + " " + values);
    return document;
  }

  private void put(String path, String body) {
    send("PUT", path, body);
  }

  private String send(String method, String path, String body) {
    try {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create(Backends.openSearchUrl() + path))
                  .method(method, BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                  .header("Content-Type", "application/json")
                  .build(),
              BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(response.body());
      }
      return response.body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("OpenSearch at " + Backends.openSearchUrl(), e);
    }
  }
}
