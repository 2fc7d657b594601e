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
        "proc.name in 'a'      | 14 | expected '(' after 'in'",
        "proc.name contans a   | 11 | unknown operator 'contans'",
        "proc.name contains'a' | 19 | expected a space after 'contains'",
        "proc.pid < abc        | 12 | expected a number, found 'abc'",
        "proc.name = 'a\\d'     | 15 | unsupported string escape sequence",
        "val(proc.name) = a    | 1  | val() stands only around a field to the right",
        "proc.name = val(a     | 18 | expected ')' after the operand of val",
        "len(proc.pid) = 1     | 5  | len() needs a text",
        "proc.name in (a b)    | 17 | expected ',' or ')' in the list",
        "proc.name = 'a        | 13 | the quote is never closed",
        "proc.aname[2 = a      | 13 | expected ']' after the argument",
        "evt.type=open and x y | 21 | expected 'and', 'or' or the end",
        "proc.nam = a          | 1  | unknown field 'proc.nam'",
        "proc.name ! a         | 11 | unknown operator '!'",
        "proc.pid = abc        | 12 | 'proc.pid' is a number, not 'abc'",
        "proc.pid contains 1   | 19 | 'contains' cannot be asked of 'proc.pid'",
        "evt.failed = maybe    | 14 | 'evt.failed' is true or false",
        "fd.sip = 10.0.0       | 10 | '10.0.0' is neither an address nor a network",
        "fd.sip in (10.0.0.0/33) | 12 | no such prefix length",
        "proc.name regex '['   | 17 | invalid regex pattern",
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
  void aProblemIsPrintedAsFalcoDoesWithASuggestion() {
    assertThat(Conditions.load("evt.type = open and proc.nmae = x").format())
        .isEqualTo(
            """
            one.yaml: Invalid
            1 Errors:
            In rules content: (one.yaml:1:1)
                rule 'r': (one.yaml:1:3)
                rule condition: (one.yaml:6:25)
                condition expression: (one.yaml:6:25)
            ------
                  evt.type = open and proc.nmae = x
                                      ^
            ------
            LOAD_ERR_COMPILE_CONDITION (Error compiling condition): unknown field 'proc.nmae'; did you mean 'proc.name'?
            0 rules, 1 errors, 0 warnings
            """);
  }

  @Test
  void aProblemHasAShortForm() {
    assertThat(Conditions.load("evt.type = open and proc.nmae = x").errors().get(0))
        .hasToString(
            """
            one.yaml:6:25: error: rule "r": unknown field 'proc.nmae' [LOAD_ERR_COMPILE_CONDITION]
                  evt.type = open and proc.nmae = x
                                      ^
              did you mean 'proc.name'?""");
  }

  @ParameterizedTest
  @CsvSource({
    "proc.nmae = a, proc.name",
    "proc.name contans a, contains",
    "proc.name strtswith a, startswith",
    "tolwer(proc.name) = a, tolower",
    "evt.type = opn, open",
    "spawned_proces, spawned_process",
  })
  void whatWasProbablyMeantIsSaid(String condition, String suggestion) {
    String macro = "- {macro: spawned_process, condition: evt.type = execve}\n";
    LoadResult result =
        load(macro + "- rule: r" + REST + "  condition: spawned_process or " + condition + "\n");
    assertThat(result.errors()).hasSize(1);
    assertThat(result.errors().get(0).suggestion()).isEqualTo(suggestion);
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
        "rule: r                 | LOAD_ERR_YAML_VALIDATE | not yaml array of objects",
        "- [a]                   | LOAD_ERR_YAML_VALIDATE | Unexpected element type",
        "- rule:                 | LOAD_ERR_YAML_VALIDATE | Mapping for key 'rule' is empty",
        "- {rule: r, desc: d}    | LOAD_ERR_YAML_VALIDATE | no mapping for key 'condition'",
        "- {rule: r, desc: '', condition: c, output: o, priority: INFO} | LOAD_ERR_YAML_VALIDATE | must be non-empty",
        "- {rule: r, tags: [a]}  | LOAD_ERR_YAML_VALIDATE | no mapping for key 'enabled'",
        "- {rule: r, enabled: true} | LOAD_ERR_VALIDATE | no rule by that name already exists",
        "- list: l               | LOAD_ERR_YAML_VALIDATE | no mapping for key 'items'",
        "- {list: l, items: x}   | LOAD_ERR_YAML_VALIDATE | 'items' is not a sequence",
        "- {list: l, items: }    | LOAD_ERR_YAML_VALIDATE | 'items' is not a sequence",
        "- {list: l, items: [[x]]} | LOAD_ERR_YAML_VALIDATE | is not scalar",
        "- {macro: m, condition: [x]} | LOAD_ERR_YAML_VALIDATE | is not a scalar value",
        "- {macro: m, condition: x, append: maybe} | LOAD_ERR_YAML_VALIDATE | has to be true or false",
        "- {macro: m, condition: x, append: true}  | LOAD_ERR_VALIDATE | no macro by that name already exists",
        "- {list: l, items: [], append: true}  | LOAD_ERR_VALIDATE | no list by that name already exists",
        "- {rule: r, condition: x, append: true}  | LOAD_ERR_VALIDATE | no rule by that name already exists",
        "- {rule: r, condition: x, override: {condition: replace}}  | LOAD_ERR_VALIDATE | no rule by that name already exists",
        "- {macro: m, condition: x, append: true, override: {condition: append}} | LOAD_ERR_YAML_VALIDATE | cannot be used together",
        "- {macro: m, condition: x, override: {condition: drop}} | LOAD_ERR_YAML_VALIDATE | Invalid override operation for key 'condition': 'drop'",
        "- {list: l, items: [], override: {things: append}} | LOAD_ERR_YAML_VALIDATE | 'things' cannot be appended to",
        "- {rule: r, source: x, override: {source: replace}} | LOAD_ERR_YAML_VALIDATE | 'source' cannot be replaced",
        "- {rule: r, priority: INFO, override: {priority: append}} | LOAD_ERR_YAML_VALIDATE | cannot be appended to, use 'replace'",
        "- {rule: r, priority: INFO, override: {condition: append}} | LOAD_ERR_YAML_VALIDATE | 'condition' was specified but 'condition' is not defined",
        "- {rule: r, priority: INFO, desc: d, override: {desc: append}} | LOAD_ERR_YAML_VALIDATE | Unexpected key 'priority'",
        "- {rule: r, desc: d, output: o, condition: evt.type=open, priority: HIGH} | LOAD_ERR_YAML_VALIDATE | Invalid priority",
        "- {rule: r, desc: d, output: o, condition: evt.type=open, priority: INFO, capture: 7} | LOAD_ERR_YAML_VALIDATE | has to be true or false",
        "- {macro: m, condition: nobody} | LOAD_ERR_VALIDATE | Undefined macro 'nobody' used in filter",
        "- {macro: m, condition: a.b=} | LOAD_ERR_COMPILE_CONDITION | expected a value",
        "- required_engine_version: seven | LOAD_ERR_YAML_VALIDATE | Unable to parse engine version 'seven'",
        "- required_engine_version: 0.63.0 | LOAD_ERR_VALIDATE | Rules require engine version 0.63.0, but engine version is 0.62.0",
        "- required_engine_version: 63 | LOAD_ERR_VALIDATE | Rules require engine version 0.63.0",
        "- required_engine_version: 1.0.0 | LOAD_ERR_VALIDATE | Rules require engine version 1.0.0",
        "- required_plugin_versions: x | LOAD_ERR_YAML_VALIDATE | must be a sequence",
        "- required_plugin_versions: [{name: json}] | LOAD_ERR_YAML_VALIDATE | no mapping for key 'version'",
        "- required_plugin_versions: [{name: json, version: '1'}] | LOAD_ERR_VALIDATE | Invalid required version '1' for plugin 'json'",
        "- required_plugin_versions: [{name: json, version: 0.99.0}] | LOAD_ERR_VALIDATE | not compatible with required plugin version '0.99.0'",
        "- required_plugin_versions: [{name: okta, version: 0.1.0, alternatives: [{name: x, version: 0.2.0}]}] | LOAD_ERR_VALIDATE | must load one of: okta (>= 0.1.0), x (>= 0.2.0)",
        "- required_plugin_versions: [{name: okta, version: 0.1.0, alternatives: [{name: okta, version: 0.2.0}]}] | LOAD_ERR_VALIDATE | multiple alternative version requirements",
      })
  void aBadItemIsAnError(String yaml, Code code, String message) {
    LoadProblem problem = only(yaml.strip() + "\n");
    assertThat(problem.code()).isEqualTo(code);
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
  void whatFilesNeedAndGyrHasIsNoProblem() {
    LoadResult result =
        load(
            """
            - required_engine_version: 26
            - required_engine_version: 0.62.0
            - required_plugin_versions:
              - name: k8saudit-x
                version: 0.1.0
                alternatives:
                  - name: k8saudit
                    version: 0.7.0
              - {name: container, version: 0.4.0}
            """);
    assertThat(result.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "LOAD_DEPRECATED_ITEM | - {macro: m, condition: or evt.type = creat, append: true}",
        "LOAD_DEPRECATED_ITEM | - {rule: r, enabled: true}",
        "LOAD_DEPRECATED_ITEM | - {rule: r, condition: and evt.dir = <, override: {condition: append}}",
        "LOAD_DEPRECATED_ITEM | - {rule: r, output: '%evt.dir', override: {output: append}}",
        "LOAD_DEPRECATED_ITEM | - {rule: r, output: 'and %container.info', override: {output: append}}",
        "LOAD_UNKNOWN_KEY | - {rule: r, enabled: true, override: {enabled: replace}, prioritie: INFO}",
        "LOAD_UNKNOWN_KEY | - {rule: r, enabled: true, enabled: false, override: {enabled: replace}}",
        "LOAD_INVALID_MACRO_NAME | - {macro: a-b, condition: m}",
        "LOAD_INVALID_LIST_NAME | - {list: a b, items: []}",
        "LOAD_COMPILE_CONDITION | - {rule: r, condition: and proc.name = proc.pname, override: {condition: append}}",
        "LOAD_COMPILE_CONDITION | - {rule: r, condition: and proc.name regex .*cat, override: {condition: append}}",
        "LOAD_NO_EVTTYPE | - {rule: r, condition: or proc.name = a, override: {condition: append}}",
        "LOAD_NO_EVTTYPE | - {rule: r, condition: evt.type != open, override: {condition: replace}}",
        "LOAD_APPEND_NO_VALUES | - {rule: r, exceptions: [{name: e}], override: {exceptions: append}}",
        "LOAD_EXCEPTION_NAME_NOT_UNIQUE | - {rule: r, exceptions: [{name: e, values: [a]}, {name: e, values: [b]}], override: {exceptions: append}}",
      })
  void whatIsOddIsAWarning(Code code, String yaml) {
    String base =
        "- {macro: m, condition: evt.type = open}\n- rule: r"
            + REST
            + "  condition: m\n  exceptions: [{name: e, fields: proc.name}]\n";
    assertThat(load(base).problems()).isEmpty();
    LoadResult result = load(base + yaml.strip() + "\n");
    assertThat(result.errors()).as(result.format()).isEmpty();
    assertThat(result.warnings()).extracting(LoadProblem::code).contains(code);
    assertThat(result.rules().rules()).hasSize(1);
  }

  @Test
  void anythingThatIsNamedAnywhereIsUsed() {
    LoadResult result =
        load(
            "- {list: inner, items: [a]}\n- {list: outer, items: [inner]}\n"
                + "- {macro: inside, condition: evt.type = open}\n"
                + "- {macro: outside, condition: inside and proc.name in (outer)}\n");
    assertThat(result.warnings())
        .extracting(LoadProblem::item)
        .containsExactly("macro \"outside\"");
  }

  @Test
  void manyWarningsLeaveNoRuleOut() {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      rules.append("- rule: r").append(i).append(REST).append("  condition: proc.name = a\n");
    }
    assertThat(load(rules.toString()).rules().rules()).hasSize(1000);
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
  void whatMayBeUnknownMayBeATypeAnOutputOrInAMacro() {
    String macro = "- {macro: m, condition: moon.phase = full}\n";
    for (String body :
        List.of(
            "  condition: evt.type = moonrise\n",
            "  condition: m\n",
            "  condition: evt.type = open\n  output: '%moon.phase'\n")) {
      String rule = body.contains("output") ? REST.replace("  output: o\n", "") : REST;
      LoadResult result =
          load(macro + "- rule: r" + rule + body + "  skip-if-unknown-filter: true\n");
      assertThat(result.errors()).as(result.format()).isEmpty();
      assertThat(result.warnings())
          .extracting(LoadProblem::code)
          .contains(Code.LOAD_UNKNOWN_FILTER);
      assertThat(result.rules().rules()).isEmpty();
    }
  }

  @Test
  void aRuleThatForgivesDoesNotForgiveForOthers() {
    String macro = "- {macro: m, condition: moon.phase = full}\n";
    LoadResult result =
        load(
            macro
                + "- rule: r"
                + REST
                + "  condition: m\n  skip-if-unknown-filter: true\n- rule: s"
                + REST
                + "  condition: m\n");
    assertThat(result.errors()).hasSize(1);
  }

  @Test
  void aProblemSaysWhatItIsIn() {
    LoadProblem problem = only("- rule: r" + REST + "  condition: >\n    evt.type = opn\n");
    assertThat(problem.context())
        .extracting(one -> one.itemType() + " " + one.itemName() + " " + one.location())
        .containsExactly(
            "rules content  f:1:1",
            "rule r f:1:3",
            "rule condition  f:6:16",
            "condition expression  f:6:16");
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
