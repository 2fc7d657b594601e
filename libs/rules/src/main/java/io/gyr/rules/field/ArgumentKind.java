package io.gyr.rules.field;

/** What may stand in the brackets after a field's name. */
public enum ArgumentKind {
  /** Nothing. */
  NONE,
  /** A number that must be there. */
  INDEX,
  /** A number, or nothing for all elements. */
  OPTIONAL_INDEX,
  /**
   * A name or number that must be there; {@code evt.arg.flags} is the same as {@code
   * evt.arg[flags]}.
   */
  KEY,
  /** A name, or nothing for the whole. */
  OPTIONAL_KEY
}
