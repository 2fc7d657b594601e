package io.gyr.rules.field;

import io.gyr.rules.Event;

/** Reads a number. */
@FunctionalInterface
public non-sealed interface NumberGetter extends Getter {

  /** The value, or {@link Event#ABSENT} when the event has none. */
  long get(Event event);
}
