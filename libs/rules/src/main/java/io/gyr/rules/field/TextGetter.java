package io.gyr.rules.field;

import io.gyr.rules.Event;
import org.jspecify.annotations.Nullable;

/** Reads a text. */
@FunctionalInterface
public non-sealed interface TextGetter extends Getter {

  /** The value, or null when the event has none. */
  @Nullable String get(Event event);
}
