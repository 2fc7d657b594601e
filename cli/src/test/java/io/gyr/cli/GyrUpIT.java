package io.gyr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a newcomer does, through the script that they start: up, a first alert, status, a component
 * killed, down, and up again with the same data.
 */
@TestMethodOrder(OrderAnnotation.class)
class GyrUpIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final String[] PORTS = {
    "api.port",
    "kafka.port",
    "kafka.controller_port",
    "registry.port",
    "opensearch.port",
    "opensearch.transport_port",
    "cassandra.port",
    "cassandra.storage_port",
    "flink.metrics_port",
    "flink.port",
    "postgres.port",
    "agent.port"
  };

  @TempDir static Path dir;
  private static final List<String> up = new ArrayList<>(List.of("up"));
  private static String firstEvent = "";

  @BeforeAll
  static void choosePorts() throws IOException {
    List<ServerSocket> open = new ArrayList<>();
    for (String port : PORTS) {
      ServerSocket socket = new ServerSocket(0);
      open.add(socket);
      up.addAll(List.of("--set", port + "=" + socket.getLocalPort()));
    }
    for (ServerSocket socket : open) {
      socket.close();
    }
  }

  @AfterAll
  static void stopWhatIsLeft() throws Exception {
    gyr(200, List.of("down"));
  }

  @BeforeAll
  static void writeSettings() throws IOException {
    Files.writeString(dir.resolve("jobs.properties"), "metrics.flush_ms=5000");
    Files.writeString(
        dir.resolve("query-api.properties"), "promql.features=promql-experimental-functions");
  }

  @Test
  @Order(1)
  void upStartsEverythingAndTellsWhereItIs() throws Exception {
    Result result = gyr(300, up);
    assertThat(result.status).as(result.output).isZero();
    assertThat(result.output)
        .contains("kafka                is ready at 127.0.0.1:")
        .contains("agent                is ready")
        .contains("Console    http://127.0.0.1:")
        .contains("cat /etc/shadow");
    assertThat(Files.getPosixFilePermissions(dir.resolve("token"))).hasSize(2);
  }

  @Test
  @Order(2)
  void aSyscallBecomesAnEventInTheApi() throws Exception {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              new ProcessBuilder("cat", "/etc/shadow")
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start()
                  .waitFor();
              return events().path("events").size() > 0;
            });
    firstEvent = events().path("events").get(0).path("id").asText();
    assertThat(firstEvent).matches("[0-9a-f]{32}");
  }

  @Test
  @Order(3)
  void theApiWantsTheToken() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(api() + "/api/v2/events")).build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode())
        .isEqualTo(401);
  }

  @Test
  @Order(4)
  void upAgainSaysThatItIsRunning() throws Exception {
    Result result = gyr(60, up);
    assertThat(result.status).as(result.output).isZero();
    assertThat(result.output).contains("Gyr is running already");
  }

  @Test
  @Order(5)
  void statusShowsComponentsAndSums() throws Exception {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              Result result = gyr(30, List.of("status"));
              assertThat(result.status).as(result.output).isZero();
              assertThat(result.output)
                  .containsPattern("cassandra +ready")
                  .containsPattern("agent +[1-9][0-9]* +[1-9][0-9]* +0 +0")
                  .containsPattern("rules +[1-9][0-9]* +[1-9]");
            });
  }

  @Test
  @Order(6)
  void theApiSaysWhichRulesAreInForce() throws Exception {
    JsonNode status = JSON.readTree(get("/api/v2/rules/status").body());
    assertThat(status.path("in_force").path("rules").asInt()).isGreaterThanOrEqualTo(60);
    assertThat(status.path("files")).isNotEmpty();
    for (JsonNode file : status.path("files")) {
      assertThat(file.path("state").asText()).isEqualTo("in_force");
      assertThat(file.path("version_in_force")).isEqualTo(file.path("version"));
    }
  }

  /** The archive is written about once a minute. */
  @Test
  @Order(7)
  void anAlertIsExplainedFromTheArchiveAndOtherRulesAreTriedOnIt() throws Exception {
    JsonNode event = JSON.readTree(get("/api/v2/events/" + firstEvent).body()).path("event");
    List<String> explain =
        List.of("rules", "explain", "--rule", event.path("name").asText(), "--event", firstEvent);
    Result[] explained = new Result[1];
    await()
        .atMost(Duration.ofSeconds(150))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              explained[0] = gyr(60, explain);
              assertThat(explained[0].status).as(explained[0].output).isZero();
            });
    assertThat(explained[0].output).startsWith("true ").contains("[fd.name is /etc/shadow]");

    Path rules =
        Files.writeString(
            dir.resolve("tried.yaml"),
            """
            - rule: Read by cat
              desc: d
              condition: evt.type in (open, openat, openat2) and fd.name = /etc/shadow and proc.name = cat
              output: "%proc.cmdline"
              priority: INFO
            """);
    Instant time = Instant.parse(event.path("time").asText());
    Result tried =
        gyr(
            100,
            List.of(
                "rules",
                "backtest",
                "-r",
                rules.toString(),
                "--from",
                time.toString(),
                "--to",
                time.plusNanos(1).toString()));
    assertThat(tried.status).as(tried.output).isZero();
    assertThat(tried.output)
        .containsPattern("Read by cat +1 +1 +0 +0")
        .contains("new: cat /etc/shadow")
        .containsPattern(event.path("name").asText() + " +0 +0 +1 +0");
  }

  /** Samples are written about once a minute. */
  @Test
  @Order(8)
  void whatTheAgentMeasuresIsAnsweredInPromql() throws Exception {
    await()
        .atMost(Duration.ofSeconds(150))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              Result memory =
                  gyr(
                      60,
                      List.of("promql", "query", "min_over_time(node_memory_MemTotal_bytes[5m])"));
              assertThat(memory.status).as(memory.output).isZero();
              assertThat(memory.output).containsPattern("host_name=\".+  [1-9][0-9]{8,}");
            });
    Result cpu =
        gyr(
            60,
            List.of(
                "promql", "query", "count(count by (cpu) (node_cpu_seconds_total{cpu!=\"\"}))"));
    assertThat(cpu.output.strip()).endsWith("  " + Runtime.getRuntime().availableProcessors());
  }

  /**
   * mad_over_time is known with the feature only that the file of the API's settings switches on.
   */
  @Test
  @Order(8)
  void settingsOfComponentsStandInFiles() throws Exception {
    Result experimental = gyr(60, List.of("promql", "query", "mad_over_time(vector(1)[5m:1m])"));
    assertThat(experimental.status).as(experimental.output).isZero();
    assertThat(Files.readString(dir.resolve("conf/jobs.properties")))
        .contains("metrics.flush_ms=5000");
  }

  @Test
  @Order(9)
  void aKilledComponentIsSeenAndHealed() throws Exception {
    long pid = pid("query-api");
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              JsonNode component = component("query-api");
              assertThat(component.path("restarts").asInt()).isEqualTo(1);
              assertThat(component.path("phase").asText()).isEqualTo("READY");
            });
    assertThat(pid("query-api")).isNotEqualTo(pid);
    assertThat(events().path("events").size()).isPositive();
  }

  @Test
  @Order(10)
  void downStopsAllAndUpContinuesWithTheSameData() throws Exception {
    Result down = gyr(200, List.of("down"));
    assertThat(down.status).as(down.output).isZero();
    assertThat(down.output).contains("agent has stopped").contains("All stopped");
    Result again = gyr(300, up);
    assertThat(again.status).as(again.output).isZero();
    HttpResponse<String> event = get("/api/v2/events/" + firstEvent);
    assertThat(event.statusCode()).isEqualTo(200);
  }

  private static JsonNode events() throws Exception {
    return JSON.readTree(get("/api/v2/events?limit=5").body());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    String token = Files.readString(dir.resolve("token")).strip();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api() + path))
            .header("Authorization", "Bearer " + token)
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private static String api() throws IOException {
    return JSON.readTree(Files.readAllBytes(dir.resolve("run/status.json")))
        .path("addresses")
        .path("api.url")
        .asText();
  }

  private static JsonNode component(String name) throws IOException {
    JsonNode status = JSON.readTree(Files.readAllBytes(dir.resolve("run/status.json")));
    for (JsonNode component : status.path("components")) {
      if (component.path("name").asText().equals(name)) {
        return component;
      }
    }
    throw new AssertionError("no component " + name);
  }

  private static long pid(String name) throws IOException {
    return component(name).path("pid").asLong();
  }

  private record Result(int status, String output) {}

  private static Result gyr(long seconds, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(HOME.resolve("gyr").toString()));
    command.addAll(arguments);
    command.addAll(List.of("--dir", dir.resolve(".").normalize().toString()));
    Path output = Files.createTempFile("gyr", ".out");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(
          command
              + " took more than "
              + seconds
              + " s: "
              + Files.readString(output, StandardCharsets.UTF_8));
    }
    String printed = Files.readString(output);
    Files.delete(output);
    return new Result(process.exitValue(), printed);
  }
}
