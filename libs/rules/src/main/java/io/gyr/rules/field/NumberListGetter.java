package io.gyr.rules.field;

import io.gyr.rules.Event;

/** Reads several numbers. */
public non-sealed interface NumberListGetter extends Getter {

  /** How many places there are to look at. */
  int count(Event event);

  /**
   * The value at a place below {@link #count}, or {@link Event#ABSENT} when that place is empty.
   */
  long get(Event event, int index);

  /** As {@link TextListGetter#isWhole}. */
  default boolean isWhole() {
    return false;
  }
}
