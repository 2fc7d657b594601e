package io.gyr.rules.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.LoadProblem;
import io.gyr.rules.LoadProblem.Code;
import io.gyr.rules.LoadResult;
import io.gyr.rules.Priority;
import io.gyr.rules.Rule;
import io.gyr.rules.RuleFile;
import io.gyr.rules.RuleLoader;
import io.gyr.rules.TestEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How later items and files add to, override and switch off earlier ones. */
class MergingTest {

  private static final String BASE =
      """
      - list: names
        items: [cat]
      - macro: wanted
        condition: proc.name in (names)
      - rule: opened
        desc: something was opened
        condition: evt.type = openat and wanted
        output: opened by %proc.name
        priority: NOTICE
        tags: [a]
      """;

  @Test
  void listsAndMacrosCanBeAppendedToInBothWays() {
    LoadResult loaded =
        load(
            BASE,
            "- {list: names, items: [head], append: true}\n",
            "- {list: names, items: [tail], override: {items: append}}\n",
            "- {macro: wanted, condition: or proc.name = less, append: true}\n");
    assertThat(fires(loaded, "cat", "head", "tail", "less", "more"))
        .containsExactly("cat", "head", "tail", "less");
  }

  @Test
  void listsAndMacrosCanBeReplaced() {
    assertThat(fires(load(BASE, "- {list: names, items: [head]}\n"), "cat", "head"))
        .containsExactly("head");
    String override =
        "- {macro: wanted, condition: proc.name = x, override: {condition: replace}}\n";
    assertThat(fires(load(BASE, override), "cat", "x")).containsExactly("x");
  }

  @Test
  void aRuleCanBeOverriddenKeyByKey() {
    LoadResult loaded =
        load(
            BASE,
            """
            - rule: opened
              condition: and user.uid = 0
              output: "%user.name"
              tags: [b, a]
              priority: critical
              override:
                condition: append
                output: replace
                tags: append
                priority: replace
            """);
    assertThat(loaded.problems()).isEmpty();
    Rule rule = loaded.rules().rules().get(0);
    assertThat(rule.condition()).isEqualTo("evt.type = openat and wanted and user.uid = 0");
    assertThat(rule.output()).isEqualTo("%user.name");
    assertThat(rule.priority()).isEqualTo(Priority.CRITICAL);
    assertThat(rule.tags()).startsWith("a", "b");
    assertThat(rule.description()).isEqualTo("something was opened");
  }

  @Test
  void aRuleCanBeSwitchedOffAndOn() {
    LoadResult off = load(BASE, "- {rule: opened, enabled: false}\n");
    assertThat(off.rules().rules()).isEmpty();
    assertThat(off.warnings()).extracting(LoadProblem::code).contains(Code.LOAD_DEPRECATED_ITEM);
    LoadResult on =
        load(
            BASE,
            "- {rule: opened, enabled: false, override: {enabled: replace}}\n",
            "- {rule: opened, enabled: true, override: {enabled: replace}}\n");
    assertThat(on.problems()).isEmpty();
    assertThat(on.rules().rules()).hasSize(1);
  }

  @Test
  void aMacroSeesOnlyWhatWasDefinedBeforeItAndARuleSeesAll() {
    String late = "- {macro: a, condition: b}\n- {macro: b, condition: evt.type = open}\n";
    LoadResult macro = load(late + rule("a"));
    assertThat(macro.errors()).hasSize(1);
    assertThat(macro.errors().get(0).message()).contains("defined only later");
    assertThat(macro.errors().get(0).code()).isEqualTo(Code.LOAD_ERR_VALIDATE);
    assertThat(load(rule("m") + "- {macro: m, condition: evt.type = open}\n").errors()).isEmpty();
  }

  @Test
  void macrosThatNeedEachOtherAreAnError() {
    LoadResult loaded =
        load(
            "- {macro: a, condition: evt.type = open}\n- {macro: b, condition: a}\n"
                + "- {macro: a, condition: b}\n"
                + rule("b"));
    assertThat(loaded.errors()).isNotEmpty();
  }

  @Test
  void listsHoldLists() {
    LoadResult loaded =
        load(
            "- {list: inner, items: [x, '\"y z\"']}\n- {list: names, items: [inner, cat]}\n"
                + rule("evt.type = openat and proc.name in (names)"));
    assertThat(fires(loaded, "x", "y z", "inner", "cat")).containsExactly("x", "y z", "cat");
  }

  @Test
  void aFileWithAnErrorChangesNothing() {
    LoadResult loaded =
        load(
            BASE,
            "- {list: names, items: [head]}\n- {rule: opened, enabled: false}\n- {macro: m, condition: (}\n",
            "- {list: names, items: [tail], append: true}\n");
    assertThat(loaded.errors()).hasSize(1);
    assertThat(fires(loaded, "cat", "head", "tail")).containsExactly("cat", "tail");
  }

