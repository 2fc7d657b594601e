package io.gyr.rules.load;

import io.gyr.rules.condition.Condition;
import io.gyr.rules.condition.Condition.MacroReference;
import io.gyr.rules.condition.ConditionException;
import io.gyr.rules.condition.ConditionParser;
import io.gyr.rules.field.NearestName;
import io.gyr.rules.program.ConditionCompiler;
import io.gyr.rules.program.Names;
import io.gyr.rules.program.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The macros of one source, each compiled once, when something asks for it. */
final class MacroTable {

  private static final int MAX_DEPTH = 100;

  private final Map<String, MacroDefinition> definitions;
  private final ListTable lists;
  private final ConditionCompiler compiler;
  private final Map<String, Node> nodes = new HashMap<>();
  private final Map<String, Condition> conditions = new HashMap<>();
  private final Set<String> broken = new HashSet<>();
  private int depth;

  /** A macro whose own text is at fault: the problem belongs there, not where it is used. */
  static final class BrokenMacroException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    final transient MacroDefinition macro;
    final transient ConditionException problem;
    final boolean knownBefore;

    BrokenMacroException(MacroDefinition macro, ConditionException problem, boolean knownBefore) {
      super(problem.getMessage(), problem);
      this.macro = macro;
      this.problem = problem;
      this.knownBefore = knownBefore;
    }
  }

  MacroTable(
      Map<String, MacroDefinition> definitions, ListTable lists, ConditionCompiler compiler) {
    this.definitions = definitions;
    this.lists = lists;
    this.compiler = compiler;
  }

  /** The macros that something asked for. */
  Set<String> used() {
    return nodes.keySet();
  }

  /** What the names in a rule stand for: a rule sees every macro and list. */
  Names namesForRules() {
    return names(Integer.MAX_VALUE);
  }

  /** The condition of a macro that was compiled. */
  Condition condition(String name) {
    return Objects.requireNonNull(conditions.get(name), name);
  }

  private Names names(int changed) {
    return new Names() {
      @Override
      public Node macro(MacroReference reference) throws ConditionException {
        return node(reference, changed);
      }

      @Override
      public @Nullable List<String> list(String name) {
        return lists.elements(name);
      }
    };
  }

  private Node node(MacroReference reference, int changed) throws ConditionException {
    MacroDefinition macro = definitions.get(reference.name());
    if (macro == null || macro.order() >= changed) {
      throw new ConditionException(
          reference.position(),
          macro == null
              ? "unknown macro '" + reference.name() + "'"
              : "macro '" + reference.name() + "' is defined only later",
          macro == null ? NearestName.of(reference.name(), definitions.keySet()) : null);
    }
    Node node = nodes.get(macro.name());
    if (node == null) {
      if (depth == MAX_DEPTH) {
        throw new ConditionException(
            reference.position(), "macros in macros, more than " + MAX_DEPTH + " deep", null);
      }
      depth++;
      try {
        node = compiled(macro);
      } finally {
        depth--;
      }
      nodes.put(macro.name(), node);
    }
    return node;
  }

  private Node compiled(MacroDefinition macro) {
    try {
      if (broken.contains(macro.name())) {
        throw new ConditionException(0, "used although broken", null);
      }
      Condition condition = ConditionParser.parse(macro.condition().text());
      conditions.put(macro.name(), condition);
      return compiler.compile(condition, names(macro.changed()));
    } catch (ConditionException e) {
      throw new BrokenMacroException(macro, e, !broken.add(macro.name()));
    }
  }
}
