package io.gyr.rules.field;

import org.jspecify.annotations.Nullable;

/** A field that cannot be bound: unknown, or with an argument that does not fit. */
public final class FieldException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient @Nullable String suggestion;

  /** What is wrong, and the name that was probably meant, null for none. */
  public FieldException(String message, @Nullable String suggestion) {
    super(message);
    this.suggestion = suggestion;
  }

  /** The name that was probably meant, or null when none is near. */
  public @Nullable String suggestion() {
    return suggestion;
  }
}
