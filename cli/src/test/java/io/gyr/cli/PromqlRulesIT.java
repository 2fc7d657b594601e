package io.gyr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gyr.api.QueryApi;
import io.gyr.api.QueryApiSettings;
import io.gyr.component.Settings;
import io.gyr.standalone.SharedComponents;
import io.gyr.standalone.Status;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands for rules against a real API. */
@Timeout(120)
class PromqlRulesIT {
  private static final SharedComponents COMPONENTS = SharedComponents.get();

  @TempDir static Path dir;
  private static QueryApi api;

  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  /** An installation of which nothing but the API is its own. */
  @BeforeAll
  static void start() throws Exception {
    String database = "rules_" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection =
            DriverManager.getConnection(
                COMPONENTS.postgresUrl("gyr"), "gyr", COMPONENTS.postgresPassword());
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + database);
    }
    Map<String, String> settings =
        Map.of(
            "api.port", "0",
            "api.token_file", dir.resolve("token").toString(),
            "cassandra.contact", COMPONENTS.cassandraContact(),
            "kafka.bootstrap", COMPONENTS.kafkaBootstrap(),
            "registry.url", COMPONENTS.registryUrl(),
            "postgres.url", COMPONENTS.postgresUrl(database),
            "postgres.user", "gyr",
            "postgres.password", COMPONENTS.postgresPassword());
    api = new QueryApi(Settings.read(QueryApiSettings.class, settings));
    Status shared = Status.read(COMPONENTS.dir().resolve("run/status.json")).orElseThrow();
    Files.createDirectories(dir.resolve("run"));
    new Status(
            shared.supervisorPid(),
            shared.timeMs(),
            Map.of("api.url", "http://127.0.0.1:" + api.port()),
            List.of())
        .write(dir.resolve("run/status.json"));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private int run(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    CommandLine line = Gyr.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 4];
    all[0] = "promql";
    all[1] = "rules";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    all[all.length - 2] = "--dir";
    all[all.length - 1] = dir.toString();
    return line.execute(all);
  }

  @Test
  void rulesArePublishedListedAndDeleted() throws Exception {
    Path file = dir.resolve("node.rules.yml");
    Files.writeString(
        file,
        """
        groups:
        - name: g
          interval: 1s
          rules:
          - {record: seven, expr: vector(7)}
          - {alert: Always, expr: vector(1)}
        """);
    assertThat(run("publish", file.toString())).isZero();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> run("list") == 0 && out.toString().contains("every 1 s, last 2"));
    assertThat(out.toString().lines().toList().get(0))
        .startsWith("node.rules.yml g, every 1 s, last 2");
    assertThat(out.toString()).contains("  ok  seven\n", "  ok  Always  firing (1)\n");
    assertThat(run("list", "--json")).isZero();
    assertThat(out.toString()).startsWith("{\"groups\":[{\"name\":\"g\"");

    assertThat(run("delete", "node.rules.yml")).isZero();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> run("list") == 0 && out.toString().isEmpty());
    assertThat(run("delete", "node.rules.yml")).isEqualTo(1);
    assertThat(err.toString()).contains("There is no node.rules.yml");
  }

  @Test
  void whatDoesNotLoadIsAFinding() throws Exception {
    Path file = dir.resolve("bad.yml");
    Files.writeString(file, "groups: [{name: a}, {name: a}]");
    assertThat(run("publish", file.toString(), "--name", "other")).isEqualTo(1);
    assertThat(err.toString()).contains("groupname: \"a\" is repeated in the same file");
  }
}