  @Test
  void aListSeesTheItemsOfEarlierListsAndAllOfLaterOnes() {
    String rule = rule("evt.type = openat and proc.name in (names)");
    // What falcosecurity/falco's rule_loader_compiler.cpp makes of lists in lists in lists.
    String earlier =
        "- {list: a, items: [x]}\n- {list: b, items: [a, y]}\n- {list: names, items: [b]}\n";
    assertThat(fires(load(earlier + rule), "x", "y", "a", "b")).containsExactly("y", "a");
    String later =
        "- {list: names, items: [b]}\n- {list: b, items: [a, y]}\n- {list: a, items: [x]}\n";
    assertThat(fires(load(later + rule), "x", "y", "a", "b")).containsExactly("x", "y");
  }

  @Test
  void aListOfOneMayStandForAValue() {
    String list = "- {list: one, items: [cat]}\n- {list: two, items: [cat, dog]}\n";
    assertThat(fires(load(list + rule("evt.type = openat and proc.name = one")), "cat", "one"))
        .containsExactly("cat");
    assertThat(fires(load(list + rule("evt.type = openat and proc.name in two")), "cat", "two"))
        .containsExactly("cat");
    assertThat(
            fires(
                load(list + rule("evt.type = openat and proc.name startswith anyof (two, t)")),
                "cats",
                "tail",
                "man"))
        .containsExactly("cats", "tail");
    assertThat(load(list + rule("proc.name = two")).errors().get(0).message())
        .contains("takes one value");
  }

  @Test
  void anItemIsReadAsItWouldStandInParentheses() {
    String list = "- {list: names, items: ['a b', '\"c d\"', \"'e'\", 'f,g', 7]}\n";
    LoadResult loaded = load(list + rule("evt.type = openat and proc.name in (names)"));
    assertThat(fires(loaded, "a b", "c d", "e", "f", "g", "7", "f,g"))
        .containsExactly("a b", "c d", "e", "f", "g", "7");
  }

  @Test
  void theOldAppendTakesOnlyConditionAndExceptions() {
    LoadResult loaded =
        load(
            BASE,
            "- {rule: opened, append: true, condition: and user.uid = 0, tags: [z], output: x,"
                + " enabled: false}\n");
    Rule rule = loaded.rules().rules().get(0);
    assertThat(rule.condition()).endsWith("and user.uid = 0");
    assertThat(rule.tags()).containsExactly("a");
    assertThat(rule.output()).isEqualTo("opened by %proc.name");
  }

  @Test
  void listsAndMacrosThatReplaceNothingAreDefined() {
    LoadResult loaded =
        load(
            "- {list: names, items: [cat], override: {items: replace}}\n"
                + "- {macro: m, condition: proc.name in (names), override: {condition: replace}}\n"
                + rule("evt.type = openat and m"));
    assertThat(fires(loaded, "cat", "dog")).containsExactly("cat");
  }

  @Test
  void aRuleCanBeDefinedAnewInItsPlaceButNotForAnotherSource() {
    LoadResult loaded =
        load(
            BASE + rule("evt.type = openat"),
            "- {rule: opened, desc: d, output: anew, priority: INFO, condition: evt.type = openat}\n",
            "- {rule: opened, desc: d, output: o, priority: INFO, condition: a, source: moon}\n");
    assertThat(loaded.rules().rules()).extracting(Rule::output).containsExactly("anew", "o");
    assertThat(loaded.errors()).hasSize(1);
    assertThat(loaded.errors().get(0).message()).contains("different source");
  }

  @Test
  void aMacroThatNeedsItselfIsALoop() {
    LoadResult loaded =
        load(
            "- {macro: a, condition: evt.type = open}\n- {macro: a, condition: a or x.y = 1}\n"
                + rule("a"));
    assertThat(loaded.errors().get(0).code()).isEqualTo(Code.LOAD_ERR_VALIDATE);
    assertThat(loaded.errors().get(0).message()).contains("reference loop in macro 'a'");
  }

  @Test
  void aFileThatBreaksTheRulesOfAnotherIsRefused() {
    LoadResult loaded =
        load(
            BASE,
            "- {macro: wanted, condition: proc.nmae = x}\n",
            "- {list: names, items: [dog]}\n");
    assertThat(loaded.errors()).hasSize(1);
    assertThat(fires(loaded, "cat", "dog", "x")).containsExactly("dog");
  }

