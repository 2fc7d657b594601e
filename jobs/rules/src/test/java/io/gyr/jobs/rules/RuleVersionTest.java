package io.gyr.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.java.tuple.Tuple2;
import org.junit.jupiter.api.Test;

class RuleVersionTest {
  private static final String RULE =
      "- rule: %s\n  desc: d\n  condition: evt.type=execve\n  output: o\n  priority: NOTICE\n";

  @Test
  void ofOneFileIsTheVersionOfTheFile() throws Exception {
    assertThat(of("rules/a", "111111111111", rule("A")).version()).isEqualTo("111111111111");
  }

  @Test
  void ofManyFilesIsTwelveDigitsThatChangeWithEachOfThem() throws Exception {
    String first = of("rules/a", "1", rule("A"), "rules/b", "1", rule("B")).version();
    assertThat(first).matches("[0-9a-f]{12}");
    assertThat(of("rules/a", "1", rule("A"), "rules/b", "1", rule("B")).version()).isEqualTo(first);
    assertThat(of("rules/a", "2", rule("A"), "rules/b", "1", rule("B")).version())
        .isNotEqualTo(first);
    assertThat(of("rules/a", "1", rule("A"), "rules/c", "1", rule("B")).version())
        .isNotEqualTo(first);
  }

  @Test
  void ofNoFileHasNoRules() throws Exception {
    assertThat(of().rules().rules()).isEmpty();
  }

  @Test
  void filesLoadInTheOrderOfTheirNames() throws Exception {
    String macro = "- macro: m\n  condition: evt.type=execve\n";
    String user = rule("A").replace("evt.type=execve", "m");
    assertThat(of("rules/2", "1", user, "rules/1", "1", macro).rules().rules()).hasSize(1);
  }

  @Test
  void aFileWithAnErrorIsRefusedWithFileLineAndReason() {
    String content = rule("A").replace("evt.type=execve", "evt.tpye=execve");
    assertThatThrownBy(() -> of("rules/a", "1", content))
        .isInstanceOf(RuleVersion.RefusedException.class)
        .hasMessageContaining("rules/a:3")
        .hasMessageContaining("evt.tpye")
        .hasMessageContaining("evt.type");
  }

  @Test
  void oneBadFileAmongGoodOnesRefusesAll() {
    assertThatThrownBy(() -> of("rules/a", "1", rule("A"), "rules/b", "1", "- rule: ["))
        .isInstanceOf(RuleVersion.RefusedException.class)
        .hasMessageContaining("rules/b");
  }

  private static String rule(String name) {
    return RULE.formatted(name);
  }

  private static RuleVersion of(String... nameVersionContent) throws Exception {
    Map<String, Tuple2<String, String>> files = new TreeMap<>();
    for (int i = 0; i < nameVersionContent.length; i += 3) {
      files.put(
          nameVersionContent[i], Tuple2.of(nameVersionContent[i + 1], nameVersionContent[i + 2]));
    }
    return RuleVersion.of(new TreeMap<>(files));
  }
}
