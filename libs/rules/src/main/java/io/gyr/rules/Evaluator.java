package io.gyr.rules;

import io.gyr.rules.RuleSet.SourceRules;
import io.gyr.rules.field.BoundField;
import io.gyr.rules.field.ValueText;
import io.gyr.rules.program.Evaluation;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds events against the rules of one source. For one thread, and not to be called from its own
 * sink.
 */
public final class Evaluator {

  private final @Nullable SourceRules rules;
  private final Matching matching;
  private final List<BoundField> extraFields;
  private final @Nullable Evaluation evaluation;
  private final IntConsumer onMatch = this::matched;
  private @Nullable Event event;
  private @Nullable MatchSink sink;
  private int matches;

  Evaluator(@Nullable SourceRules rules, Matching matching, List<BoundField> extraFields) {
    this.rules = rules;
    this.matching = matching;
    this.extraFields = List.copyOf(extraFields);
    this.evaluation = rules == null ? null : rules.program().newEvaluation();
  }

  /**
   * Whether an event of a type could fire any rule.
   *
   * @param type as {@link Event#type} has it
   */
  public boolean wants(int type) {
    return rules != null && rules.program().wants(type);
  }

  /**
   * Holds an event against the rules and hands each that fires to the sink: all, or the first. What
   * the event or the sink throws comes through, and the evaluator can be used again.
   *
   * @return how many fired
   */
  public int evaluate(Event event, MatchSink sink) {
    if (rules == null || evaluation == null) {
      return 0;
    }
    this.event = event;
    this.sink = sink;
    matches = 0;
    try {
      rules.program().evaluate(event, evaluation, matching, onMatch);
    } finally {
      this.event = null;
      this.sink = null;
    }
    return matches;
  }

  private void matched(int number) {
    if (rules == null || event == null || sink == null) {
      throw new IllegalStateException("a match outside of an evaluation");
    }
    matches++;
    Map<String, @Nullable Object> values = rules.templates().get(number).values(event);
    long time = rules.time().get(event);
    for (BoundField field : extraFields) {
      values.put(field.text(), ValueText.value(field, event));
    }
    values.put("evt.time", time == Event.ABSENT ? null : time);
    String message = rules.templates().get(number).format(event);
    sink.accept(
        new Match(rules.rules().get(number), time == Event.ABSENT ? 0 : time, message, values));
  }
}
