package io.gyr.api.prometheus.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.source.SampleBits;
import io.gyr.promql.text.Numbers;
import io.gyr.promql.value.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Debian's promtool evaluates the same rules over the same random series, and finds at each minute
 * what was written here; without it this is skipped.
 */
class PromtoolRulesTest {
  private static final Path PROMTOOL = Path.of("/usr/bin/promtool");
  private static final int MINUTES = 60;
  private static final int SERIES = 4;
  private static final String RULES =
      """
        rules:
        - {record: total, expr: sum by (g) (x), labels: {from: rules}}
        - {record: twice, expr: total * 2}
        - {record: before, expr: sum(twice offset 1m)}
        - {alert: Any, expr: x > 1}
        - {alert: Held, expr: x > 1, for: 3m, labels: {n: "{{ $labels.n }}!", s: '{{ .Labels.g }}'}}
        - {alert: Kept, expr: x > 1, for: 2m, keep_firing_for: 4m}
        - {alert: Alerted, expr: 'ALERTS{alertname="Held", alertstate="firing"}', for: 1m}
        - {record: firing, expr: 'count by (alertname) (ALERTS{alertstate="firing"})'}
      """;

  @TempDir Path directory;

  private final Groups groups = new Groups();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatIsWrittenIsWhatPromtoolFinds(long seed) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(PROMTOOL), "promtool is not installed");
    StringBuilder test = new StringBuilder("rule_files: [rules.yml]\nevaluation_interval: 1m\n");
    test.append("tests:\n- interval: 1m\n  input_series:\n");
    Random random = new Random(seed);
    for (int n = 0; n < SERIES; n++) {
      String series = "x{n=\"" + n + "\", g=\"" + n % 2 + "\"}";
      test.append("  - {series: '").append(series).append("', values: '");
      test.append(values(series, random)).append("'}\n");
    }
    test.append("  promql_expr_test:\n");
    GroupEvaluation group = groups.group(RULES);
    for (int minute = 0; minute < MINUTES; minute++) {
      int before = groups.results.size();
      groups.evaluate(group, minute);
      expect(test, minute, groups.results.subList(before, groups.results.size()));
    }
    assertThat(group.status().rules()).allMatch(rule -> rule.health() == RuleHealth.OK);
    promtool(test.toString());
  }

  /** Random values, never missing for so long that it is a question of the version. */
  private String values(String series, Random random) {
    StringBuilder values = new StringBuilder();
    int missing = 0;
    int value = random.nextInt(4);
    for (int minute : IntStream.range(0, MINUTES).toArray()) {
      int choice = random.nextInt(10);
      value = random.nextInt(3) == 0 ? random.nextInt(4) : value;
      if (choice == 0 && missing < 3) {
        missing++;
        values.append("_ ");
        continue;
      }
      missing = 0;
      groups.sample(series, minute, choice == 1 ? SampleBits.STALE : value);
      values.append(choice == 1 ? "stale " : value + " ");
    }
    return values.toString();
  }

  private static void expect(StringBuilder test, int minute, List<Sample> written) {
    test.append("  - expr: '{__name__=~\"total|twice|before|firing|ALERTS|ALERTS_FOR_STATE\"}'\n");
    test.append("    eval_time: ").append(minute).append("m\n    exp_samples:\n");
    for (Sample sample : written) {
      if (!SampleBits.isStale(sample.value())) {
        Labels rest = sample.labels().withoutMetadata();
        test.append("    - {labels: '").append(sample.labels().metricName()).append(rest);
        test.append("', value: ").append(Numbers.plain(sample.value())).append("}\n");
      }
    }
  }

  private void promtool(String test) throws IOException, InterruptedException {
    Files.writeString(directory.resolve("rules.yml"), "groups:\n- name: g\n" + RULES);
    Path file = Files.writeString(directory.resolve("test.yml"), test);
    Path output = directory.resolve("promtool.out");
    Process promtool =
        new ProcessBuilder(PROMTOOL.toString(), "test", "rules", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(promtool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(promtool.exitValue()).as(Files.readString(output)).isZero();
  }
}
