package io.gyr.rules.program;

import io.gyr.rules.condition.Condition;
import io.gyr.rules.condition.Condition.And;
import io.gyr.rules.condition.Condition.Comparison;
import io.gyr.rules.condition.Condition.Exists;
import io.gyr.rules.condition.Condition.FieldComparison;
import io.gyr.rules.condition.Condition.MacroReference;
import io.gyr.rules.condition.Condition.Not;
import io.gyr.rules.condition.Condition.Or;
import io.gyr.rules.condition.ConditionException;
import io.gyr.rules.condition.ConditionText;
import io.gyr.rules.condition.FieldReference;
import io.gyr.rules.field.BoundField;
import io.gyr.rules.field.FieldTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes the trees of conditions that have been compiled. A macro's tree is made once and shared.
 * For one thread.
 */
public final class ConditionTrees {

  private final FieldTable fields;
  private final ConditionCompiler compiler;
  private final Names names;
  private final Function<String, Condition> macros;
  private final Map<String, ConditionTree> known = new HashMap<>();

  /**
   * Trees over the nodes of a compiler.
   *
   * @param names what the conditions were compiled with
   * @param macros the condition of a macro that was compiled
   */
  public ConditionTrees(
      FieldTable fields,
      ConditionCompiler compiler,
      Names names,
      Function<String, Condition> macros) {
    this.fields = fields;
    this.compiler = compiler;
    this.names = names;
    this.macros = macros;
  }

  /**
   * The tree of a condition.
   *
   * @throws ConditionException if the condition does not compile
   */
  public ConditionTree of(Condition condition) throws ConditionException {
    if (condition instanceof And and) {
      return ConditionTree.junction(true, trees(and.operands()));
    }
    if (condition instanceof Or or) {
      return ConditionTree.junction(false, trees(or.operands()));
    }
    if (condition instanceof Not not) {
      return ConditionTree.not(of(not.operand()));
    }
    if (condition instanceof MacroReference reference) {
      return macro(reference);
    }
    return ConditionTree.test(
        ConditionText.of(condition), compiler.compile(condition, names), fieldsOf(condition));
  }

  private List<ConditionTree> trees(List<Condition> conditions) throws ConditionException {
    List<ConditionTree> trees = new ArrayList<>();
    for (Condition condition : conditions) {
      trees.add(of(condition));
    }
    return trees;
  }

  private ConditionTree macro(MacroReference reference) throws ConditionException {
    ConditionTree tree = known.get(reference.name());
    if (tree == null) {
      Node node = names.macro(reference);
      tree = ConditionTree.macro(reference.name(), node, of(macros.apply(reference.name())));
      known.put(reference.name(), tree);
    }
    return tree;
  }

  private List<BoundField> fieldsOf(Condition test) throws ConditionException {
    if (test instanceof Exists exists) {
      return List.of(bind(exists.field()));
    }
    if (test instanceof FieldComparison comparison) {
      return List.of(bind(comparison.field()), bind(comparison.other()));
    }
    return test instanceof Comparison comparison ? List.of(bind(comparison.field())) : List.of();
  }

  private BoundField bind(FieldReference reference) throws ConditionException {
    return FieldBinder.bind(fields, reference);
  }
}
