package io.gyr.api;

import io.gyr.standalone.SharedComponents;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Addresses of the real components that the integration tests run against. */
final class Backends {
  private static final SharedComponents COMPONENTS = SharedComponents.get();

  private Backends() {}

  static String openSearchUrl() {
    return COMPONENTS.opensearchUrl();
  }

  static String kafkaBootstrap() {
    return COMPONENTS.kafkaBootstrap();
  }

  static String registryUrl() {
    return COMPONENTS.registryUrl();
  }

  /** Settings of a query API with a database of its own and a free port. */
  static Map<String, String> settings(Path directory) {
    Map<String, String> settings = new HashMap<>();
    settings.put("api.port", "0");
    settings.put("api.token_file", directory.resolve("token").toString());
    settings.put("opensearch.url", openSearchUrl());
    settings.put("kafka.bootstrap", kafkaBootstrap());
    settings.put("registry.url", registryUrl());
    settings.put("cassandra.contact", COMPONENTS.cassandraContact());
    settings.put("postgres.url", newDatabase());
    settings.put("postgres.user", "gyr");
    settings.put("postgres.password", COMPONENTS.postgresPassword());
    return settings;
  }

  private static String newDatabase() {
    String name = "api_" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection =
            DriverManager.getConnection(
                COMPONENTS.postgresUrl("gyr"), "gyr", COMPONENTS.postgresPassword());
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return COMPONENTS.postgresUrl(name);
  }
}
