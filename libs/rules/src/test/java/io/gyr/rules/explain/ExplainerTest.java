package io.gyr.rules.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.rules.Explainer;
import io.gyr.rules.LoadResult;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import io.gyr.rules.TestEvent;
import io.gyr.rules.explain.Explanation.Answer;
import io.gyr.rules.explain.Explanation.Kind;
import io.gyr.rules.explain.Explanation.Seen;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainerTest {
  private static final String RULES =
      """
      - list: shells
        items: [bash, zsh]
      - macro: spawned
        condition: (evt.type in (execve, execveat) and evt.res=SUCCESS)
      - macro: trusted
        condition: (proc.pname = sshd or proc.pname = "my login")
      - rule: Shell
        desc: d
        condition: spawned and (proc.name in (shells) or proc.name startswith sh) and not trusted
        output: o
        priority: NOTICE
      """;

  @Test
  void aMatchRestsOnEachTestThatHadToBeTrueAndOnEachThatHadToBeFalse() {
    Explanation explanation = explain(TestEvent.execve("/bin/sh").childOf("nginx"));
    assertThat(explanation.answer()).isEqualTo(Answer.TRUE);
    assertThat(explanation.reasons())
        .extracting(Explanation.Reason::condition)
        .containsExactly(
            "evt.type in (execve, execveat)",
            "evt.res = SUCCESS",
            "proc.name startswith sh",
            "not proc.pname = sshd",
            "not proc.pname = \"my login\"");
    assertThat(explanation.reasons().get(2).values()).containsExactly(new Seen("proc.name", "sh"));
    assertThat(explanation.reasons().get(4).values())
        .containsExactly(new Seen("proc.pname", "nginx"));
  }

  @Test
  void whatWasDecidedBeforeItWasAskedForIsNotEvaluated() {
    Explanation explanation = explain(TestEvent.open("/etc/shadow", "O_RDONLY").by("/bin/bash"));
    assertThat(explanation.answer()).isEqualTo(Answer.FALSE);
    assertThat(explanation.parts())
        .extracting(Explanation::answer)
        .containsExactly(Answer.FALSE, Answer.NOT_EVALUATED, Answer.NOT_EVALUATED);
    assertThat(explanation.parts().get(1).parts())
        .hasSize(2)
        .allSatisfy(part -> assertThat(part.values()).isEmpty());
    assertThat(explanation.reasons())
        .extracting(Explanation.Reason::condition)
        .containsExactly("not evt.type in (execve, execveat)");
  }

  @Test
  void anAbsentValueIsSeenAsAbsent() {
    Explanation explanation = explain(TestEvent.execve("/bin/bash"));
    Explanation.Reason last = explanation.reasons().get(explanation.reasons().size() - 1);
    assertThat(last.values()).containsExactly(new Seen("proc.pname", null));
  }

  @Test
  void theTextIsATreeWithAnAnswerInFrontOfEachPart() {
    String text =
        ExplanationText.of(explain(TestEvent.execve("/bin/zsh").childOf("a\u001b[2Jb")), false);
    assertThat(text)
        .isEqualTo(
            """
            true   and
            true     spawned
            true       and
            true         evt.type in (execve, execveat)   [evt.type is execve]
            true         evt.res = SUCCESS   [evt.res is SUCCESS]
            true     or
            true       proc.name in (shells)   [proc.name is zsh]
            -          proc.name startswith sh
            true     not
            false      trusted
            false        or
            false          proc.pname = sshd   [proc.pname is a\\u001b[2Jb]
            false          proc.pname = "my login"   [proc.pname is a\\u001b[2Jb]
            """);
    assertThat(ExplanationText.of(explain(TestEvent.execve("/bin/zsh")), true)).contains("\u001b[");
  }

  @Test
  void macrosThatDoubleAHundredTimesAreExplainedOnlySoFar() {
    StringBuilder rules = new StringBuilder("- macro: m0\n  condition: proc.name = a\n");
    for (int i = 1; i < 60; i++) {
      rules.append("- macro: m%d%n  condition: (m%d and (m%d))%n".formatted(i, i - 1, i - 1));
    }
    rules.append("- rule: Shell\n  desc: d\n  condition: evt.type=execve and m59\n");
    rules.append("  output: o\n  priority: NOTICE\n");
    Explainer explainer = load(rules.toString());
    org.junit.jupiter.api.Assertions.assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          Explanation explanation = explainer.explain(TestEvent.execve("/bin/a"), "Shell");
          assertThat(explanation.answer()).isEqualTo(Answer.TRUE);
          assertThat(explanation.reasons().size()).isLessThan(6_000);
        });
  }

  @Test
  void aRuleThatThereIsNotIsNamed() {
    assertThatThrownBy(() -> load(RULES).explain(TestEvent.call("execve"), "None"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("None");
    assertThat(load(RULES).rules()).containsExactly("Shell");
  }

  @Test
  void exceptionsArePartOfTheCondition() {
    String rules =
        RULES
            + """
                exceptions:
                  - name: names
                    fields: [proc.name, proc.pname]
                    comps: [=, =]
                    values: [[zsh, tmux]]
              """;
    Explanation explanation =
        load(rules).explain(TestEvent.execve("/bin/zsh").childOf("tmux"), "Shell");
    assertThat(explanation.kind()).isEqualTo(Kind.AND);
    assertThat(explanation.answer()).isEqualTo(Answer.FALSE);
    assertThat(explanation.reasons())
        .extracting(Explanation.Reason::condition)
        .anySatisfy(text -> assertThat(text).contains("tmux"));
  }

  private static Explanation explain(TestEvent event) {
    return load(RULES).explain(event, "Shell");
  }

  private static Explainer load(String rules) {
    LoadResult loaded = RuleLoader.load(List.of(new RuleFile("rules.yaml", rules)));
    assertThat(loaded.errors()).as(loaded.format()).isEmpty();
    return loaded.rules().newExplainer("syscall");
  }
}
