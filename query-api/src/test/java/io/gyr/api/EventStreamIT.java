package io.gyr.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyr.api.RunningApi.Answer;
import io.gyr.api.events.FeedEvent;
import io.gyr.api.http.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Custom events in, live stream out, over real brokers. */
@Timeout(60)
class EventStreamIT {
  private static RunningApi api;

  private final String host = "host-" + UUID.randomUUID();

  @BeforeAll
  static void start(@TempDir Path directory) {
    api = new RunningApi(directory);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> api.send(api.bare("/readyz")).status() == 200);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private Answer post(String name, String severity) {
    return api.post(
        "/api/events/",
        """
        {"event":{"name":"%s","description":"d","severity":%s,
         "scope":"host.name = '%s'","tags":{"build":"89"}}}"""
            .formatted(name, severity, host));
  }

  private HttpRequest.Builder stream() {
    return api.request("/api/v2/events/stream", "scope", "host.name = " + host, "severity", "low");
  }

  /** The data of the next event of the feed, past notices and heartbeats. */
  private static JsonNode next(BufferedReader reader) throws IOException {
    boolean event = false;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.equals("event: event")) {
        event = true;
      } else if (event && line.startsWith("data: ")) {
        return Json.read(line.substring(6).getBytes(StandardCharsets.UTF_8));
      }
    }
    throw new IOException("the stream ended");
  }

  private BufferedReader open(HttpRequest.Builder request) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(api.open(request), StandardCharsets.UTF_8));
    assertThat(reader.readLine()).isEqualTo("event: ready");
    return reader;
  }

  @Test
  void aCustomEventAppearsInTheStreamsThatAskForIt() throws IOException {
    try (BufferedReader reader = open(stream())) {
      assertThat(post("informational", "6").status()).isEqualTo(201);
      Answer created = post("deployed", "\"5\"");
      assertThat(created.status()).isEqualTo(201);
      JsonNode event = next(reader);
      assertThat(event).isEqualTo(created.body().path("event"));
      assertThat(event.path("type").asText()).isEqualTo("custom");
      assertThat(event.path("tags").path(0).asText()).isEqualTo("build:89");
    }
  }

  @Test
  void whoComesBackGetsWhatWasMissedOnceAndInOrder() throws IOException {
    TestEvents make = new TestEvents();
    long now = System.currentTimeMillis();
    FeedEvent first = make.event("custom", 4, now - 3_000, "first", Map.of("host.name", host));
    FeedEvent second = make.event("custom", 4, now - 2_000, "second", Map.of("host.name", host));
    make.index(List.of(first, second));
    post("third", "4");
    await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
    try (BufferedReader reader = open(stream().header("Last-Event-ID", first.cursor().encode()))) {
      assertThat(next(reader).path("name").asText()).isEqualTo("second");
      assertThat(next(reader).path("name").asText()).isEqualTo("third");
      post("fourth", "4");
      assertThat(next(reader).path("name").asText()).isEqualTo("fourth");
    }
  }

  @Test
  void wrongCustomEventsAreExplained() {
    assertThat(api.post("/api/events", "{\"event\":").error())
        .startsWith("The body is not valid JSON: line 1");
    assertThat(api.post("/api/events", "{\"event\":{\"name\":\"x\",\"severity\":8}}").error())
        .startsWith("event.severity is '8'");
    assertThat(api.post("/api/events", "{\"event\":{}}").error())
        .startsWith("event.name is missing");
    assertThat(api.post("/api/v2/events", "x".repeat(70_000)).status()).isEqualTo(413);
  }
}
