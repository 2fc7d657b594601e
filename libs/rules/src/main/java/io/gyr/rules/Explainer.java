package io.gyr.rules;

import io.gyr.rules.RuleSet.SourceRules;
import io.gyr.rules.explain.Explanation;
import io.gyr.rules.program.Evaluation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what each part of a rule's condition is for an event. For one thread; may be asked from the
 * sink of an {@link Evaluator}.
 */
public final class Explainer {

  private final @Nullable SourceRules rules;
  private final @Nullable Evaluation evaluation;
  private final Map<String, Integer> numbers = new HashMap<>();

  Explainer(@Nullable SourceRules rules) {
    this.rules = rules;
    evaluation = rules == null ? null : rules.program().newEvaluation();
    for (int i = 0; rules != null && i < rules.rules().size(); i++) {
      numbers.put(rules.rules().get(i).name(), i);
    }
  }

  /** The names of the rules that can be explained. */
  public Set<String> rules() {
    return Set.copyOf(numbers.keySet());
  }

  /**
   * Holds the rule of that name against the event.
   *
   * @throws IllegalArgumentException when there is no such rule for this source
   */
  public Explanation explain(Event event, String rule) {
    Integer number = numbers.get(rule);
    if (number == null || rules == null || evaluation == null) {
      throw new IllegalArgumentException("no rule \"" + rule + "\"");
    }
    return rules.trees().get(number).explain(event, evaluation);
  }
}
