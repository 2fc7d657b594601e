package io.gyr.promql.rulefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gyr.promql.parser.ParserOptions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RuleFileTest {
  private static final String GOOD =
      """
      groups:
      - name: node
        interval: 30s
        query_offset: 1m
        limit: 10
        labels: {team: infra, tier: "1"}
        rules:
        - record: instance:cpu:rate5m
          expr: sum by(instance)(rate(cpu_seconds_total[5m]))
          labels: {tier: 2}
        - alert: Busy
          expr: |
            instance:cpu:rate5m
              > 0.9
          for: 5m
          keep_firing_for: 1h
          annotations:
            summary: "{{ $labels.instance }} at {{ $value | humanizePercentage }}"
      - name: other
        rules: []
      """;

  private static final String ALPHABET = "[]{}:-&*!|>'\"%@`#, \n\t\0<";

  private static RuleFile parse(String yaml) throws RuleFileException {
    return RuleFile.parse(yaml, ParserOptions.STABLE);
  }

  private static List<String> problems(String yaml) {
    return catchThrowableOfType(RuleFileException.class, () -> parse(yaml)).problems();
  }

  private static String rules(String rules) {
    return "groups:\n- name: g\n  rules:\n" + rules;
  }

  @Test
  void readsGroupsAndRules() throws RuleFileException {
    RuleFile file = parse(GOOD);
    assertThat(file.rules()).isEqualTo(2);
    assertThat(file.warnings()).isEmpty();
    RuleGroup group = file.groups().get(0);
    assertThat(group.name()).isEqualTo("node");
    assertThat(group.intervalMs()).isEqualTo(30_000);
    assertThat(group.queryOffsetMs()).isEqualTo(60_000);
    assertThat(group.limit()).isEqualTo(10);
    assertThat(group.rules().get(0))
        .isEqualTo(
            new RecordingRule(
                "instance:cpu:rate5m",
                "sum by (instance) (rate(cpu_seconds_total[5m]))",
                Map.of("team", "infra", "tier", "2")));
    AlertingRule alert = (AlertingRule) group.rules().get(1);
    assertThat(alert.query()).isEqualTo("instance:cpu:rate5m > 0.9");
    assertThat(alert.holdMs()).isEqualTo(300_000);
    assertThat(alert.keepFiringMs()).isEqualTo(3_600_000);
    assertThat(alert.labels().keySet()).containsExactly("team", "tier");
    assertThat(alert.annotations().keySet()).containsExactly("summary");
    assertThat(file.groups().get(1).queryOffsetMs()).isNull();
    assertThat(file.groups().get(1).intervalMs()).isZero();
    assertThat(parse(GOOD)).isEqualTo(file);
  }

  @Test
  void anEmptyFileHasNoGroups() throws RuleFileException {
    assertThat(parse("").groups()).isEmpty();
    assertThat(parse("# nothing\n").groups()).isEmpty();
    assertThat(parse("groups:\n").groups()).isEmpty();
  }

  @Test
  void fieldsAreReadStrictly() {
    assertThat(
            problems(
                """
                groups:
                - name: a
                  name: b
                  interval: 10x
                  limit: x
                  foo: 3
                  rules:
                  - record: r
                    expr: 1
                    lebels: {}
                    labels: [a]
                    for: {}
                - name: [c]
                  rules: {}
                """))
        .containsExactly(
            """
            yaml: unmarshal errors:
              line 3: mapping key "name" already defined at line 2
              line 6: field foo not found in type rulefmt.RuleGroup
              line 10: field lebels not found in type rulefmt.Rule
              line 12: cannot unmarshal !!map into string
              line 11: cannot unmarshal !!seq into map[string]string
              line 4: unknown unit "x" in duration "10x"
              line 5: cannot unmarshal !!str `x` into int
              line 14: cannot unmarshal !!map into []rulefmt.Rule
              line 13: cannot unmarshal !!seq into string""");
    assertThat(problems("- name: a\n"))
        .containsExactly(
            "yaml: unmarshal errors:\n  line 1: cannot unmarshal !!seq into rulefmt.RuleGroups");
    assertThat(problems("groups:\n- name: [a\n").get(0)).startsWith("yaml: line ");
  }

  /** What promtool says, but that each has a place. */
  @Test
  void whatRulesCannotMeanIsSaidWithItsPlace() {
    assertThat(
            problems(
                """
                groups:
                - name: a
                  rules:
                  - record: x{
                    expr: sum(
                  - alert: A
                    record: B
                    expr: 1
                  - expr: 2
                  - record: c
                    for: 5m
                    keep_firing_for: 1m
                    annotations: {a: b}
                    expr: vector(1)
                    labels: {__name__: u}
                  - alert: T
                    expr: up
                    annotations: {s: "{{ $foo }}"}
                    labels: {q: "{{ .Value | humanise }}"}
                  - alert: T
                    expr: |
                       sum(foo) by
                        (a b)
                  - record: D
                - name: a
                  rules: []
                - rules: []
                """))
        .containsExactly(
            "5:11: group \"a\", rule 1, \"x{\": could not parse expression: 1:5: parse error:"
                + " unclosed left parenthesis",
            "4:13: group \"a\", rule 1, \"x{\": braces present in the recording rule name; should"
                + " it be in expr?: x{",
            "7:13: group \"a\", rule 2, \"A\": only one of 'record' and 'alert' must be set",
            "9:5: group \"a\", rule 3, \"\": one of 'record' or 'alert' must be set",
            "10:13: group \"a\", rule 4, \"c\": invalid field 'annotations' in recording rule",
            "10:13: group \"a\", rule 4, \"c\": invalid field 'for' in recording rule",
            "10:13: group \"a\", rule 4, \"c\": invalid field 'keep_firing_for' in recording rule",
            "15:13: group \"a\", rule 4, \"c\": invalid label name: __name__",
            "19:13: group \"a\", rule 5, \"T\": label \"q\": template: __alert_T:1: function"
                + " \"humanise\" not defined",
            "18:18: group \"a\", rule 5, \"T\": annotation \"s\": template: __alert_T:1: undefined"
                + " variable \"$foo\"",
            "21:11: group \"a\", rule 6, \"T\": could not parse expression: 2:5: parse error:"
                + " unexpected identifier \"b\" in grouping opts, expected \",\" or \")\"",
            "24:5: group \"a\", rule 7, \"D\": field 'expr' must be set in rule",
            "25:3: groupname: \"a\" is repeated in the same file",
            "27:3: Groupname must not be empty");
  }

  @Test
  void twoRulesForTheSameSeriesAreAWarning() throws RuleFileException {
    String rule = "  - {record: r, expr: 1, labels: {a: b}}\n";
    assertThat(parse(rules(rule + "  - {record: r, expr: 2}\n")).warnings()).isEmpty();
    assertThat(parse(rules(rule + rule)).warnings())
        .containsExactly(
            "group \"g\": there is another rule r{a=\"b\"}, and their results may be the same"
                + " series");
  }

  @Test
  void whatIsTooMuchIsRefused() {
    assertThat(problems("#".repeat(RuleFile.LONGEST + 1)))
        .containsExactly("larger than 1048576 characters");
    assertThat(problems("[".repeat(100_000)).get(0)).contains("nested deeper than 16 levels");
    assertThat(problems(rules("  - {record: r, expr: 1}\n".repeat(10_001))))
        .containsExactly("10001 rules, at most 10000 are allowed in a file");
    String bomb = "a: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\ngroups:\n";
    String aliases = ("- *b\n").repeat(60);
    assertThatThrownBy(() -> parse(bomb + aliases)).isInstanceOf(RuleFileException.class);
  }

  @Property(tries = 3000, seed = "20261122")
  void aDamagedFileIsAFileOrAnError(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(GOOD);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(text.length());
      if (random.nextBoolean()) {
        text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(8)));
      } else {
        text.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
    }
    try {
      assertThat(parse(text.toString()).groups()).isNotNull();
    } catch (RuleFileException e) {
      assertThat(e.problems()).isNotEmpty().doesNotContain("");
    }
  }
}
