package io.gyr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import io.gyr.api.QueryApi;
import io.gyr.api.QueryApiSettings;
import io.gyr.component.Settings;
import io.gyr.sinks.cassandra.CassandraSession;
import io.gyr.sinks.cassandra.chunk.ChunkTables;
import io.gyr.sinks.cassandra.chunk.ChunkWriter;
import io.gyr.sinks.cassandra.chunk.Retentions;
import io.gyr.sinks.cassandra.chunk.SeriesPeriod;
import io.gyr.standalone.SharedComponents;
import io.gyr.standalone.Status;
import io.gyr.timeseries.SeriesId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command against a real API over a real Cassandra. */
@Timeout(120)
class MetricsTopIT {
  private static final SharedComponents COMPONENTS = SharedComponents.get();
  private static final String RUN = UUID.randomUUID().toString().replace("-", "");
  private static final String MATCH = "{run=\"" + RUN + "\"}";

  @TempDir static Path dir;
  private static QueryApi api;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** An installation of which nothing but the API is its own. */
  @BeforeAll
  static void start() throws Exception {
    String database = "top_" + RUN;
    try (Connection connection =
            DriverManager.getConnection(
                COMPONENTS.postgresUrl("gyr"), "gyr", COMPONENTS.postgresPassword());
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + database);
    }
    try (CqlSession session = CassandraSession.open(COMPONENTS.cassandraContact(), "datacenter1")) {
      ChunkTables.create(session);
      ChunkWriter writer = new ChunkWriter(session, new Retentions(List.of()));
      for (int path = 0; path < 5; path++) {
        introduce(writer, "requests_total", Map.of("path", "/" + path), 0);
      }
      introduce(writer, "requests_total", Map.of("path", "/0"), 1);
      introduce(writer, "uptime", Map.of("host_id", RUN), 0);
    }
    api =
        new QueryApi(
            Settings.read(
                QueryApiSettings.class,
                Map.of(
                    "api.port", "0",
                    "api.token_file", dir.resolve("token").toString(),
                    "cassandra.contact", COMPONENTS.cassandraContact(),
                    "kafka.bootstrap", COMPONENTS.kafkaBootstrap(),
                    "registry.url", COMPONENTS.registryUrl(),
                    "postgres.url", COMPONENTS.postgresUrl(database),
                    "postgres.user", "gyr",
                    "postgres.password", COMPONENTS.postgresPassword())));
    Status shared = Status.read(COMPONENTS.dir().resolve("run/status.json")).orElseThrow();
    Files.createDirectories(dir.resolve("run"));
    new Status(
            shared.supervisorPid(),
            shared.timeMs(),
            Map.of("api.url", "http://127.0.0.1:" + api.port()),
            List.of())
        .write(dir.resolve("run/status.json"));
    await().until(() -> new MetricsTopIT().run("--match", MATCH) == 0);
  }

  private static void introduce(
      ChunkWriter writer, String metric, Map<String, String> labels, int daysAgo) {
    Map<String, String> all = new java.util.TreeMap<>(labels);
    all.put("run", RUN);
    SeriesId id = SeriesId.of(metric, new java.util.TreeMap<>(all));
    all.put("__name__", metric);
    long nowMs = System.currentTimeMillis();
    long dayMs = SeriesPeriod.DAY.startMs(nowMs - Duration.ofDays(daysAgo).toMillis());
    writer
        .introduce(SeriesPeriod.DAY, dayMs, nowMs, id, "counter", all)
        .toCompletableFuture()
        .join();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private int run(String... more) {
    CommandLine line = Gyr.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    List<String> arguments = new ArrayList<>(List.of("metrics", "top", "--dir", dir.toString()));
    arguments.addAll(List.of(more));
    return line.execute(arguments.toArray(String[]::new));
  }

  @Test
  void metricsAreComparedWithYesterday() {
    assertThat(run("--match", MATCH)).as(err.toString()).isZero();
    assertThat(out.toString())
        .startsWith(
            """
            6 series today, 1 yesterday (+500 %)

            METRIC            SERIES YESTERDAY   GROWTH
            requests_total         5         1   +400 %
            uptime                 1         0      new
            """);
  }

  @Test
  void labelsPairsAndAgentsAreCounted() {
    assertThat(run("--by", "label", "--match", MATCH, "--limit", "1")).isZero();
    assertThat(out.toString()).contains("path          5         1         5   +400 %\nand 3 more");
    assertThat(run("--by", "value", "--match", MATCH, "--limit", "1")).isZero();
    assertThat(out.toString()).contains("\nrun=" + RUN + " ");
    assertThat(run("--by", "agent", "--match", MATCH, "--json")).isZero();
    assertThat(out.toString())
        .contains("{\"name\":\"" + RUN + "\",\"series\":1,\"series_yesterday\":0,\"host\":null}");
  }

  @Test
  void whatIsWrongIsSaid() {
    assertThat(run("--match", "{")).isEqualTo(2);
    assertThat(err.toString()).contains("match is no selector");
    assertThat(run("--limit", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("Give a whole number from 1 to 1000");
    assertThat(run("--by", "colour")).isEqualTo(2);
    assertThat(err.toString()).contains("expected one of [METRIC, LABEL, AGENT, VALUE]");
  }
}
