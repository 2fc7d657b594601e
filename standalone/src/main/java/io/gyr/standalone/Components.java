package io.gyr.standalone;

import io.gyr.standalone.components.Agent;
import io.gyr.standalone.components.Cassandra;
import io.gyr.standalone.components.FlinkProcess;
import io.gyr.standalone.components.Jobs;
import io.gyr.standalone.components.KafkaBroker;
import io.gyr.standalone.components.OpenSearch;
import io.gyr.standalone.components.Postgres;
import io.gyr.standalone.components.QueryApi;
import io.gyr.standalone.components.Registry;
import io.gyr.standalone.process.Component;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which components there are, in the order in which they start. */
final class Components {
  private Components() {}

  /** The components that {@code settings} asks for. */
  static List<Component> of(StandaloneSettings settings) {
    List<Component> components = new ArrayList<>();
    for (String name : settings.components()) {
      switch (name) {
        case "kafka" -> components.add(new KafkaBroker(settings));
        case "registry" -> components.add(new Registry(settings));
        case "postgres" -> components.add(new Postgres(settings));
        case "cassandra" -> components.add(new Cassandra(settings));
        case "opensearch" -> components.add(new OpenSearch(settings));
        case "flink" -> components.addAll(FlinkProcess.all(settings));
        case "jobs" -> components.add(new Jobs(settings));
        case "query-api" -> components.add(new QueryApi(settings));
        case "agent" -> components.add(new Agent(settings));
        default -> throw new IllegalArgumentException("no component is called " + name);
      }
    }
    return components;
  }

  /** Addresses under the names that {@code gyr status --json} shows. */
  static Map<String, String> addresses(StandaloneSettings settings) {
    Map<String, String> addresses = new LinkedHashMap<>();
    addresses.put("api.url", settings.apiUrl());
    addresses.put("kafka.bootstrap", settings.kafkaBootstrap());
    addresses.put("registry.url", settings.registryUrl());
    addresses.put("opensearch.url", settings.opensearchUrl());
    addresses.put("cassandra.contact", "127.0.0.1:" + settings.cassandraPort());
    addresses.put("flink.url", settings.flinkUrl());
    addresses.put("postgres.url", Postgres.jdbcUrl(settings, "gyr"));
    addresses.put("agent.url", "http://127.0.0.1:" + settings.agentPort());
    addresses.put("flink.metrics.url", "http://127.0.0.1:" + settings.flinkMetricsPort());
    return addresses;
  }
}
