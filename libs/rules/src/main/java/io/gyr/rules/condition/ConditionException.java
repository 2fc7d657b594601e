package io.gyr.rules.condition;

import org.jspecify.annotations.Nullable;

/** A condition that cannot be read or compiled. */
public final class ConditionException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int position;
  private final @Nullable String suggestion;

  /**
   * @param position offset into the condition's text where the trouble is
   * @param suggestion what was probably meant, or null
   */
  public ConditionException(int position, String message, @Nullable String suggestion) {
    super(message);
    this.position = position;
    this.suggestion = suggestion;
  }

  /** Offset into the condition's text where the trouble is. */
  public int position() {
    return position;
  }

  /** What was probably meant, or null. */
  public @Nullable String suggestion() {
    return suggestion;
  }
}
