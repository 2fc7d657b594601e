package io.gyr.promql.testlanguage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A runner that finds nothing is worth nothing: each kind of wrong expectation is found. */
class TestRunnerTest {
  private static final String LOAD =
      """
      load 1m
        a{i="1"} 1+1x10
        a{i="2"} 10 20 _ stale 50x6
        h {{schema:0 sum:5 count:4 buckets:[1 2 1]}}x10

      """;

  private static TestReport run(String evaluation) {
    return TestRunner.run(LOAD + evaluation.stripIndent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eval instant at 1m a\n  a{i=\"1\"} 2\n  a{i=\"2\"} 20\n",
        "eval range from 0 to 4m step 1m a\n  a{i=\"1\"} 1+1x4\n  a{i=\"2\"} 10 20 20 _ 50\n",
        "eval instant at 1m h\n  h {{schema:0 sum:5 count:4 buckets:[1 2 1]}}\n",
        "eval_ordered instant at 1m sort_desc(a)\n  a{i=\"2\"} 20\n  a{i=\"1\"} 2\n",
        "eval_fail instant at 1m a * on () a\n",
        "eval instant at 1m a * on () a\n  expect fail regex: found duplicate.*\n",
        "eval instant at 1m rate(a[2m])\n  expect info\n  {i=\"1\"} 0.016666666666666666\n"
            + "  {i=\"2\"} 0.16666666666666666\n",
        "eval instant at 1m a\n  expect no_info\n  expect no_warn\n"
            + "  a{i=\"1\"} 2\n  a{i=\"2\"} 20\n",
        "eval instant at 1m \"x\"\n  expect string \"x\"\n",
        "eval instant at 2m a{i=\"1\"}[2m]\n"
            + "  expect range vector from 1m to 2m step 1m\n  a{i=\"1\"} 2 3\n",
        "eval instant at 1m 1 + 1\n  2\n",
      })
  void rightExpectationsPass(String evaluation) {
    TestReport report = run(evaluation);
    assertThat(report.failures()).isEmpty();
    assertThat(report.passed()).isEqualTo(1);
    assertThat(report.queries()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eval instant at 1m a\n  a{i=\"1\"} 3\n  a{i=\"2\"} 20\n",
        "eval instant at 1m a\n  a{i=\"1\"} 2\n",
        "eval instant at 1m a{i=\"1\"}\n  a{i=\"1\"} 2\n  a{i=\"2\"} 20\n",
        "eval instant at 1m a{i=\"1\"}\n  a{i=\"1\"} {{count:2}}\n",
        "eval range from 0 to 4m step 1m a{i=\"2\"}\n  a{i=\"2\"} 10 20 20 20 50\n",
        "eval range from 0 to 4m step 1m a{i=\"2\"}\n  a{i=\"2\"} 10 20 20 _\n",
        "eval range from 0 to 4m step 1m a{i=\"2\"}\n  a{i=\"2\"} 10 20 _ 20 50\n",
        "eval instant at 1m h\n  h {{schema:0 sum:5 count:4 buckets:[1 1 2]}}\n",
        "eval instant at 1m h\n  h {{schema:1 sum:5 count:4 buckets:[1 2 1]}}\n",
        "eval instant at 1m h\n  h {{schema:0 sum:5 count:4 buckets:[1 2 1] offset:1}}\n",
        "eval_ordered instant at 1m sort_desc(a)\n  a{i=\"1\"} 2\n  a{i=\"2\"} 20\n",
        "eval_fail instant at 1m a\n",
        "eval instant at 1m a * on () a\n",
        "eval instant at 1m a * on () a\n  expect fail msg: something else\n",
        "eval instant at 1m a\n  expect warn\n  a{i=\"1\"} 2\n  a{i=\"2\"} 20\n",
        "eval instant at 1m rate(a{i=\"1\"}[2m])\n  expect no_info\n"
            + "  {i=\"1\"} 0.016666666666666666\n",
        "eval instant at 1m rate(a{i=\"1\"}[2m])\n  expect info msg: other\n"
            + "  {i=\"1\"} 0.016666666666666666\n",
        "eval instant at 1m \"x\"\n  expect string \"y\"\n",
        "eval instant at 1m 1 + 1\n  3\n",
        "eval instant at 1m 1 + 1\n  {} 2\n",
      })
  void wrongExpectationsFail(String evaluation) {
    TestReport report = run(evaluation);
    assertThat(report.passed()).isZero();
    assertThat(report.failures()).hasSize(1);
    assertThat(report.failures().get(0).line()).isEqualTo(6);
    assertThat(report.failures().get(0).got()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evaluate a\n",
        "eval instant a\n",
        "eval range from 5m to 1m step 1m a\n",
        "load 1x\n",
        "load 1m\n  a 1y\n",
        "load 1m\n  a{ 1\n",
        "load 1m\n  a {{schema:0 summ:1}}\n",
        "load 1m\n  a {{schema:0\n",
        "load 1m\n  a 1x99999999999\n",
      })
  void whatIsNoTestFileNamesTheLine(String text) {
    assertThatThrownBy(() -> run(text))
        .isInstanceOf(TestSyntaxException.class)
        .hasMessageMatching("(?s)line [67]: .+");
  }

  @Test
  void clearForgetsWhatWasLoaded() {
    assertThat(run("clear\n\neval instant at 1m a\n").failures()).isEmpty();
  }
}
