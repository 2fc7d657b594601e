package io.gyr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code gyr rules run} says about files of audit events. */
class RulesRunTest {
  private static final String RULES =
      """
      - rule: Deleted
        desc: d
        condition: ka.verb = delete
        output: deleted %ka.target.name by %ka.user.name
        priority: WARNING
        source: k8s_audit
        tags: [b, a]
      - rule: Anything
        desc: d
        condition: ka.auditid exists
        output: "%ka.verb"
        priority: INFO
        source: k8s_audit
      """;
  private static final String DELETE =
      "{\"kind\":\"Event\",\"auditID\":\"a\",\"verb\":\"delete\",\"user\":{\"username\":\"\u00e9ve\"},"
          + "\"objectRef\":{\"name\":\"shop\"},\"stageTimestamp\":\"2026-11-20T09:14:03.151377Z\"}\n";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path dir;
  private Path rules;
  private Path events;

  @BeforeEach
  void files(@TempDir Path temporary) throws Exception {
    dir = temporary;
    rules = Files.writeString(dir.resolve("rules.yaml"), RULES);
    events = Files.writeString(dir.resolve("audit.log"), DELETE + DELETE);
  }

  @Test
  void alertsAreLinesOfText() {
    assertThat(run("--events", events.toString(), "--source", "k8s_audit", "--matching", "first"))
        .isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "2026-11-20T09:14:03.151377000+0000: Warning deleted shop by \u00e9ve",
            "2026-11-20T09:14:03.151377000+0000: Warning deleted shop by \u00e9ve");
    assertThat(err.toString()).startsWith("2 events, 2 alerts, ").contains(" events/s");
  }

  @Test
  void orObjectsOfFalcosShape() throws Exception {
    assertThat(run("--events", events.toString(), "--source", "k8s_audit", "--json")).isZero();
    assertThat(out.toString().lines()).hasSize(4);
    JsonNode alert = new ObjectMapper().readTree(out.toString().lines().findFirst().orElseThrow());
    assertThat(alert.get("rule").asText()).isEqualTo("Deleted");
    assertThat(alert.get("source").asText()).isEqualTo("k8s_audit");
    assertThat(alert.get("time").asText()).isEqualTo("2026-11-20T09:14:03.151377000Z");
    assertThat(alert.get("tags")).hasToString("[\"a\",\"b\"]");
    assertThat(alert.get("output_fields"))
        .hasToString(
            "{\"evt.num\":1,\"evt.time.iso8601\":1795166043151377000,"
                + "\"ka.target.name\":\"shop\",\"ka.user.name\":\"\u00e9ve\"}");
  }

  @Test
  void whatCannotBeReadIsNamedAndTheRestIsJudged() throws Exception {
    Files.writeString(events, DELETE + "{\"kind\":\"Event\",\n" + DELETE);
    assertThat(run("--events", events.toString(), "--source", "k8s_audit", "--time-of-day"))
        .isEqualTo(1);
    assertThat(out.toString().lines()).hasSize(4).allMatch(line -> line.startsWith("09:14:03."));
    assertThat(err.toString()).contains("audit.log: line 2: ").contains("2 events, 4 alerts");
  }

  @Test
  void rulesWithErrorsAreNotRun() throws Exception {
    Files.writeString(rules, RULES.replace("ka.verb =", "ka.verbb ="));
    assertThat(run("--events", events.toString(), "--source", "k8s_audit")).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("rules.yaml:3:").contains("did you mean 'ka.verb'?");
  }

  @Test
  void wrongUseIsSaid() {
    assertThat(run("--events", events.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--source k8s_audit or aws_cloudtrail");
    assertThat(run("--events", events.toString(), "--source", "k8s")).isEqualTo(2);
    assertThat(err.toString()).contains("not 'k8s'");
    assertThat(run("--events", dir.resolve("nope").toString(), "--source", "k8s_audit"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("nope is not there");
    assertThat(run()).isEqualTo(2);
  }

  private int run(String... arguments) {
    String[] all = new String[arguments.length + 4];
    System.arraycopy(new String[] {"rules", "run", "-r", rules.toString()}, 0, all, 0, 4);
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    return Gyr.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }
}
