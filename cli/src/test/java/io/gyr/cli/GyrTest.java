package io.gyr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class GyrTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void tellWhereTheCheckoutIs() {
    System.setProperty("gyr.home", Path.of("..").toAbsolutePath().normalize().toString());
  }

  private int run(String... arguments) {
    CommandLine line = Gyr.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "up",
        "down",
        "status",
        "logs",
        "rules",
        "rules check",
        "rules run",
        "rules fields",
        "capture",
        "capture info",
        "capture read",
        "metrics",
        "metrics import",
        "promql",
        "promql query",
        "promql range",
        "promql labels",
        "promql series",
        "promql check",
        "promql rules",
        "promql rules list",
        "promql rules publish",
        "promql rules delete",
        "promql test"
      })
  void everyCommandTeaches(String command) {
    String[] arguments = (command + " --help").strip().split(" ");
    assertThat(run(arguments)).isZero();
    assertThat(out.toString()).contains("Usage: gyr");
    assertThat(out.toString().lines().count()).isGreaterThan(5);
  }

  @Test
  void anUnknownCommandIsWrongUseAndIsAnswered() {
    assertThat(run("upp")).isEqualTo(2);
    assertThat(err.toString()).contains("upp").contains("up");
  }

  @Test
  void statusOfNothingNamesTheRemedy(@TempDir Path dir) {
    assertThat(run("status", "--dir", dir.toString())).isEqualTo(3);
    assertThat(err.toString()).contains("nothing runs on " + dir).contains("gyr up");
  }

  @Test
  void downOfNothingIsDone(@TempDir Path dir) {
    assertThat(run("down", "--dir", dir.toString())).isZero();
    assertThat(out.toString()).contains("Nothing runs on " + dir);
  }

  @Test
  void aTakenPortIsNamedWithItsRemedy(@TempDir Path dir) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThat(run("up", "--dir", dir.toString(), "--set", "kafka.port=" + port)).isEqualTo(3);
      assertThat(err.toString()).contains(port + " (kafka.port)").contains("gyr up --set ");
    }
  }

  @Test
  void anUnknownSettingNamesTheNearest(@TempDir Path dir) {
    assertThat(run("up", "--dir", dir.toString(), "--set", "kafka.prot=1")).isEqualTo(2);
    assertThat(err.toString()).contains("did you mean kafka.port?");
  }

  @Test
  void aRecordingThatIsNotThereIsWrongUse(@TempDir Path dir) {
    assertThat(run("up", "--dir", dir.toString(), "--replay", "/nowhere.avro")).isEqualTo(2);
    assertThat(err.toString()).contains("/nowhere.avro cannot be read");
  }

  @Test
  void logsNamesTheComponentsThatThereAre(@TempDir Path dir) throws Exception {
    Files.createDirectories(dir.resolve("logs"));
    Files.writeString(dir.resolve("logs/kafka.log"), "one\ntwo\nthree\n");
    assertThat(run("logs", "kafak", "--dir", dir.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("there are kafka");
    assertThat(run("logs", "kafka", "--lines", "2", "--dir", dir.toString())).isZero();
    assertThat(out.toString()).isEqualTo("two\nthree\n");
  }

  @Test
  void logsReadsNothingOutsideItsFolder(@TempDir Path dir) throws Exception {
    Files.createDirectories(dir.resolve("logs"));
    Files.writeString(dir.resolve("secret.log"), "secret");
    assertThat(run("logs", "../secret", "--dir", dir.toString())).isEqualTo(2);
  }

  @Test
  void rulesCheckFindsNothingInGoodFiles(@TempDir Path dir) throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("good.yaml"),
            "- rule: Shadow\n  desc: d\n  condition: evt.type = openat and fd.name = /etc/shadow\n"
                + "  output: \"%fd.name\"\n  priority: WARNING\n");
    assertThat(run("rules", "check", file.toString())).isZero();
    assertThat(out.toString()).contains("good.yaml: Ok\n1 rules, 0 errors, 0 warnings");
  }

  @Test
  void rulesFieldsTellsWhatRulesCanAskFor() {
    assertThat(run("rules", "fields", "--source", "syscall", "proc.aname", "fd.")).isZero();
    assertThat(out.toString())
        .contains("source syscall, ")
        .contains("proc.aname[number]?")
        .contains("fd.filename")
        .doesNotContain("evt.type");
    assertThat(run("rules", "fields", "--json", "proc.cmdline")).isZero();
    assertThat(out.toString()).contains("\"name\" : \"proc.cmdline\"", "\"costs\" : true");
    assertThat(run("rules", "fields", "proc.nope")).isEqualTo(1);
    assertThat(run("rules", "fields", "--source", "nope")).isEqualTo(2);
  }

  @Test
  void rulesCheckShowsPlaceCaretAndSuggestion(@TempDir Path dir) throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("bad.yaml"),
            "- rule: Shadow\n  desc: d\n  condition: evt.type = openat and fd.namee = /etc/shadow\n"
                + "  output: o\n  priority: WARNING\n");
    assertThat(run("rules", "check", file.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("bad.yaml:3:")
        .contains("LOAD_ERR_COMPILE_CONDITION")
        .contains("^")
        .contains("did you mean 'fd.name'?");
    assertThat(run("rules", "check", "--json", file.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("\"falco_load_results\"")
        .contains("\"successful\" : false")
        .contains("\"item_type\" : \"condition expression\"")
        .contains("\"line\" : 3")
        .contains("\"suggestion\" : \"fd.name\"");
  }

  @Test
  void aRuleFileThatIsNotThereIsWrongUse() {
    assertThat(run("rules", "check", "/nowhere.yaml")).isEqualTo(2);
    assertThat(err.toString()).contains("/nowhere.yaml cannot be read");
  }

  @Test
  void completionIsThere() {
    assertThat(run("generate-completion")).isZero();
    assertThat(out.toString()).contains("_complete_gyr");
  }

  @Test
  void promqlTestCountsWhatPasses(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("good.test");
    Files.writeString(file, "load 1m\n  a 1+1x5\n\neval instant at 2m a * 2\n  {} 6\n");
    assertThat(run("promql", "test", file.toString())).isZero();
    assertThat(out.toString().strip()).isEqualTo("1 passed, 0 failed");
  }

  @Test
  void promqlTestShowsPlaceExpectationAndAnswer(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("bad.test");
    Files.writeString(file, "load 1m\n  a 1+1x5\n\neval instant at 2m a * 2\n  {} 7\n");
    assertThat(run("promql", "test", file.toString())).isEqualTo(1);
    assertThat(out.toString().lines())
        .containsExactly(
            file + ":4: a * 2 at 120000 ms",
            "  expected {} [7]",
            "  got      {} is 6",
            "0 passed, 1 failed");
  }

  @Test
  void promqlTestOfWhatIsNoTestFileIsWrongUse(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("none.test");
    Files.writeString(file, "load 1m\n  a 1+1x5\n\nevaluate a\n");
    assertThat(run("promql", "test", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("none.test").contains("line 4");
  }

  @Test
  void promqlCheckCountsRulesAndWarnsOfTwins(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("good.yml");
    String rule = "  - {record: a, expr: sum(b)}\n";
    Files.writeString(file, "groups:\n- name: g\n  rules:\n" + rule + rule);
    assertThat(run("promql", "check", file.toString())).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            file
                + ": warning: group \"g\": there is another rule a{}, and their results may be the"
                + " same series",
            file + ": 2 rules in 1 groups");
  }

  @Test
  void promqlCheckShowsThePlaceOfWhatIsWrong(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("bad.yml");
    Files.writeString(file, "groups:\n- name: g\n  rules:\n  - record: a\n    expr: sum(b\n");
    assertThat(run("promql", "check", file.toString())).isEqualTo(1);
    assertThat(out.toString().strip())
        .isEqualTo(
            file
                + ": 5:11: group \"g\", rule 1, \"a\": could not parse expression: 1:6: parse error:"
                + " unclosed left parenthesis");
    assertThat(run("promql", "check", dir.resolve("none.yml").toString())).isEqualTo(2);
  }
}
