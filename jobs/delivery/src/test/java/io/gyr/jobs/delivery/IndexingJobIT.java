package io.gyr.jobs.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gyr.jobs.runtime.JobSettings;
import io.gyr.jobs.runtime.fixture.RunningJob;
import io.gyr.jobs.runtime.fixture.SharedKafka;
import io.gyr.jobs.runtime.fixture.TestRecords;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.Event;
import io.gyr.standalone.SharedComponents;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexingJobIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir Path dir;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String url = SharedComponents.get().opensearchUrl();
  private final String id = UUID.randomUUID().toString().replace("-", "");
  private SharedKafka kafka;
  private JobSettings settings;

  @BeforeEach
  void connect() {
    kafka = new SharedKafka(dir);
    settings = kafka.settings(Map.of("opensearch.url", url));
  }

  @AfterEach
  void disconnect() {
    kafka.close();
  }

  @Test
  void theLatestVersionIsThereWhateverTheOrderAndAReplayChangesNothing() throws Exception {
    send(event("a", 1));
    send(event("a", 2));
    send(event("b", 2));
    send(event("b", 1));
    try (RunningJob job = start()) {
      await().atMost(40, SECONDS).until(() -> find().size() == 2);
      assertThat(find()).extracting(one -> one.get("version").asInt()).containsOnly(2);
      assertThat(find())
          .extracting(one -> one.get("description").asText())
          .containsOnly("bash was started, version 2");
    }
    List<JsonNode> before = find();
    kafka.forgetOffsets(IndexingJob.NAME);
    send(event("c", 1));
    try (RunningJob job = start()) {
      await().atMost(40, SECONDS).until(() -> find().size() == 3);
    }
    assertThat(find()).containsAll(before);
  }

  @Test
  void whatOpenSearchNeverTakesIsADeadLetterAndTheRestOfTheBatchIsStored() throws Exception {
    Event immense = event("immense", 1);
    immense.setTags(List.of("x".repeat(40_000)));
    Event longId = event("l".repeat(600), 1);
    Event negative = event("negative", -1);
    send(event("before", 1));
    List<RecordMetadata> rejected = List.of(send(immense), send(longId), send(negative));
    RecordMetadata garbage = kafka.sendBytes(Topic.EVENTS, null, id, new byte[] {1, 2, 3});
    send(event("after", 1));
    try (RunningJob job = start()) {
      await().atMost(40, SECONDS).until(() -> find().size() == 2);
      for (RecordMetadata place : rejected) {
        await().atMost(40, SECONDS).until(() -> !kafka.deadLettersOf(place).isEmpty());
        assertThat(kafka.deadLettersOf(place).get(0).getReason()).isEqualTo("rejected");
        assertThat(kafka.deadLettersOf(place).get(0).getStage()).isEqualTo("opensearch");
      }
      await().atMost(20, SECONDS).until(() -> !kafka.deadLettersOf(garbage).isEmpty());
      assertThat(kafka.deadLettersOf(garbage).get(0).getReason()).isEqualTo("malformed");
    }
  }

  private RunningJob start() throws Exception {
    return RunningJob.start(IndexingJob.NAME, settings, IndexingJob::build);
  }

  private Event event(String name, long version) {
    Event event = TestRecords.event(id + name, version);
    event.setName(id);
    return event;
  }

  private RecordMetadata send(Event event) {
    return kafka.send(Topic.EVENTS, event.getId(), event);
  }

  private List<JsonNode> find() throws Exception {
    String query = "/gyr-events-*/_search?ignore_unavailable=true&size=50&q=name.keyword:" + id;
    http.send(
        HttpRequest.newBuilder(URI.create(url + "/gyr-events-*/_refresh")).build(),
        BodyHandlers.discarding());
    String body =
        http.send(HttpRequest.newBuilder(URI.create(url + query)).build(), BodyHandlers.ofString())
            .body();
    return JSON.readTree(body).at("/hits/hits").findValues("_source");
  }
}
