package io.gyr.rules.sequence;

import io.gyr.rules.condition.ConditionException;
import io.gyr.rules.yaml.PlacedText;

/** A sequence that cannot be compiled. */
public final class SequenceException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient PlacedText text;
  private final transient ConditionException problem;
  private final boolean output;

  SequenceException(PlacedText text, ConditionException problem, boolean output) {
    super(problem.getMessage(), problem);
    this.text = text;
    this.problem = problem;
    this.output = output;
  }

  /** The text that is at fault. */
  public PlacedText text() {
    return text;
  }

  /** What is wrong, and where in the text. */
  public ConditionException problem() {
    return problem;
  }

  /** Whether the text is the output. */
  public boolean isInOutput() {
    return output;
  }
}
