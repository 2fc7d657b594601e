package io.gyr.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyr.api.RunningApi.Answer;
import io.gyr.api.events.FeedEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the feed answers over a real index. */
class EventQueriesIT {
  private static final long BASE = Instant.parse("2026-03-10T12:00:00Z").toEpochMilli();
  private static final String[] TYPES = {"alert", "infrastructure", "security", "custom"};
  private static final TestEvents EVENTS = new TestEvents();
  private static RunningApi api;
  private static String oneId;

  @BeforeAll
  static void start(@TempDir Path directory) {
    api = new RunningApi(directory);
    List<FeedEvent> events = new ArrayList<>();
    for (int i = 0; i < 160; i++) {
      // Four events in each millisecond, so that pages also end between equal times.
      events.add(
          EVENTS.event(
              TYPES[i % 4],
              i % 8,
              BASE + (i / 4) * 1_000L,
              "Rule number" + i % 5,
              Map.of("container.name", "web-" + i % 3, "host.name", "node*1")));
    }
    oneId = events.get(17).id();
    EVENTS.index(events);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static Answer list(String... parameters) {
    List<String> all = new ArrayList<>(List.of(parameters));
    if (!all.contains("scope")) {
      all.addAll(List.of("scope", EVENTS.scope()));
    }
    all.addAll(List.of("from", String.valueOf(BASE), "to", "2026-03-10T13:00:00Z"));
    return api.get("/api/v2/events", all.toArray(String[]::new));
  }

  @Test
  void pagesThroughEverythingOnceAndInOrder() {
    Set<String> ids = new HashSet<>();
    String cursor = "";
    long before = Long.MAX_VALUE;
    do {
      JsonNode page = list("limit", "7", "cursor", cursor).body();
      assertThat(page.path("total").asLong()).isEqualTo(160);
      for (JsonNode event : page.path("events")) {
        assertThat(ids.add(event.path("id").asText())).isTrue();
        assertThat(event.path("time_ms").asLong()).isLessThanOrEqualTo(before);
        before = event.path("time_ms").asLong();
      }
      cursor = page.path("next_cursor").asText("");
    } while (!cursor.isEmpty() && !cursor.equals("null"));
    assertThat(ids).hasSize(160);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "severity | high | 40",
        "severity | 0,7 | 40",
        "severity | INFO,low | 80",
        "type | security | 40",
        "type | security,alert | 80",
        "status | triggered | 160",
        "status | resolved | 0",
        "text | number3 | 32",
        "text | rule numb | 160",
        "text | numb rule | 0",
        "text | web | 160",
      })
  void filters(String parameter, String value, long total) {
    assertThat(list(parameter, value).body().path("total").asLong()).isEqualTo(total);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "container.name = web-0 | 54",
        "container.name != 'web-0' | 106",
        "container.name in (web-0, web-1) | 107",
        "container.name not in (web-0, web-1) | 53",
        "host.name contains '*' | 160",
        "host.name contains '?' | 0",
        "host.name starts with node | 160",
        "host.name not contains node | 0",
        "missing != x | 160",
        "event.name = 'Rule number2' | 32",
        "event.tag = maturity_stable and event.source = syscall | 160",
        "event.source != syscall | 0",
      })
  void scopes(String scope, long total) {
    Answer answer = list("scope", EVENTS.scope() + " and " + scope);
    assertThat(answer.body().path("total").asLong()).as(scope).isEqualTo(total);
  }

  /** A flood is one line of the feed, and its events can be asked for by themselves. */
  @Test
  void whatASummaryCountsIsShownOnlyWhenItIsAskedFor() {
    TestEvents flood = new TestEvents();
    FeedEvent summary = flood.event("security", 3, BASE, "Flood");
    List<FeedEvent> events = new ArrayList<>(List.of(summary));
    for (int i = 1; i <= 3; i++) {
      FeedEvent one = flood.event("security", 3, BASE + i, "Flood");
      events.add(TestEvents.countedIn(summary, one));
    }
    flood.index(events);

    JsonNode feed = list("scope", flood.scope()).body();
    assertThat(feed.path("total").asLong()).isEqualTo(1);
    assertThat(feed.path("events").get(0).path("id").asText()).isEqualTo(summary.id());
    JsonNode counted = list("scope", flood.scope(), "aggregated_into", summary.id()).body();
    assertThat(counted.path("total").asLong()).isEqualTo(3);
    assertThat(counted.path("events")).hasSize(3);
    assertThat(counted.path("events"))
        .allSatisfy(
            event -> assertThat(event.path("aggregated_into").asText()).isEqualTo(summary.id()));
  }

  @Test
  void histogramAgreesWithTheListAndCountsAllSeveritiesForTheChips() {
    JsonNode histogram =
        api.get(
                "/api/v2/events/histogram/",
                "scope",
                EVENTS.scope(),
                "from",
                String.valueOf(BASE),
                "to",
                String.valueOf(BASE + 60_000),
                "severity",
                "high",
                "buckets",
                "60")
            .body();
    long sum = 0;
    for (JsonNode bucket : histogram.path("buckets")) {
      assertThat(bucket.path("low").asLong()).isZero();
      sum += bucket.path("high").asLong();
    }
    assertThat(histogram.path("interval_ms").asLong()).isEqualTo(2_000);
    assertThat(histogram.path("buckets")).hasSize(30);
    assertThat(sum).isEqualTo(40);
    assertThat(histogram.path("severities").path("info").asLong()).isEqualTo(40);
    assertThat(histogram.path("types").path("alert").asLong()).isEqualTo(20);
  }

  @Test
  void oneEventHasAllItsFields() {
    JsonNode event = api.get("/api/v2/events/" + oneId).body().path("event");
    assertThat(event.path("time_ns").asText()).isEqualTo((BASE + 4_000) + "000123");
    assertThat(event.path("time").asText()).isEqualTo("2026-03-10T12:00:04.000000123Z");
    assertThat(event.path("severity_group").asText()).isEqualTo("high");
    assertThat(event.path("labels").path("host.name").asText()).isEqualTo("node*1");
    assertThat(event.path("fields").path("proc.name").asText()).isEqualTo("bash");
  }

  @Test
  void anUnknownIdIsNotFound() {
    Answer answer = api.get("/api/v2/events/ffffffffffffffffffffffffffffffff");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).contains("ffffffffffffffffffffffffffffffff");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "limit | 1001 | limit is '1001'",
        "limit | x | limit is 'x'",
        "from | yesterday | from is 'yesterday'",
        "severity | 9 | severity has '9'",
        "type | policy | type has 'policy'",
        "cursor | abc | cursor is no cursor",
        "scope | container.name | scope cannot be read at character 15",
        "scope | a = 'b | scope cannot be read at character",
        "sevrity | high | Unknown parameter sevrity",
        "from | 9999999999999 | from is",
      })
  void wrongParametersAreExplained(String parameter, String value, String message) {
    Answer answer = api.get("/api/v2/events", parameter, value);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).startsWith(message);
  }
}
