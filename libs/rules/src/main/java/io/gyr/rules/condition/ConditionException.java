package io.gyr.rules.condition;

import org.jspecify.annotations.Nullable;

/** A condition that cannot be read or compiled. */
public final class ConditionException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int position;
  private final @Nullable String suggestion;
  private final boolean unknownField;

  private ConditionException(
      int position, String message, @Nullable String suggestion, boolean unknownField) {
    super(message);
    this.position = position;
    this.suggestion = suggestion;
    this.unknownField = unknownField;
  }

  /**
   * Something that cannot be.
   *
   * @param position offset into the condition's text where the trouble is
   * @param suggestion what was probably meant, or null
   */
  public ConditionException(int position, String message, @Nullable String suggestion) {
    this(position, message, suggestion, false);
  }

  /** A field that there is not, which a rule may ask to be forgiven. */
  public static ConditionException unknownField(
      int position, String message, @Nullable String suggestion) {
    return new ConditionException(position, message, suggestion, true);
  }

  /** The same, in a longer text. */
  public ConditionException at(int newPosition) {
    return new ConditionException(
        newPosition, String.valueOf(getMessage()), suggestion, unknownField);
  }

  /** Offset into the condition's text where the trouble is. */
  public int position() {
    return position;
  }

  /** What was probably meant, or null. */
  public @Nullable String suggestion() {
    return suggestion;
  }

  /** Whether the trouble is a field that there is not. */
  public boolean isUnknownField() {
    return unknownField;
  }
}
