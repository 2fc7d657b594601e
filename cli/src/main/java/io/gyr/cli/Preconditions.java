package io.gyr.cli;

import io.gyr.standalone.StandaloneSettings;
import io.gyr.standalone.process.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What must hold before anything is started; each failure is one message with its remedy. */
final class Preconditions {
  private static final long FREE_BYTES = 3L << 30;

  private Preconditions() {}

  static void check(StandaloneSettings settings, String replay) throws IOException {
    if (!replay.isEmpty() && !replay.equals("demo") && !Files.isReadable(Path.of(replay))) {
      throw Failure.wrongUse("recording " + replay + " cannot be read");
    }
    try {
      Files.createDirectories(settings.dir());
    } catch (IOException e) {
      throw Failure.wrongUse(
          settings.dir() + " cannot be made: " + e.getMessage() + "; choose another with --dir");
    }
    long free = Files.getFileStore(settings.dir()).getUsableSpace();
    if (free < FREE_BYTES) {
      throw Failure.notThere(
          String.format(
              "the disk of %s has %d MiB left and %d MiB are needed: make room, or choose another"
                  + " folder with --dir",
              settings.dir(), free >> 20, FREE_BYTES >> 20));
    }
    List<String> taken = new ArrayList<>();
    ports(settings)
        .forEach(
            (key, port) -> {
              if (!Probe.free(port)) {
                taken.add(port + " (" + key + ")");
              }
            });
    if (!taken.isEmpty()) {
      String first = taken.get(0).replaceAll(".*\\(|\\)", "");
      throw Failure.notThere(
          "taken by another program: port "
              + String.join(", ", taken)
              + "; free it, or choose another: gyr up --set "
              + first
              + "=NUMBER");
    }
  }

  private static Map<String, Integer> ports(StandaloneSettings settings) {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("api.port", settings.apiPort());
    ports.put("kafka.port", settings.kafkaPort());
    ports.put("kafka.controller_port", settings.kafkaControllerPort());
    ports.put("registry.port", settings.registryPort());
    ports.put("opensearch.port", settings.opensearchPort());
    ports.put("opensearch.transport_port", settings.opensearchTransportPort());
    ports.put("cassandra.port", settings.cassandraPort());
    ports.put("cassandra.storage_port", settings.cassandraStoragePort());
    ports.put("flink.port", settings.flinkPort());
    ports.put("flink.metrics_port", settings.flinkMetricsPort());
    ports.put("postgres.port", settings.postgresPort());
    ports.put("agent.port", settings.agentPort());
    return ports;
  }
}
