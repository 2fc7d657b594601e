package io.gyr.rules.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.Conditions;
import io.gyr.rules.LoadProblem;
import io.gyr.rules.LoadProblem.Code;
import io.gyr.rules.LoadResult;
import io.gyr.rules.Location;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of problem: its code, its place, and what it says. */
class LoadProblemsTest {

  private static final String REST = "\n  desc: d\n  output: o\n  priority: INFO\n";

  /**
   * Conditions, the column (counted from the condition's own first) of the trouble, part of the
   * message.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "proc.name             | 10 | expected an operator after 'proc.name'",
        "proc.name = a and     | 18 | expected a field or a macro, found the end",
        "(proc.name = a        | 15 | expected ')'",
        "proc.name = a)        | 14 | expected 'and', 'or' or the end",
        "proc.name in a        | 14 | expected '(' after 'in'",
        "proc.name in (a b)    | 17 | expected ',' or ')' in the list",
        "proc.name = 'a        | 13 | the quote is never closed",
        "proc.aname[2 = a      | 11 | '[' is never closed",
        "evt.type=open and x y | 21 | expected 'and', 'or' or the end",
        "proc.nam = a          | 1  | unknown field 'proc.nam'",
        "proc.name = a and nam | 19 | unknown macro 'nam'",
        "proc.name ! a         | 11 | unknown operator '!'",
        "proc.pid = abc        | 12 | 'proc.pid' is a number, not 'abc'",
        "proc.pid contains 1   | 19 | 'contains' cannot be asked of 'proc.pid'",
        "evt.failed = maybe    | 14 | 'evt.failed' is true or false",
        "fd.sip = 10.0.0       | 10 | '10.0.0' is neither an address nor a network",
        "fd.sip in (10.0.0.0/33) | 12 | no such prefix length",
        "proc.name regex '['   | 17 | not a regular expression",
        "proc.name bcontains x | 21 | not a row of bytes",
        "evt.type = opn        | 12 | unknown event type 'opn'",
        "proc.aname[x] = a     | 1  | takes only a number",
        "upper(proc.name) = a  | 1  | unknown transformer 'upper'",
        "tolower(proc.pid) = a | 9  | tolower() needs a text",
        "proc.pid = val(proc.name) | 1 | cannot be compared",
        "and proc.name = a     | 1  | expected a field or a macro, found 'and'",
      })
  void aBadConditionIsAnErrorAtItsPlace(String condition, int column, String message) {
    LoadResult result = Conditions.load(condition.strip());
    LoadProblem problem = result.errors().get(0);
    assertThat(problem.code()).isEqualTo(Code.LOAD_ERR_COMPILE_CONDITION);
    assertThat(problem.message()).contains(message);
    assertThat(problem.item()).isEqualTo("rule \"r\"");
    assertThat(problem.location()).isEqualTo(new Location("one.yaml", 6, column + 4));
    assertThat(result.rules().rules()).isEmpty();
  }

  @Test
  void aProblemIsPrintedWithTheLineACaretAndASuggestion() {
    assertThat(Conditions.load("evt.type = open and proc.nmae = x").format())
        .isEqualTo(
            """
            one.yaml:6:25: error: rule "r": unknown field 'proc.nmae' [LOAD_ERR_COMPILE_CONDITION]
                  evt.type = open and proc.nmae = x
                                      ^
              did you mean 'proc.name'?
            0 rules, 1 errors, 0 warnings
            """);
  }

  @Test
  void placesAreFoundInEveryStyleOfYaml() {
    assertThat(place("- macro: m\n  condition: \"a.b = 'x' and  (\"\n")).hasToString("f:2:31");
    assertThat(place("- macro: m\n  condition: 'x = ''y'' and ('\n")).hasToString("f:2:30");
    assertThat(place("- macro: m\n  condition: proc.name = a\n    and (\n")).hasToString("f:3:10");
    assertThat(place("- macro: m\n  condition: |\n    proc.name = a\n\n    or )\n"))
        .hasToString("f:5:8");
  }

  @Test
  void anAppendedPartIsFoundInItsOwnFile() {
    LoadResult result =
        RuleLoader.load(
            List.of(
                new RuleFile("a", "- rule: r" + REST + "  condition: evt.type = open\n"),
                new RuleFile("b", "- rule: r\n  append: true\n  condition: and nobody\n")));
    assertThat(result.errors()).hasSize(1);
    assertThat(result.errors().get(0).location()).isEqualTo(new Location("b", 3, 18));
    assertThat(result.rules().rules()).hasSize(1);
  }

  @Test
  void anUnknownFieldInTheOutputIsAnError() {
    LoadProblem problem =
        only(
            "- rule: r\n  desc: d\n  priority: INFO\n  condition: evt.type = open\n"
                + "  output: by %proc.nmae now\n");
    assertThat(problem.code()).isEqualTo(Code.LOAD_ERR_COMPILE_OUTPUT);
    assertThat(problem.location()).isEqualTo(new Location("f", 5, 15));
    assertThat(problem.suggestion()).isEqualTo("proc.name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rule: r                          | a rule file is a list of items",
        "- [a]                            | an item is a mapping",
        "- rule:                          | name of a rule is missing",
        "- rule: r                        | rule needs the key 'desc'",
        "- list: l                        | list needs the key 'items'",
        "- {list: l, items: x}            | 'items' has to be a list",
        "- {list: l, items: [[x]]}        | has to hold texts",
        "- {macro: m, condition: [x]}     | 'condition' has to be a text",
        "- {macro: m, condition: x, append: maybe} | has to be true or false",
        "- {macro: m, condition: x, append: true}  | no macro of that name came before",
        "- {macro: m, condition: x, override: {condition: drop}} | cannot override 'condition' with 'drop'",
        "- {list: l, items: [], override: {things: append}} | cannot override 'things'",
        "- {rule: r, priority: INFO, override: {condition: append}} | the item has no such key",
        "- {rule: r, desc: d, output: o, condition: evt.type=open, priority: HIGH} | 'HIGH' is no priority",
      })
  void aBadItemIsAnError(String yaml, String message) {
    LoadProblem problem = only(yaml.strip() + "\n");
    assertThat(problem.code()).isEqualTo(Code.LOAD_ERR_YAML_VALIDATE);
    assertThat(problem.message()).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "- rule: [                | 2",
        "- rule: 'x               | 2",
        "- a: *nobody             | 1",
        "- {a: 1, a: 2}           | 1",
        "- [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ | 1",
      })
  void badYamlIsAnErrorAtItsLine(String yaml, int line) {
    LoadProblem problem = only(yaml.strip() + "\n");
    assertThat(problem.code()).isEqualTo(Code.LOAD_ERR_YAML_PARSE);
    assertThat(problem.location().line()).isEqualTo(line);
  }

  @Test
  void whatNoRuleNeedsIsAWarning() {
    LoadResult result =
        load(
            "- {macro: m, condition: evt.type = open}\n- {list: l, items: [a]}\n- {other: 1}\n"
                + "- {list: used, items: [a], extra: 1}\n"
                + "- {rule: r, desc: d, output: o, priority: INFO, condition: proc.name in (used)}\n"
                + "- {rule: s, desc: d, output: o, priority: INFO, source: moon, condition: a = b}\n");
    assertThat(result.isClean()).isTrue();
    assertThat(result.warnings())
        .extracting(LoadProblem::code)
        .containsExactlyInAnyOrder(
            Code.LOAD_UNKNOWN_ITEM,
            Code.LOAD_UNKNOWN_KEY,
            Code.LOAD_NO_EVTTYPE,
            Code.LOAD_UNKNOWN_SOURCE,
            Code.LOAD_UNUSED_MACRO,
            Code.LOAD_UNUSED_LIST);
    assertThat(result.rules().rules()).hasSize(1);
  }

  @Test
  void aRuleMayAskToBeLeftOutWhenAFieldIsUnknown() {
    LoadResult result =
        load(
            "- rule: r"
                + REST
                + "  condition: evt.type = open and moon.phase = full\n"
                + "  skip-if-unknown-filter: true\n");
    assertThat(result.isClean()).isTrue();
    assertThat(result.problems().get(0).code()).isEqualTo(Code.LOAD_UNKNOWN_FILTER);
    assertThat(result.rules().rules()).isEmpty();
  }

  @Test
  void aBrokenMacroIsReportedOnceAndWhereItIs() {
    LoadResult result =
        load(
            "- macro: m\n  condition: proc.nmae = a\n"
                + "- rule: r"
                + REST
                + "  condition: evt.type = open and m\n"
                + "- rule: s"
                + REST
                + "  condition: evt.type = close and m\n");
    assertThat(result.errors()).hasSize(1);
    assertThat(result.errors().get(0).location()).isEqualTo(new Location("f", 2, 14));
    assertThat(result.errors().get(0).item()).isEqualTo("macro \"m\"");
  }

  private static Location place(String yaml) {
    return only(yaml).location();
  }

  private static LoadProblem only(String yaml) {
    LoadResult result = load(yaml);
    assertThat(result.errors()).as(result.format()).hasSize(1);
    return result.errors().get(0);
  }

  private static LoadResult load(String yaml) {
    return RuleLoader.load(List.of(new RuleFile("f", yaml)));
  }
}
