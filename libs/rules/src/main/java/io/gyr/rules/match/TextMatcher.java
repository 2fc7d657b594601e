package io.gyr.rules.match;

/**
 * A test of one text. Immutable; two matchers that are equal accept the same texts, which is how
 * the compiler finds tests that rules share. Matching never allocates.
 */
public interface TextMatcher {

  /** Whether it accepts the text. */
  boolean matches(String text);

  /** How dear a test is, in rough units of one comparison of characters run by run. */
  int cost();
}
