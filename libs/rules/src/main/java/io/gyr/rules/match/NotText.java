package io.gyr.rules.match;

/** Accepts what another matcher does not. */
public record NotText(TextMatcher matcher) implements TextMatcher {

  @Override
  public boolean matches(String text) {
    return !matcher.matches(text);
  }

  @Override
  public int cost() {
    return matcher.cost();
  }
}
