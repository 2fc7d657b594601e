package io.gyr.rules.sequence;

import io.gyr.rules.condition.Condition;
import io.gyr.rules.condition.Condition.And;
import io.gyr.rules.condition.Condition.Comparison;
import io.gyr.rules.condition.Condition.Not;
import io.gyr.rules.condition.Condition.Or;
import io.gyr.rules.condition.Condition.Value;
import io.gyr.rules.condition.ConditionException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a step's condition apart into what the event alone decides and what is left for later.
 *
 * <p>How it works. The first is the condition with every comparison with a reference replaced by
 * the answer that is the more favourable to the whole, true under an even number of negations and
 * false under an odd one: it is true whenever the condition is true for some earlier events. It is
 * compiled into the graph of all rules. The second is the tree that is left when every largest part
 * without references is one bit ({@link Residual}); the parts are compiled into the graph too.
 * Operands of an and at the top need no bit: the first is only true when they are.
 */
final class ConditionSplitter {

  private static final int MAX_PARTS = 64;

  private final References references;
  private final List<Condition> parts;

  /** A condition in its two halves. */
  record Halves(Condition alone, Residual residual) {}

  /**
   * A splitter.
   *
   * @param parts is given the parts that need a bit, in the order of their bits
   */
  ConditionSplitter(References references, List<Condition> parts) {
    this.references = references;
    this.parts = parts;
  }

  Halves split(Condition condition) throws ConditionException {
    if (!refers(condition)) {
      return new Halves(condition, Residual.NONE);
    }
    Condition alone = favourable(condition, true);
    if (condition instanceof And and) {
      List<Residual> left = new ArrayList<>();
      for (Condition operand : and.operands()) {
        if (refers(operand)) {
          left.add(residual(operand));
        }
      }
      return new Halves(alone, new Residual.All(List.copyOf(left)));
    }
    return new Halves(alone, residual(condition));
  }

  private static boolean refers(Condition condition) {
    if (condition instanceof And and) {
      return and.operands().stream().anyMatch(ConditionSplitter::refers);
    }
    if (condition instanceof Or or) {
      return or.operands().stream().anyMatch(ConditionSplitter::refers);
    }
    if (condition instanceof Not not) {
      return refers(not.operand());
    }
    return condition instanceof Comparison comparison
        && comparison.values().stream().anyMatch(ConditionSplitter::isReference);
  }

  private static boolean isReference(Value value) {
    return !value.quoted() && value.text().startsWith("$");
  }

  private static Condition favourable(Condition condition, boolean answer) {
    if (!refers(condition)) {
      return condition;
    }
    int position = condition.position();
    if (condition instanceof And and) {
      return new And(
          and.operands().stream().map(operand -> favourable(operand, answer)).toList(), position);
    }
    if (condition instanceof Or or) {
      return new Or(
          or.operands().stream().map(operand -> favourable(operand, answer)).toList(), position);
    }
    if (condition instanceof Not not) {
      return new Not(favourable(not.operand(), !answer), position);
    }
    return answer ? new And(List.of(), position) : new Or(List.of(), position);
  }

  private Residual residual(Condition condition) throws ConditionException {
    if (!refers(condition)) {
      if (parts.size() == MAX_PARTS) {
        throw new ConditionException(
            condition.position(), "too many parts beside references to other steps", null);
      }
      parts.add(condition);
      return new Residual.Part(parts.size() - 1);
    }
    if (condition instanceof And and) {
      return new Residual.All(residuals(and.operands()));
    }
    if (condition instanceof Or or) {
      return new Residual.Any(residuals(or.operands()));
    }
    if (condition instanceof Not not) {
      return new Residual.Not(residual(not.operand()));
    }
    return references.compare((Comparison) condition);
  }

  private List<Residual> residuals(List<Condition> conditions) throws ConditionException {
    List<Residual> residuals = new ArrayList<>();
    for (Condition condition : conditions) {
      residuals.add(residual(condition));
    }
    return List.copyOf(residuals);
  }
}