  @Test
  void exceptionsAreAppendedToOrReplaced() {
    String base =
        rule("evt.type = openat")
            + "  exceptions: [{name: e, fields: [proc.name], comps: [contains], values: [[a b]]}]\n";
    assertThat(fires(load(base), "a b", "cat")).containsExactly("cat");
    assertThat(
            fires(
                load(
                    base,
                    "- {rule: r, append: true, exceptions: [{name: e, values: [[at]]},"
                        + " {name: f, fields: proc.name, values: [dog, man]}]}\n"),
                "cat",
                "dog",
                "man",
                "cow"))
        .containsExactly("cow");
    assertThat(
            fires(
                load(
                    base,
                    "- {rule: r, exceptions: [{name: f, fields: [proc.name, user.name],"
                        + " comps: [in, =], values: [[cat, root], ['(dog, man)', root]]}],"
                        + " override: {exceptions: replace}}\n"),
                "a b",
                "cat",
                "dog",
                "man"))
        .containsExactly("a b");
    for (String wrong :
        new String[] {
          "append: true, exceptions: [{name: e, fields: [proc.name], values: [[x]]}]",
          "append: true, exceptions: [{name: e, comps: [in], values: [[x]]}]",
          "append: true, exceptions: [{name: f, values: [[x]]}]",
          "append: true, exceptions: [{name: f, fields: [proc.name]}]",
          "append: true",
          "exceptions: [{name: e, values: [[x]]}], override: {exceptions: replace}",
          "exceptions: [{name: e, fields: proc.name, comps: =}], override: {exceptions: replace}",
          "exceptions: [{name: e, fields: proc.name, values: x}], override: {exceptions: replace}",
          "exceptions: [{name: e, fields: [proc.nam]}], override: {exceptions: replace}",
          "exceptions: [{name: e, fields: [proc.name], comps: [x]}], override: {exceptions: replace}",
          "exceptions: [{fields: [proc.name]}], override: {exceptions: replace}",
          "exceptions: {name: e}, override: {exceptions: replace}",
        }) {
      assertThat(load(base, "- {rule: r, " + wrong + "}\n").errors()).as(wrong).hasSize(1);
    }
  }

  @Test
  void exceptionsComeInThreeShapes() {
    String exceptions =
        """
          exceptions:
            - name: rows
              fields: [proc.name, user.name]
              comps: [startswith, =]
              values:
                - [ca, root]
                - [do, nobody]
            - name: one_field
              fields: proc.name
              comps: in
              values: [head, names]
            - name: lists_in_rows
              fields: [proc.name, user.name]
              comps: [in, "="]
              values:
                - [[less, more], root]
            - name: without_values
              fields: [proc.name]
        """;
    String list = "- {list: names, items: [ann, bob]}\n";
    LoadResult loaded = load(list + rule("evt.type = openat") + exceptions);
    assertThat(loaded.problems()).isEmpty();
    assertThat(fires(loaded, "cat", "dog", "head", "ann", "bob", "less", "more", "tail"))
        .containsExactly("dog", "tail");
    LoadResult more =
        load(
            list + rule("evt.type = openat") + exceptions,
            """
            - rule: r
              exceptions:
                - name: one_field
                  values: [tail]
              override:
                exceptions: append
            """);
    assertThat(more.problems()).isEmpty();
    assertThat(fires(more, "dog", "head", "tail")).containsExactly("dog");
  }

  @Test
  void exceptionsThatDoNotFitAreErrors() {
    String rule = rule("evt.type = openat") + "  exceptions:\n    - {name: e, ";
    assertThat(load(rule + "fields: [proc.name], comps: [=, =]}\n").errors()).hasSize(1);
    assertThat(load(rule + "fields: [proc.name], comps: in}\n").errors()).hasSize(1);
    assertThat(load(rule + "fields: [proc.name, fd.name], values: [[a]]}\n").errors()).hasSize(1);
    assertThat(load(rule + "fields: [proc.nam], values: [[a]]}\n").errors()).hasSize(1);
    assertThat(load(rule + "values: [a]}\n").errors()).hasSize(1);
  }

  private static String rule(String condition) {
    return "- rule: r\n  desc: d\n  output: o\n  priority: INFO\n  condition: " + condition + "\n";
  }

  private static LoadResult load(String... files) {
    List<RuleFile> all = new ArrayList<>();
    for (String file : files) {
      all.add(new RuleFile("file" + all.size(), file));
    }
    return RuleLoader.load(all);
  }

  /** Those of the programs that fire a rule by opening a file as root. */
  private static List<String> fires(LoadResult loaded, String... programs) {
    List<String> fired = new ArrayList<>();
    for (String program : programs) {
      TestEvent event = TestEvent.open("/a", "O_RDONLY").by("/bin/" + program);
      if (loaded.rules().newEvaluator().evaluate(event, match -> {}) > 0) {
        fired.add(program);
      }
    }
    return fired;
  }
}
