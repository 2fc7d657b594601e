package io.gyr.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.schemas.Topic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.Test;

class SharedComponentsIT {
  private final SharedComponents components = SharedComponents.get();

  @Test
  void kafkaHasTheTopicsOfTheCatalogue() throws Exception {
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", components.kafkaBootstrap()))) {
      Map<String, TopicDescription> topics =
          admin
              .describeTopics(Stream.of(Topic.values()).map(Topic::topicName).toList())
              .allTopicNames()
              .get();
      for (Topic topic : Topic.values()) {
        assertThat(topics.get(topic.topicName()).partitions()).hasSize(topic.partitions());
      }
    }
  }

  @Test
  void storesAnswer() throws Exception {
    assertThat(get(components.registryUrl() + "/subjects")).startsWith("[");
    assertThat(get(components.opensearchUrl())).contains("\"cluster_name\" : \"gyr\"");
    try (Connection connection =
        DriverManager.getConnection(
            components.postgresUrl("gyr"), "gyr", components.postgresPassword())) {
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  private static String get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
        .body();
  }
}
