package io.gyr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code gyr rules explain} and {@code gyr rules backtest} say of a capture. */
class CaptureHistoryTest {
  private static final Path CAPTURE =
      Path.of("../../shared/conformance/captures/lab-attack-a.scap").toAbsolutePath().normalize();
  private static final String OLD =
      """
      - macro: spawned
        condition: evt.type in (execve, execveat)
      - rule: Web server
        desc: d
        condition: spawned and proc.name = python3 and not proc.pname in (systemd, init)
        output: "%proc.cmdline"
        priority: INFO
      - rule: Sleeper
        desc: d
        condition: spawned and proc.name = sleep
        output: "%proc.cmdline"
        priority: INFO
      """;
  private static final String NEW =
      OLD.replace("proc.name = sleep", "proc.name in (sleep, bash) and proc.args != \"1\"");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path before = Path.of("");
  private Path after = Path.of("");

  @BeforeEach
  void files(@TempDir Path dir) throws IOException {
    assumeThat(CAPTURE).as("captures to test with").exists();
    before = Files.writeString(dir.resolve("before.yaml"), OLD);
    after = Files.writeString(dir.resolve("after.yaml"), NEW);
  }

  @Test
  void explainShowsEachPartWithTheValuesSeenAndWhatWasNotAsked() {
    assertThat(run("explain", "--rule", "Web server", "-r", before, "--num", 144)).isZero();
    assertThat(out.toString())
        .contains("false  and")
        .contains("true     spawned")
        .containsPattern("false +proc.name = python3 +\\[proc.name is sleep]")
        .containsPattern("- +not");
  }

  @Test
  void explainIsJsonForPrograms() throws IOException {
    assertThat(run("explain", "--rule", "Web server", "-r", before, "--num", 145, "--json"))
        .isZero();
    JsonNode tree = new ObjectMapper().readTree(out.toString());
    assertThat(tree.path("kind").asText()).isEqualTo("and");
    assertThat(tree.path("answer").asText()).isEqualTo("true");
    assertThat(tree.findValue("proc.name").asText()).isEqualTo("python3");
  }

  @Test
  void explainTellsWhatThereIsNot() {
    assertThat(run("explain", "--rule", "Web servr", "-r", before, "--num", 144)).isEqualTo(1);
    assertThat(err.toString()).contains("did you mean \"Web server\"?");
    assertThat(run("explain", "--rule", "Sleeper", "-r", before, "--num", 999_999_999))
        .isEqualTo(1);
    assertThat(err.toString()).contains("has no event 999999999");
  }

  @Test
  void backtestTellsWhatIsNewAndGone() throws IOException {
    assertThat(run("backtest", "-r", after, "--current", before, "--json")).isZero();
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.path("calls").asLong()).isEqualTo(171_628);
    JsonNode sleeper = report.path("rules").get(0);
    assertThat(sleeper.path("rule").asText()).isEqualTo("Sleeper");
    assertThat(sleeper.path("gone").asLong())
        .isEqualTo(count("evt.type=execve and proc.name=sleep and proc.args=1"));
    assertThat(sleeper.path("new").asLong())
        .isEqualTo(count("evt.type=execve and proc.name=bash and proc.args!=1"));
    JsonNode web = report.path("rules").get(1);
    assertThat(web.path("alerts")).isEqualTo(web.path("same"));
    assertThat(web.path("samples").get(0).path("record").asText()).isEqualTo("145");
  }

  @Test
  void backtestIsATableForPeople() {
    assertThat(run("backtest", "-r", after, "--current", before)).isZero();
    assertThat(out.toString())
        .startsWith("171,628 system calls")
        .containsPattern("RULE +ALERTS +NEW +GONE +SAME")
        .containsPattern("Web server +[0-9]+ +0 +0 +[0-9]+");
  }

  @Test
  void rulesThatDoNotLoadAreWrongUse() throws IOException {
    Files.writeString(after, NEW.replace("proc.args", "proc.argz"));
    assertThat(run("backtest", "-r", after, "--current", before)).isEqualTo(2);
    assertThat(err.toString()).contains("LOAD_ERR_COMPILE_CONDITION").contains("proc.args");
  }

  /** Counted by the reader of captures, which knows nothing of back-tests. */
  private long count(String filter) {
    StringWriter counted = new StringWriter();
    Gyr.commandLine()
        .setOut(new PrintWriter(counted, true))
        .execute("capture", "read", CAPTURE.toString(), "--count", filter);
    return Long.parseLong(counted.toString().strip());
  }

  private int run(String command, Object... arguments) {
    String[] all = new String[arguments.length + 4];
    all[0] = "rules";
    all[1] = command;
    all[2] = "--capture";
    all[3] = CAPTURE.toString();
    for (int i = 0; i < arguments.length; i++) {
      all[i + 4] = arguments[i].toString();
    }
    return Gyr.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }
}
