package io.gyr.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricAlertFileTest {
  private static final String LEAST =
      """
      alert: Busy
      metric: m
      over_s: 60
      condition: "> 0.9"
      """;

  @Test
  void readsEveryKey() {
    String all =
        """
        alert: Host CPU is busy
        metric: gyr_host_cpu_used_ratio
        scope: {job: gyr-agent, shard: 7}
        segment_by: [host_name]
        aggregate: max
        over_s: 90
        group: sum
        condition: "<=-1.5e3"
        severity: critical
        """;
    MetricAlert alert = MetricAlertFile.read(all, "v1");
    assertThat(alert)
        .isEqualTo(
            new MetricAlert(
                "Host CPU is busy",
                "v1",
                "gyr_host_cpu_used_ratio",
                Map.of("job", "gyr-agent", "shard", "7"),
                List.of("host_name"),
                Aggregation.MAX,
                90_000,
                Aggregation.SUM,
                MetricAlert.Comparison.AT_MOST,
                -1500,
                2));
    assertThat(alert.condition())
        .isEqualTo("sum(max_over_time(gyr_host_cpu_used_ratio[90s])) <= -1500.0");
  }

  @Test
  void averagesAndWarnsWhereNothingIsSaid() {
    assertThat(MetricAlertFile.read(LEAST, "v1"))
        .isEqualTo(
            new MetricAlert(
                "Busy",
                "v1",
                "m",
                Map.of(),
                List.of(),
                Aggregation.AVG,
                60_000,
                Aggregation.AVG,
                MetricAlert.Comparison.ABOVE,
                0.9,
                4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alert: [a]              | alert: expected a text
          metric: {a: b}          | metric: expected a text
          scope: everything       | scope: expected a map of labels to values
          segment_by: host_name   | segment_by: expected a list of labels
          aggregate: median       | aggregate: expected avg, sum, min or max
          group: [max]            | group: expected a text
          over_s: 0               | over_s: expected 1 to 86400
          over_s: 86401           | over_s: expected 1 to 86400
          over_s: .nan            | over_s: expected 1 to 86400
          over_s: NaN             | over_s: expected 1 to 86400
          over_s: an hour         | over_s: 'an hour' is no number
          condition: 0.9          | condition: expected '> 0.9' or the like
          condition: "= 1"        | condition: expected '> 0.9' or the like
          condition: "> ."        | condition: '.' is no number
          severity: 8             | severity: expected 0 to 7 or one of [emergency
          severity: grave         | severity: expected 0 to 7 or one of [emergency
          treshold: 1             | unknown key 'treshold'
          """)
  void eachWrongKeyIsNamedWithWhatWasExpected(String line, String message) {
    String key = line.substring(0, line.indexOf(':'));
    String rest = LEAST.replaceAll("(?m)^" + key + ":.*\\n", "");
    assertThatThrownBy(() -> MetricAlertFile.read(rest + line + "\n", "v1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"alert", "metric", "over_s", "condition"})
  void eachMissingKeyIsNamed(String key) {
    String rest = LEAST.replaceAll("(?m)^" + key + ":.*\\n", "");
    assertThatThrownBy(() -> MetricAlertFile.read(rest, "v1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(key + ": expected a text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "just text",
        "- a\n- b",
        "a: [",
        "a: 1\na: 2",
        "\u0000",
        "? {a: b}\n: c",
        "alert: !!java/x y",
        "!!int x: 1",
        "a: &x [*x]"
      })
  void whatIsNoAlertIsRefused(String yaml) {
    assertThatThrownBy(() -> MetricAlertFile.read(yaml, "v1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("null");
  }

  /** An error that is no exception would end the task, and again after each restart. */
  @Test
  void hostileSizesAreRefused() {
    List<String> hostile =
        List.of(
            "alert: " + "x".repeat(70_000),
            "alert: " + "[".repeat(60_000),
            "{a: ".repeat(15_000),
            "[".repeat(30_000) + "]".repeat(30_000),
            "- ".repeat(30_000),
            "? ".repeat(30_000),
            "a: &a [x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]");
    for (String yaml : hostile) {
      assertThatThrownBy(() -> MetricAlertFile.read(yaml, "v1"))
          .as(yaml.substring(0, 9))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
