package io.gyr.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchingTest {

  private static final RuleSet RULES =
      RuleLoader.load(
              List.of(
                  new RuleFile(
                      "rules.yaml",
                      """
                      - {rule: other, desc: d, output: o, priority: INFO, condition: proc.name = b}
                      - {rule: one, desc: d, output: o, priority: INFO, condition: proc.name = a}
                      - {rule: two, desc: d, output: o, priority: INFO, condition: proc.name = a}
                      """)))
          .rules();

  @Test
  void allRulesThatMatchFire() {
    assertThat(fired(Matching.ALL)).containsExactly("one", "two");
  }

  @Test
  void orOnlyTheFirstOfTheFile() {
    assertThat(fired(Matching.FIRST)).containsExactly("one");
  }

  @Test
  void extraFieldsComeWithEveryMatch() {
    List<Match> matches = new ArrayList<>();
    RULES
        .newEvaluator(
            "syscall",
            Matching.FIRST,
            RuleLoader.fields("syscall", List.of("proc.name", "proc.aname[2]")))
        .evaluate(TestEvent.call("open").by("/bin/a"), matches::add);
    assertThat(matches.get(0).outputFields())
        .containsEntry("proc.name", "a")
        .containsEntry("proc.aname[2]", null);
    assertThatThrownBy(() -> RuleLoader.fields("syscall", List.of("proc.nam")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("proc.nam");
  }

  private static List<String> fired(Matching matching) {
    List<String> fired = new ArrayList<>();
    RULES
        .newEvaluator("syscall", matching, List.of())
        .evaluate(TestEvent.call("open").by("/bin/a"), match -> fired.add(match.rule().name()));
    return fired;
  }
}
