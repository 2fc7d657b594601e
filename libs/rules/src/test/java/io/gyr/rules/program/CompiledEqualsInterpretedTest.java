package io.gyr.rules.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.LoadResult;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import io.gyr.rules.TestEvent;
import io.gyr.rules.condition.ConditionException;
import io.gyr.rules.condition.ConditionParser;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.explain.Explanation;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever rules say, compiled together they mean what each says when read word by word. */
class CompiledEqualsInterpretedTest {

  private static final String[] WORDS = {
    "cat", "sh", "bash", "a", "b", "ab", "/a", "/a/b", "/ab", "/etc/shadow", "/etc", "Cat"
  };

  @Property(tries = 300, seed = "20260301")
  void compiledEqualsInterpreted(
      @ForAll("conditions") @Size(min = 1, max = 6) List<String> conditions,
      @ForAll("events") @Size(min = 1, max = 5) List<TestEvent> events)
      throws ConditionException {
    LoadResult loaded = RuleLoader.load(List.of(file(conditions)));
    assertThat(loaded.errors()).as(loaded.format()).isEmpty();
    var evaluator = loaded.rules().newEvaluator();
    var explainer = loaded.rules().newExplainer("syscall");
    for (TestEvent event : events) {
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < conditions.size(); i++) {
        if (Interpreter.holds(ConditionParser.parse(conditions.get(i)), event)) {
          expected.add("rule " + i);
        }
      }
      List<String> fired = new ArrayList<>();
      evaluator.evaluate(event, match -> fired.add(match.rule().name()));
      assertThat(fired).as("%s%n%s", conditions, event).isEqualTo(expected);
      for (int i = 0; i < conditions.size(); i++) {
        assertThat(explainer.explain(event, "rule " + i).answer() == Explanation.Answer.TRUE)
            .as("explained: %s%n%s", conditions.get(i), event)
            .isEqualTo(expected.contains("rule " + i));
      }
    }
  }

  private static RuleFile file(List<String> conditions) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < conditions.size(); i++) {
      text.append("- rule: rule ").append(i).append("\n  desc: random\n  output: random\n");
      text.append("  priority: INFO\n  condition: >\n    ").append(conditions.get(i)).append('\n');
    }
    return new RuleFile("random.yaml", text.toString());
  }

  @Provide
  Arbitrary<List<String>> conditions() {
    return condition(4).list();
  }

  private static Arbitrary<String> condition(int depth) {
    if (depth == 0) {
      return leaf();
    }
    Arbitrary<String> inner = Arbitraries.lazy(() -> condition(depth - 1));
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(3, leaf()),
        net.jqwik.api.Tuple.of(2, joined(inner, " and ")),
        net.jqwik.api.Tuple.of(3, joined(inner, " or ")),
        net.jqwik.api.Tuple.of(2, inner.map(text -> "not (" + text + ")")));
  }

  private static Arbitrary<String> joined(Arbitrary<String> inner, String word) {
    return inner
        .list()
        .ofMinSize(2)
        .ofMaxSize(4)
        .map(parts -> "(" + String.join(word, parts) + ")");
  }

  private static Arbitrary<String> leaf() {
    Arbitrary<String> texts =
        Arbitraries.of(
            "proc.name",
            "fd.name",
            "proc.pname",
            "proc.aname[2]",
            "proc.aname",
            "fd.directory",
            "evt.arg.flags",
            "proc.cmdline",
            "tolower(proc.name)",
            "basename(fd.name)");
    Arbitrary<String> numbers =
        Arbitraries.of("fd.num", "user.uid", "fd.sport", "fd.port", "evt.rawres", "len(proc.name)");
    Arbitrary<String> word = Arbitraries.of(WORDS);
    Arbitrary<String> number = Arbitraries.of("-1", "0", "1", "3", "80", "443");
    return Arbitraries.oneOf(
        Combinators.combine(
                texts,
                Arbitraries.of(
                    "=", "!=", "<", ">=", "contains", "icontains", "startswith", "endswith"),
                word)
            .as((field, operator, value) -> field + " " + operator + " " + value),
        Combinators.combine(
                texts,
                Arbitraries.of("in", "intersects", "pmatch"),
                word.list().ofMinSize(1).ofMaxSize(4))
            .as((field, operator, values) -> list(field, operator, values)),
        Combinators.combine(texts, Arbitraries.of("*a*", "/a*", "?at", "*"))
            .as((field, pattern) -> field + " glob " + pattern),
        Combinators.combine(numbers, Arbitraries.of("=", "!=", "<", "<=", ">", ">="), number)
            .as((field, operator, value) -> field + " " + operator + " " + value),
        Combinators.combine(numbers, number.list().ofMinSize(1).ofMaxSize(3))
            .as((field, values) -> list(field, "in", values)),
        Combinators.combine(texts, texts)
            .filter((a, b) -> !a.equals("proc.aname") && !b.equals("proc.aname"))
            .as((a, b) -> a + " = val(" + b + ")"),
        Arbitraries.of(
            "evt.type = open",
            "evt.type in (open, execve)",
            "evt.type != connect",
            "evt.type startswith exec",
            "proc.pname exists",
            "fd.name exists",
            "fd.port exists"));
  }

  private static String list(String field, String operator, List<String> values) {
    return field + " " + operator + " (" + String.join(", ", values) + ")";
  }

  @Provide
  Arbitrary<List<TestEvent>> events() {
    Arbitrary<String> word = Arbitraries.of(WORDS);
    Arbitrary<TestEvent> event =
        Combinators.combine(
                Arbitraries.of("open", "execve", "connect", "close", "no such call"),
                word.injectNull(0.2),
                word.injectNull(0.2),
                word.list().ofMaxSize(3),
                Arbitraries.of(-1L, 0L, 3L),
                Arbitraries.of(0L, 80L, 443L),
                word.injectNull(0.5))
            .as(CompiledEqualsInterpretedTest::event);
    return event.list();
  }

  private static TestEvent event(
      String type,
      String name,
      String file,
      List<String> forebears,
      Long number,
      Long port,
      String flags) {
    TestEvent event = TestEvent.bare(type).set(SyscallFacts.EVENT_RESULT, number);
    if (name != null) {
      event.set(SyscallFacts.PROCESS_NAME, name).set(SyscallFacts.USER_ID, port);
    }
    if (file != null) {
      event.fd(number, "file", file).set(SyscallFacts.FD_SERVER_PORT, port);
    }
    forebears.forEach(event::childOf);
    if (flags != null) {
      event.argument("flags", flags);
    }
    return event;
  }
}
