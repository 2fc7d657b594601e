package io.gyr.rules.match;

/** A test of one number. Immutable; equal matchers accept the same numbers. */
public interface NumberMatcher {

  /** Whether it accepts the number. */
  boolean matches(long number);
}
