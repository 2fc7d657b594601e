package io.gyr.rules.load;

import io.gyr.rules.condition.Condition;
import io.gyr.rules.condition.Condition.And;
import io.gyr.rules.condition.Condition.Comparison;
import io.gyr.rules.condition.Condition.MacroReference;
import io.gyr.rules.condition.Condition.Not;
import io.gyr.rules.condition.Condition.Or;
import java.util.ArrayList;
import java.util.List;

/**
 * What a condition is made of.
 *
 * @param macros the macros that it names
 * @param comparisons the comparisons with constants
 */
record Uses(List<MacroReference> macros, List<Comparison> comparisons) {

  /** What is in a condition, its macros not looked into. */
  static Uses of(Condition condition) {
    Uses uses = new Uses(new ArrayList<>(), new ArrayList<>());
    uses.collect(condition);
    return uses;
  }

  private void collect(Condition condition) {
    if (condition instanceof And and) {
      and.operands().forEach(this::collect);
    } else if (condition instanceof Or or) {
      or.operands().forEach(this::collect);
    } else if (condition instanceof Not not) {
      collect(not.operand());
    } else if (condition instanceof MacroReference reference) {
      macros.add(reference);
    } else if (condition instanceof Comparison comparison) {
      comparisons.add(comparison);
    }
  }
}
