package io.gyr.rules;

import io.gyr.rules.RuleSet.SourceRules;
import io.gyr.rules.program.Evaluation;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Measures what each rule costs, on events that somebody picks: one in a thousand is enough, and
 * costs the others nothing. Conditions that rules share are charged to the first that asks, as they
 * are when the event is judged. For one thread.
 */
public final class RuleTimer {

  private final @Nullable SourceRules rules;
  private final @Nullable Evaluation evaluation;

  RuleTimer(@Nullable SourceRules rules) {
    this.rules = rules;
    evaluation = rules == null ? null : rules.program().newEvaluation();
  }

  /** Holds the event against each rule that wants its type, and tells the nanoseconds it took. */
  public void measure(Event event, ObjLongConsumer<Rule> cost) {
    if (rules != null && evaluation != null) {
      rules
          .program()
          .measure(event, evaluation, (rule, nanos) -> cost.accept(rules.rules().get(rule), nanos));
    }
  }
}
