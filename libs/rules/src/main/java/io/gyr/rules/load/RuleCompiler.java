package io.gyr.rules.load;

import io.gyr.rules.LoadProblem.Code;
import io.gyr.rules.LoadProblem.Severity;
import io.gyr.rules.Rule;
import io.gyr.rules.RuleSet;
import io.gyr.rules.RuleSet.SourceRules;
import io.gyr.rules.condition.Condition;
import io.gyr.rules.condition.ConditionException;
import io.gyr.rules.condition.ConditionParser;
import io.gyr.rules.field.EventSource;
import io.gyr.rules.load.MacroTable.BrokenMacroException;
import io.gyr.rules.output.Template;
import io.gyr.rules.output.TemplateParser;
import io.gyr.rules.program.ConditionCompiler;
import io.gyr.rules.program.ConditionTree;
import io.gyr.rules.program.ConditionTrees;
import io.gyr.rules.program.Node;
import io.gyr.rules.sequence.Sequence;
import io.gyr.rules.sequence.SequenceSet;
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

  /** The rules of one source while they are put together. */
  private static final class Building {

    final EventSource source;
    final ConditionCompiler compiler;
    final MacroTable macros;
    final ConditionTrees explained;
    final List<Rule> rules = new ArrayList<>();
    final List<Template> templates = new ArrayList<>();
    final List<Node> conditions = new ArrayList<>();
    final List<Sequence> sequences = new ArrayList<>();
    final List<ConditionTree> trees = new ArrayList<>();

    Building(EventSource source, Definitions definitions, ListTable lists) {
      this.source = source;
      compiler = new ConditionCompiler(source);
      macros = new MacroTable(definitions.macros, lists, compiler);
      explained =
          new ConditionTrees(source.fields(), compiler, macros.namesForRules(), macros::condition);
    }
  }

  private final Definitions definitions;
  private final ListTable lists;
  private final Problems problems;
  private final Map<String, Building> sources = new LinkedHashMap<>();

  RuleCompiler(List<EventSource> eventSources, Definitions definitions, Problems problems) {
    this.definitions = definitions;
    this.problems = problems;
    lists = new ListTable(definitions.lists);
    for (EventSource source : eventSources) {
      sources.put(source.name(), new Building(source, definitions, lists));
    }
  }

  /** The rules that could be compiled; what is wrong with the others goes to the problems. */
  RuleSet compile() {
    List<Rule> all = new ArrayList<>();
    for (RuleDefinition definition : definitions.rules.values()) {
      if (problems.isFull()) {
        break;
      }
      compile(definition, all);
    }
    definitions.sequences.values().forEach(this::compile);
    checkUnused();
    Map<String, SourceRules> compiled = new LinkedHashMap<>();
    for (Building building : sources.values()) {
      SequenceSet sequences = new SequenceSet(building.sequences);
      building.conditions.addAll(sequences.conditions());
      compiled.put(
          building.source.name(),
          new SourceRules(
              List.copyOf(building.rules),
              List.copyOf(building.templates),
              sequences,
              building.compiler.program(building.conditions),
              List.copyOf(building.trees),
              building.source.time()));
    }
    return new RuleSet(all, compiled);
  }

  private void compile(RuleDefinition definition, List<Rule> all) {
    Building building = sources.get(definition.source());
    if (building == null) {
      problems.warning(
          Code.LOAD_UNKNOWN_SOURCE,
          definition.place(),
          definition.title(),
          "nothing supplies events of source '" + definition.source() + "'; left out");
      return;
    }
    Compiled condition = condition(definition, building);
    Template template = template(definition, building);
    if (condition == null || template == null || !definition.enabled()) {
      return;
    }
    if (definition.warnWithoutType() && building.compiler.asksForNoType(condition.node())) {
      problems.warning(
          Code.LOAD_NO_EVTTYPE,
          definition.condition().place(0),
          definition.title(),
          "held against events of every type; name some with evt.type");
    }
    Rule rule = rule(definition);
    all.add(rule);
    building.rules.add(rule);
    building.templates.add(template);
    building.conditions.add(condition.node());
    building.trees.add(condition.tree());
  }

  private void compile(SequenceDefinition definition) {
    Building building = sources.get(definition.text().source());
    if (building == null) {
      problems.warning(
          Code.LOAD_UNKNOWN_SOURCE,
          definition.place(),
          definition.title(),
          "nothing supplies events of source '" + definition.text().source() + "'; left out");
      return;
    }
    Sequence sequence =
        SequenceItems.compile(
            definition, building.source, building.compiler, building.macros, problems);
    if (sequence != null && definition.enabled()) {
      building.sequences.add(sequence);
    }
  }

  /** A condition as the program has it, and as it is written. */
  private record Compiled(Node node, ConditionTree tree) {}

  private @Nullable Compiled condition(RuleDefinition definition, Building building) {
    PlacedText text = definition.condition();
    try {
      text = ExceptionCondition.of(definition);
      Condition condition = ConditionParser.parse(text.text());
      Node node = building.compiler.compile(condition, building.macros.namesForRules());
      return new Compiled(node, building.explained.of(condition));
    } catch (ItemException e) {
      problems.error(
          Code.LOAD_ERR_VALIDATE, e.place(), definition.title(), String.valueOf(e.getMessage()));
    } catch (BrokenMacroException e) {
      if (!e.knownBefore) {
        report(definition, e.macro.condition(), e.macro.title(), e.problem);
      }
    } catch (ConditionException e) {
      report(definition, text, definition.title(), e);
    }
    return null;
  }

  private void report(
      RuleDefinition rule, PlacedText text, String title, ConditionException problem) {
    boolean skipped = rule.skipWithUnknownField() && problem.isUnknownField();
    problems.add(
        skipped ? Severity.WARNING : Severity.ERROR,
        skipped ? Code.LOAD_UNKNOWN_FILTER : Code.LOAD_ERR_COMPILE_CONDITION,
        text.place(problem.position()),
        title,
        String.valueOf(problem.getMessage()),
        problem.suggestion());
  }

  private @Nullable Template template(RuleDefinition definition, Building building) {
    PlacedText text = definition.output();
    try {
      return TemplateParser.parse(text.text().stripTrailing(), building.source.fields());
    } catch (ConditionException e) {
      problems.add(
          definition.skipWithUnknownField() ? Severity.WARNING : Severity.ERROR,
          Code.LOAD_ERR_COMPILE_OUTPUT,
          text.place(e.position()),
          definition.title(),
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

  private void checkUnused() {
    Set<String> usedMacros = new HashSet<>();
    sources.values().forEach(building -> usedMacros.addAll(building.macros.used()));
    for (MacroDefinition macro : definitions.macros.values()) {
      if (!usedMacros.contains(macro.name())) {
        checkUnused(macro);
      }
    }
    for (ListDefinition list : definitions.lists.values()) {
      if (!lists.used().contains(list.name())) {
        problems.warning(
            Code.LOAD_UNUSED_LIST,
            list.place(),
            "list \"" + list.name() + "\"",
            "no rule needs it");
      }
    }
  }

  /** A macro that nothing uses is read all the same: it will be used one day. */
  private void checkUnused(MacroDefinition macro) {
    try {
      ConditionParser.parse(macro.condition().text());
      problems.warning(Code.LOAD_UNUSED_MACRO, macro.place(), macro.title(), "no rule needs it");
    } catch (ConditionException e) {
      problems.add(
          Severity.ERROR,
          Code.LOAD_ERR_COMPILE_CONDITION,
          macro.condition().place(e.position()),
          macro.title(),
          String.valueOf(e.getMessage()),
          e.suggestion());
    }
  }
}
