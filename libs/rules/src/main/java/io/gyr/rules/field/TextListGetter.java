package io.gyr.rules.field;

import io.gyr.rules.Event;
import org.jspecify.annotations.Nullable;

/** Reads several texts. */
public non-sealed interface TextListGetter extends Getter {

  /** How many places there are to look at. */
  int count(Event event);

  /** The value at a place below {@link #count}, or null when that place is empty. */
  @Nullable String get(Event event, int index);

  /**
   * Whether the values are one list, as of a JSON array, which is {@code in} a set when all of them
   * are; otherwise they are alternatives, such as a process's forebears, any of which decides.
   */
  default boolean isWhole() {
    return false;
  }
}
