package io.gyr.rules.field;

import io.gyr.rules.Event;
import org.jspecify.annotations.Nullable;

/** Reads several texts. */
public non-sealed interface TextListGetter extends Getter {

  /** How many places there are to look at. */
  int count(Event event);

  /** The value at a place below {@link #count}, or null when that place is empty. */
  @Nullable String get(Event event, int index);
}
