package io.gyr.rules.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.LoadResult;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import io.gyr.rules.TestEvent;
import io.gyr.rules.condition.ConditionException;
import io.gyr.rules.condition.ConditionParser;
import io.gyr.rules.field.syscall.SyscallSource;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** However many rules there are together, each fires as if it were alone. */
class NetworkTest {
  private static final String[] TEXTS = {
    "cat", "catt", "sh", "bash", "ash", "aash", "/a", "/a/b", "/a/bb", "/etc/shadow", "/etc", "é/a"
  };

  @Property(tries = 100, seed = "20261122")
  void manyRulesFireAsEachWouldAlone(
      @ForAll("rules") @Size(min = 20, max = 150) List<String> conditions,
      @ForAll("events") @Size(min = 1, max = 8) List<TestEvent> events)
      throws ConditionException {
    LoadResult loaded = RuleLoader.load(List.of(file(conditions)));
    assertThat(loaded.errors()).as(loaded.format()).isEmpty();
    var evaluator = loaded.rules().newEvaluator();
    Interpreter interpreter = new Interpreter(SyscallSource.SOURCE.fields());
    for (TestEvent event : events) {
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < conditions.size(); i++) {
        if (interpreter.holds(ConditionParser.parse(conditions.get(i)), event)) {
          expected.add("rule " + i);
        }
      }
      List<String> fired = new ArrayList<>();
      evaluator.evaluate(event, match -> fired.add(match.rule().name()));
      assertThat(fired).as("%s%n%s", conditions, event).isEqualTo(expected);
    }
  }

  @Test
  void moreTextsThanAnIndexTakesAreTestedOneByOne() {
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      conditions.add("fd.name contains " + "x".repeat(100) + i + "y");
    }
    var evaluator = RuleLoader.load(List.of(file(conditions))).rules().newEvaluator();
    List<String> fired = new ArrayList<>();
    for (int i : new int[] {0, 199, 399}) {
      String path = "/tmp/" + "x".repeat(100) + i + "y/file";
      evaluator.evaluate(TestEvent.open(path, ""), match -> fired.add(match.rule().name()));
    }
    assertThat(fired).containsExactly("rule 0", "rule 199", "rule 399");
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
  Arbitrary<List<String>> rules() {
    return part().list().ofMinSize(1).ofMaxSize(4).map(parts -> String.join(" and ", parts)).list();
  }

  private static Arbitrary<String> part() {
    Arbitrary<String> text = Arbitraries.of(TEXTS);
    Arbitrary<String> field = Arbitraries.of("proc.name", "fd.name");
    Arbitrary<String> test =
        Combinators.combine(
                field, Arbitraries.of("=", "startswith", "endswith", "contains", "!="), text)
            .as((name, operator, value) -> name + " " + operator + " " + value);
    return Arbitraries.oneOf(
        test,
        Combinators.combine(field, text.list().ofMinSize(1).ofMaxSize(3))
            .as((name, values) -> name + " in (" + String.join(", ", values) + ")"),
        Combinators.combine(test, test).as((a, b) -> "(" + a + " or " + b + ")"),
        test.map(part -> "not " + part),
        Arbitraries.of("user.uid = 0", "evt.type = openat", "proc.pname exists", "fd.num > 2"));
  }

  @Provide
  Arbitrary<List<TestEvent>> events() {
    Arbitrary<String> text = Arbitraries.of(TEXTS);
    return Combinators.combine(text, text, Arbitraries.of(0, 3), Arbitraries.of("openat", "open"))
        .as(
            (program, path, fd, type) ->
                TestEvent.call(type).by("/bin/" + program, "x").fd(fd, "file", path + path))
        .list();
  }
}
