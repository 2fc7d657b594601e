package io.gyr.promql.rulefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gyr.promql.parser.ParserOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Debian's promtool takes and refuses the same files; without it this is skipped. */
class PromtoolTest {
  private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "groups:",
        "groups: []",
        "groups: {}",
        "group: []",
        "groups: [{}]",
        "groups: [{name: a}]",
        "groups: [{name: 1, rules: []}]",
        "groups: [{name: a, rules: [{}]}]",
        "groups: [{name: a, rules: [{record: b}]}]",
        "groups: [{name: a, rules: [{record: b, expr: 1}]}]",
        "groups: [{name: a, rules: [{record: b, expr: 1, expr: 2}]}]",
        "groups: [{name: a, rules: [{record: b, expr: '1 +'}]}]",
        "groups: [{name: a, rules: [{record: b, expr: 1, labels: {a: 1, b: true, c: null}}]}]",
        "groups: [{name: a, rules: [{record: b, expr: 1, labels: {a: [1]}}]}]",
        "groups: [{name: a, rules: [{record: 'b{', expr: 1}]}]",
        "groups: [{name: a, rules: [{record: b, expr: 1, for: 1m}]}]",
        "groups: [{name: a, rules: [{alert: b, expr: 1, for: 1m}]}]",
        "groups: [{name: a, rules: [{alert: b, expr: 1, for: 1}]}]",
        "groups: [{name: a, rules: [{alert: b, expr: 1, for: 0}]}]",
        "groups: [{name: a, rules: [{alert: b, expr: 1, keep_firing_for: 1h30m}]}]",
        "groups: [{name: a, rules: [{alert: b, record: c, expr: 1}]}]",
        "groups: [{name: a, rules: [{alert: b, expr: 1, labels: {__name__: c}}]}]",
        "groups: [{name: a, rules: [{alert: b, expr: 1, annotations: {a: '{{ $labels.x }}'}}]}]",
        "groups: [{name: a, rules: [{alert: b, expr: 1, annotations: {a: '{{ $label.x }}'}}]}]",
        "groups: [{name: a, rules: [{alert: b, expr: 1, annotations: {a: '{{ $value | x }}'}}]}]",
        "groups: [{name: a, rules: [{alert: b, expr: 1, annotations: {a: '{{ $value '}}]}]",
        "groups: [{name: a, rules: [{record: b, expr: 1, annotations: {a: b}}]}]",
        "groups: [{name: a, interval: 1m, limit: 3, rules: []}]",
        "groups: [{name: a, interval: '', rules: []}]",
        "groups: [{name: a, limit: x, rules: []}]",
        "groups: [{name: a}, {name: a}]",
        "groups: [",
        "a: &a {name: a}\ngroups: [*a]",
      })
  void takesAndRefusesTheSame(String yaml) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(PROMTOOL), "promtool is not installed");
    Path file = Files.writeString(directory.resolve("rules.yml"), yaml);
    Path output = directory.resolve("promtool.out");
    Process promtool =
        new ProcessBuilder(PROMTOOL.toString(), "check", "rules", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(promtool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    String ours = "";
    try {
      RuleFile.parse(yaml, ParserOptions.STABLE);
    } catch (RuleFileException e) {
      ours = String.valueOf(e.getMessage());
    }
    assertThat(ours.isEmpty())
        .as("%s\npromtool: %s\nhere: %s", yaml, Files.readString(output), ours)
        .isEqualTo(promtool.exitValue() == 0);
  }
}
