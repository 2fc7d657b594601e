package io.gyr.rules.load;

import io.gyr.rules.LoadProblem.Code;
import io.gyr.rules.LoadProblem.Severity;
import io.gyr.rules.Rule;
import io.gyr.rules.RuleSet;
import io.gyr.rules.RuleSet.SourceRules;
import io.gyr.rules.condition.Condition;
import io.gyr.rules.condition.Condition.MacroReference;
import io.gyr.rules.condition.ConditionException;
import io.gyr.rules.condition.ConditionParser;
import io.gyr.rules.field.EventSource;
import io.gyr.rules.load.MacroTable.BrokenMacroException;
import io.gyr.rules.output.Template;
import io.gyr.rules.output.TemplateParser;
import io.gyr.rules.program.ConditionCompiler;
import io.gyr.rules.program.Node;
import io.gyr.rules.yaml.PlacedText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a rule set of definitions. Used once, by one thread. */
final class RuleCompiler {

  private static final List<String> IN_CONDITION =
      List.of("rule condition", "condition expression");

  /** What stood in outputs for a container; Falco's plugin adds it by itself since 0.41. */
  private static final String CONTAINER_INFO = "%container.info";

  /** The rules of one source while they are put together. */
  private static final class Building {

    final EventSource source;
    final ConditionCompiler compiler;
    final MacroTable macros;
    final List<Rule> rules = new ArrayList<>();
    final List<Template> templates = new ArrayList<>();
    final List<Node> conditions = new ArrayList<>();

    Building(EventSource source, MacroTexts texts, ListTable lists) {
      this.source = source;
      compiler = new ConditionCompiler(source);
      macros = new MacroTable(texts, lists, compiler);
    }
  }

  private final Definitions definitions;
  private final ListTable lists;
  private final MacroTexts macros;
  private final Problems problems;
  private final ConditionWarnings warnings;
  private final Map<String, Building> sources = new LinkedHashMap<>();
  private final List<Rule> all = new ArrayList<>();
  private final Set<String> toldMacros = new HashSet<>();
  private final Set<String> usedMacros = new HashSet<>();
  private final Set<String> usedLists;

  RuleCompiler(List<EventSource> eventSources, Definitions definitions, Problems problems) {
    this.definitions = definitions;
    this.problems = problems;
    warnings = new ConditionWarnings(problems);
    lists = new ListTable(definitions.lists);
    usedLists = lists.named();
    macros = new MacroTexts(definitions.macros, problems);
    for (EventSource source : eventSources) {
      sources.put(source.name(), new Building(source, macros, lists));
    }
  }

  /**
   * Looks at what the newest file defines, and at all rules if it changes what they are made of;
   * what is wrong goes to the problems.
   */
  void check() {
    if (definitions.changesEarlier()) {
      compile(definitions.rules.keySet());
    } else {
      compile(definitions.newest);
    }
  }

  /** The rules that could be compiled; what is wrong with the others goes to the problems. */
  RuleSet compile() {
    compile(definitions.rules.keySet());
    checkMacros();
    checkUnused();
    return compiled();
  }

  private void compile(Set<String> names) {
    for (String name : names) {
      RuleDefinition definition = definitions.rules.get(name);
      if (definition != null && !problems.isFull()) {
        compile(definition);
      }
    }
  }

  private RuleSet compiled() {
    Map<String, SourceRules> compiled = new LinkedHashMap<>();
    for (Building building : sources.values()) {
      compiled.put(
          building.source.name(),
          new SourceRules(
              List.copyOf(building.rules),
              List.copyOf(building.templates),
              building.compiler.program(building.conditions),
              building.source.time()));
    }
    return new RuleSet(all, compiled);
  }

  private void compile(RuleDefinition definition) {
    Building building = sources.get(definition.source());
    if (building == null) {
      problems.warning(
          Code.LOAD_UNKNOWN_SOURCE,
          definition.place(),
          definition.subject(),
          "Unknown source " + definition.source() + ", skipping");
      return;
    }
    Template template = template(definition, building);
    Node condition = condition(definition, building);
    if (condition == null || template == null) {
      return;
    }
    if (definition.warnWithoutType() && building.compiler.asksForNoType(condition)) {
      problems.warning(
          Code.LOAD_NO_EVTTYPE,
          definition.condition().place(0),
          definition.subject(),
          "Rule matches too many evt.type values. This has a significant performance penalty.");
    }
    if (definition.enabled()) {
      Rule rule = rule(definition);
      all.add(rule);
      building.rules.add(rule);
      building.templates.add(template);
      building.conditions.add(condition);
    }
  }

