package io.gyr.api;

import io.gyr.schemas.Topic;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Addresses of the real components that the integration tests run against. */
final class Backends {
  private static final EmbeddedPostgres POSTGRES = postgres();

  private Backends() {}

  static String openSearchUrl() {
    return System.getProperty("gyr.test.opensearch.url", "http://127.0.0.1:19200");
  }

  static String kafkaBootstrap() {
    return System.getProperty("gyr.test.kafka.bootstrap", "127.0.0.1:19092");
  }

  static String registryUrl() {
    return System.getProperty("gyr.test.registry.url", "http://127.0.0.1:19081/apis/ccompat/v7");
  }

  /** Settings of a query API with a database of its own and a free port. */
  static Map<String, String> settings(Path directory) {
    createTopics();
    Map<String, String> settings = new HashMap<>();
    settings.put("api.port", "0");
    settings.put("api.token_file", directory.resolve("token").toString());
    settings.put("opensearch.url", openSearchUrl());
    settings.put("kafka.bootstrap", kafkaBootstrap());
    settings.put("registry.url", registryUrl());
    settings.put("postgres.url", newDatabase());
    settings.put("postgres.user", "postgres");
    return settings;
  }

  private static String newDatabase() {
    String name = "api_" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return POSTGRES.getJdbcUrl("postgres", name);
  }

  private static EmbeddedPostgres postgres() {
    try {
      return EmbeddedPostgres.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void createTopics() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafkaBootstrap()))) {
      for (Topic topic : List.of(Topic.EVENTS, Topic.CONTROL)) {
        NewTopic created = new NewTopic(topic.topicName(), topic.partitions(), (short) 1);
        admin.createTopics(List.of(created.configs(topic.configuration()))).all().get();
      }
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
