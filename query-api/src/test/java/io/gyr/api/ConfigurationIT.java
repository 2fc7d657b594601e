package io.gyr.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gyr.api.RunningApi.Answer;
import io.gyr.schemas.Topic;
import io.gyr.schemas.record.Control;
import io.gyr.schemas.registry.SchemaRegistry;
import io.gyr.schemas.wire.RecordDecoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules and alerts, from the request to the database and the topic. */
class ConfigurationIT {
  private static final String RULE =
      "- rule: a\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n";
  private static final String ALERT = "alert: a\nmetric: m\nover_s: 60\ncondition: \"> 0.9\"\n";
  private static final RecordDecoder<Control> DECODER =
      new RecordDecoder<>(
          Topic.CONTROL.schema(), new SchemaRegistry(Backends.registryUrl())::schema);
  private static RunningApi api;

  private final String name = "it-" + UUID.randomUUID() + ".yaml";

  @BeforeAll
  static void start(@TempDir Path directory) {
    api = new RunningApi(directory);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void aRuleFileIsStoredPublishedAndWithdrawn() {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      Answer put = api.put("/api/v2/rules/" + name, RULE);
      assertThat(put.status()).isEqualTo(200);
      assertThat(put.body().path("version").asText()).matches("[0-9a-f]{12}");
      assertThat(api.get("/api/v2/rules/" + name).body().path("content").asText()).isEqualTo(RULE);
      assertThat(api.get("/api/v2/rules").body().path("rules").findValuesAsText("name"))
          .contains(name);

      assertThat(api.delete("/api/v2/rules/" + name).status()).isEqualTo(204);
      assertThat(api.get("/api/v2/rules/" + name).status()).isEqualTo(404);
      assertThat(api.delete("/api/v2/rules/" + name).status()).isEqualTo(404);

      List<byte[]> published = new ArrayList<>();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(
                        record -> {
                          if (record.key().equals("rules/" + name)) {
                            published.add(record.value());
                          }
                        });
                return published.size() >= 2;
              });
      Control control = DECODER.decode(published.get(0));
      assertThat(control.getKind()).isEqualTo("rules");
      assertThat(control.getContent()).isEqualTo(RULE);
      assertThat(control.getVersion()).isEqualTo(put.body().path("version").asText());
      assertThat(published.get(1)).isNull();
    }
  }

  @Test
  void rulesThatDoNotLoadAreRefusedWithTheirPlace() {
    Answer put = api.put("/api/v2/rules/" + name, RULE.replace("evt.type", "evt.tipe"));
    assertThat(put.status()).isEqualTo(422);
    assertThat(put.body().toString()).contains(":3:").contains("evt.tipe").contains("evt.type");
    assertThat(api.get("/api/v2/rules/" + name).status()).isEqualTo(404);
  }

  @Test
  void anAlertThatIsNoneIsRefusedWithTheWrongKey() {
    Answer put = api.put("/api/v2/alerts/" + name, ALERT.replace("> 0.9", "about 0.9"));
    assertThat(put.status()).isEqualTo(422);
    assertThat(put.body().toString()).contains("condition");
    assertThat(api.get("/api/v2/alerts/" + name).status()).isEqualTo(404);
  }

  @Test
  void whatIsStoredIsPublishedAgainAtTheNextStart() {
    assertThat(api.put("/api/v2/alerts/" + name, ALERT).status()).isLessThan(300);
    try (KafkaConsumer<String, byte[]> consumer = consumer();
        RunningApi second = new RunningApi(api.settings())) {
      assertThat(second.get("/api/v2/alerts").body().path("alerts")).isNotEmpty();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                boolean found = false;
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                  found |= record.key().equals("alert/" + name);
                }
                return found;
              });
    }
  }

  @Test
  void brokenYamlIsRefusedWithItsPlace() {
    Answer answer = api.put("/api/v2/rules/" + name, "- rule: a\n  desc: 'open\n");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.error()).startsWith("The content is not valid YAML: line 3");
    assertThat(api.put("/api/v2/rules/" + name, "rule: a\n").error())
        .startsWith("A rule file is a list");
    assertThat(api.put("/api/v2/rules/" + name, "").status()).isEqualTo(422);
  }

  @Test
  void whatIsTooLargeOrHasAWrongNameIsRefused() {
    assertThat(api.put("/api/v2/rules/" + name, "#".repeat((1 << 20) + 1)).status()).isEqualTo(413);
    assertThat(api.put("/api/v2/rules/.hidden", RULE).status()).isEqualTo(400);
  }

  private static KafkaConsumer<String, byte[]> consumer() {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", Backends.kafkaBootstrap()),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    TopicPartition partition = new TopicPartition(Topic.CONTROL.topicName(), 0);
    consumer.assign(List.of(partition));
    consumer.seekToEnd(List.of(partition));
    consumer.position(partition);
    return consumer;
  }
}