  private @Nullable Node condition(RuleDefinition definition, Building building) {
    PlacedText text = definition.condition();
    try {
      text = ExceptionCondition.of(definition, building.source.fields());
      Condition condition = ConditionParser.parse(text.text());
      Uses uses = Uses.of(condition);
      note(uses);
      if (!macrosAreGood(uses, definition, text)) {
        return null;
      }
      Node node = building.compiler.compile(condition, building.macros.namesForRules());
      warnings.check(uses.comparisons(), building.source.fields(), text, definition.subject());
      return node;
    } catch (ItemException e) {
      problems.error(
          Code.LOAD_ERR_VALIDATE, e.place(), definition.subject(), String.valueOf(e.getMessage()));
    } catch (BrokenMacroException e) {
      report(definition, e);
    } catch (ConditionException e) {
      report(definition, Code.LOAD_ERR_COMPILE_CONDITION, text, definition.subject(), e);
    }
    return null;
  }

  /** Whether the macros that a rule names are there and could be read. */
  private boolean macrosAreGood(Uses uses, RuleDefinition definition, PlacedText text) {
    boolean good = true;
    for (MacroReference reference : uses.macros()) {
      try {
        good &= !macros.isBad(macros.resolve(reference, Integer.MAX_VALUE).name());
      } catch (ConditionException e) {
        report(definition, Code.LOAD_ERR_VALIDATE, text, definition.subject(), e);
        return false;
      }
    }
    return good;
  }

  /** A broken macro is told once, though every rule that needs it may forgive it or not. */
  private void report(RuleDefinition definition, BrokenMacroException e) {
    MacroDefinition macro = e.macro;
    if (macros.isBad(macro.name())) {
      return;
    }
    boolean skipped = definition.skipWithUnknownField() && e.problem.isUnknownField();
    if (skipped || toldMacros.add(macro.name())) {
      report(
          definition,
          Code.LOAD_ERR_COMPILE_CONDITION,
          macro.condition(),
          macro.subject(),
          e.problem);
    }
  }

  private void report(
      RuleDefinition rule,
      Code code,
      PlacedText text,
      Subject subject,
      ConditionException problem) {
    boolean skipped = rule.skipWithUnknownField() && problem.isUnknownField();
    problems.add(
        skipped ? Severity.WARNING : Severity.ERROR,
        skipped ? Code.LOAD_UNKNOWN_FILTER : code,
        text.place(problem.position()),
        subject,
        subject.kind().equals("rule")
            ? IN_CONDITION
            : List.of("macro condition", "condition expression"),
        String.valueOf(problem.getMessage()),
        problem.suggestion());
  }

  private @Nullable Template template(RuleDefinition definition, Building building) {
    PlacedText text = definition.output();
    if (text.text().contains(CONTAINER_INFO)) {
      problems.warning(
          Code.LOAD_DEPRECATED_ITEM,
          text.place(text.text().indexOf(CONTAINER_INFO)),
          definition.subject(),
          CONTAINER_INFO + " is deprecated and left out; name the fields that you need");
      text = text.without(CONTAINER_INFO);
    }
    warnings.checkOutput(text, definition.subject());
    try {
      return TemplateParser.parse(text.text().stripTrailing(), building.source.fields());
    } catch (ConditionException e) {
      boolean skipped = definition.skipWithUnknownField() && e.isUnknownField();
      problems.add(
          skipped ? Severity.WARNING : Severity.ERROR,
          skipped ? Code.LOAD_UNKNOWN_FILTER : Code.LOAD_ERR_COMPILE_OUTPUT,
          text.place(e.position()),
          definition.subject(),
          List.of("rule output"),
          String.valueOf(e.getMessage()),
          e.suggestion());
      return null;
    }
  }

  private static Rule rule(RuleDefinition definition) {
    return new Rule(
        definition.name(),
        definition.description().text().strip(),
        definition.priority(),
        definition.source(),
        definition.tags(),
        definition.condition().text().strip(),
        definition.output().text().strip(),
        definition.place().source().locate(definition.place().offset()));
  }

  /** Macros may belong to any source: what is a field in one of them counts. */
  private void checkMacros() {
    for (MacroDefinition macro : definitions.macros.values()) {
      Uses uses = macros.uses(macro.name());
      if (uses != null) {
        note(uses);
        for (Building building : sources.values()) {
          warnings.check(
              uses.comparisons(), building.source.fields(), macro.condition(), macro.subject());
        }
      }
    }
  }

  private void note(Uses uses) {
    uses.macros().forEach(reference -> usedMacros.add(reference.name()));
    uses.comparisons().stream()
        .flatMap(comparison -> comparison.values().stream())
        .filter(value -> !value.quoted() && lists.has(value.text()))
        .forEach(value -> usedLists.add(value.text()));
  }

  private void checkUnused() {
    for (MacroDefinition macro : definitions.macros.values()) {
      if (!usedMacros.contains(macro.name())) {
        problems.warning(
            Code.LOAD_UNUSED_MACRO,
            macro.place(),
            macro.subject(),
            "Macro not referred to by any other rule/macro");
      }
    }
    for (ListDefinition list : definitions.lists.values()) {
      if (!usedLists.contains(list.name())) {
        problems.warning(
            Code.LOAD_UNUSED_LIST,
            list.place(),
            list.subject(),
            "List not referred to by any other rule/macro");
      }
    }
  }
}
