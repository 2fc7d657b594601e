package io.gyr.rules.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.gyr.rules.LoadProblem;
import io.gyr.rules.LoadProblem.Code;
import io.gyr.rules.LoadResult;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a sequence is said as with rules: what, where, and what was meant. */
class SequenceProblemsTest {

  private static final String GOOD =
      """
      - sequence: s
        by: [user.uid]
        within: 10s
        steps:
          - as: one
            condition: evt.type = open
          - as: two
            condition: evt.type = close and proc.pid = $one.proc.pid
            count: 2
            distinct: fd.name
          - not: evt.type = execve
        output: "%one.proc.name %fd.name"
      """;

  /** What is written in place of what, the code, the line, and part of the message. */
  static Stream<Arguments> cases() {
    Code yaml = Code.LOAD_ERR_YAML_VALIDATE;
    Code condition = Code.LOAD_ERR_COMPILE_CONDITION;
    Code output = Code.LOAD_ERR_COMPILE_OUTPUT;
    return Stream.of(
        arguments("within: 10s", "within: soon", yaml, 3, "'soon' is no span up to 24h"),
        arguments("within: 10s", "within: 25h", yaml, 3, "'25h' is no span up to 24h"),
        arguments("within: 10s", "within: 0s", yaml, 3, "'0s' is no span"),
        arguments("  within: 10s\n", "", yaml, 1, "no mapping for key 'within'"),
        arguments("as: two", "as: one", yaml, 7, "two steps are called 'one'"),
        arguments("as: two", "as: 2nd", yaml, 7, "'2nd' is no name for a step"),
        arguments("as: two", "as: proc", condition, 7, "cannot be called 'proc'"),
        arguments("count: 2", "count: many", yaml, 9, "'count' has to be a number"),
        arguments("count: 2", "count: 1", yaml, 7, "'distinct' needs a 'count'"),
        arguments("count: 2", "count: 501", yaml, 5, "at most 500 events"),
        arguments("distinct: fd.name", "separate: fd.name", yaml, 10, "no key 'separate'"),
        arguments("- not:", "- condition: evt.type = a\n      not:", yaml, 11, "one of the keys"),
        arguments("condition: evt.type = open", "not: evt.type = open", yaml, 5, "begins with"),
        arguments("$one.proc", "$two.proc", condition, 8, "no step before this one is called"),
        arguments("$one.proc.pid", "$one.proc.pit", condition, 8, "unknown field 'proc.pit'"),
        arguments("$one.proc.pid", "$one.proc.name", condition, 8, "cannot be compared"),
        arguments("= $one.proc.pid", "in ($one.proc.pid)", condition, 8, "cannot stand in a list"),
        arguments("= $one.proc.pid", "contains $one.proc.pid", condition, 8, "cannot stand before"),
        arguments("evt.type = open", "evt.type = opne", condition, 6, "unknown event type"),
        arguments("[user.uid]", "[user.uit]", condition, 2, "unknown field 'user.uit'"),
        arguments("[user.uid]", "[fd.ip]", condition, 2, "'fd.ip' has several values"),
        arguments("%one.proc.name", "%one.proc.nam", output, 12, "unknown field"),
        arguments("%one.proc.name", "%step3.proc.name", output, 12, "an absent step has no event"));
  }

  @ParameterizedTest(name = "{2} {4}")
  @MethodSource("cases")
  void isSaidWhereItIs(String good, String bad, Code code, int line, String message) {
    assertThat(load(GOOD).isClean()).isTrue();
    LoadResult result = load(GOOD.replace(good, bad));
    assertThat(result.errors()).hasSize(1);
    LoadProblem problem = result.errors().get(0);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.location().line()).as(problem.toString()).isEqualTo(line);
    assertThat(problem.message()).contains(message);
    assertThat(result.rules().sequences().isEmpty()).isTrue();
  }

  @Test
  void whatWasMeantIsSuggested() {
    assertThat(load(GOOD.replace("$one", "$on")).errors().get(0).suggestion()).isEqualTo("one");
    assertThat(load(GOOD.replace("one.proc.name", "one.proc.nam")).errors().get(0).suggestion())
        .isEqualTo("proc.name");
  }

  @Test
  void macrosAndListsThatOnlySequencesNeedAreNeeded() {
    LoadResult result =
        load(
            "- list: names\n  items: [a]\n- macro: m\n  condition: (proc.name in (names))\n"
                + GOOD.replace("evt.type = open", "evt.type = open and m"));
    assertThat(result.problems()).isEmpty();
  }

  @Test
  void aSequenceOfAnUnknownSourceIsLeftOut() {
    LoadResult result = load(GOOD + "  source: smoke_signals\n");
    assertThat(result.isClean()).isTrue();
    assertThat(result.warnings())
        .extracting(LoadProblem::code)
        .containsExactly(Code.LOAD_UNKNOWN_SOURCE);
  }

  private static LoadResult load(String content) {
    return RuleLoader.load(List.of(new RuleFile("s.yaml", content)));
  }
}
