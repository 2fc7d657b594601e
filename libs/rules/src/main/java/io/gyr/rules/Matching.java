package io.gyr.rules;

/** Which of the rules that an event fires are told: Falco's {@code rule_matching}. */
public enum Matching {
  /** Every one. */
  ALL,
  /** The one that comes first in the files. */
  FIRST
}
