package io.gyr.rules.load;

import io.gyr.rules.condition.Condition.MacroReference;
import io.gyr.rules.condition.ConditionException;
import io.gyr.rules.program.ConditionCompiler;
import io.gyr.rules.program.Names;
import io.gyr.rules.program.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The macros of one source, each compiled once, when something asks for it. */
final class MacroTable {

  private static final int MAX_DEPTH = 100;

  private final MacroTexts texts;
  private final ListTable lists;
  private final ConditionCompiler compiler;
  private final Map<String, Node> nodes = new HashMap<>();
  private final Map<String, ConditionException> broken = new HashMap<>();
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

  MacroTable(MacroTexts texts, ListTable lists, ConditionCompiler compiler) {
    this.texts = texts;
    this.lists = lists;
    this.compiler = compiler;
  }

  /** What the names in a rule stand for: a rule sees every macro and list. */
  Names namesForRules() {
    return names(Integer.MAX_VALUE);
  }

  private Names names(int changed) {
    return new Names() {
      @Override
      public Node macro(MacroReference reference) throws ConditionException {
        return node(texts.resolve(reference, changed), reference);
      }

      @Override
      public @Nullable List<String> list(String name) {
        return lists.elements(name);
      }
    };
  }

  private Node node(MacroDefinition macro, MacroReference reference) throws ConditionException {
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
    ConditionException known = broken.get(macro.name());
    if (known != null) {
      throw new BrokenMacroException(macro, known, true);
    }
    try {
      return compiler.compile(texts.parsed(macro), names(macro.changed()));
    } catch (ConditionException e) {
      broken.put(macro.name(), e);
      throw new BrokenMacroException(macro, e, false);
    }
  }
}
