package io.gyr.rules.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.LoadResult;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are well, however they look. */
class FileShapesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "# nothing\n", "---\n", "[]\n", "- required_engine_version: 0.57.0\n"})
  void aFileWithoutRulesIsNoProblem(String content) {
    LoadResult result = load(content);
    assertThat(result.problems()).isEmpty();
    assertThat(result.rules().rules()).isEmpty();
    assertThat(result.rules().newEvaluator("no such source").wants(1)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- rule: r\n  desc: d\n  output: o\n  priority: INFO\n  condition: evt.type = open\n",
        "- rule: r\r\n  desc: d\r\n  output: o\r\n  priority: info\r\n  condition: >\r\n    evt.type\r\n    = open\r\n",
        "\uFEFF- {rule: r, desc: d, output: o, priority: Informational, condition: evt.type = open}\n",
        "[{\"rule\": \"r\", \"desc\": \"d\", \"output\": \"o\", \"priority\": \"INFO\", \"condition\": \"evt.type = open\"}]",
        "---\n- {list: l, items: [open]}\n---\n- {rule: r, desc: d, output: o, priority: INFO, condition: evt.type in (l)}\n",
        "- {rule: r, desc: &d 'ä€😀', output: *d, priority: INFO, condition: evt.type = open, tags: [] }\n",
      })
  void aRuleMayBeWrittenInManyWays(String content) {
    LoadResult result = load(content);
    assertThat(result.problems()).as(result.format()).isEmpty();
    assertThat(result.rules().rules()).hasSize(1);
  }

  private static LoadResult load(String content) {
    return RuleLoader.load(List.of(new RuleFile("f", content)));
  }
}
