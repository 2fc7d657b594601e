package io.gyr.rules.match;

import java.util.List;

/** Accepts what any of several matchers accepts. */
public record AnyOfTexts(List<TextMatcher> matchers) implements TextMatcher {

  @Override
  public boolean matches(String text) {
    for (int i = 0; i < matchers.size(); i++) {
      if (matchers.get(i).matches(text)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public int cost() {
    int cost = 0;
    for (TextMatcher matcher : matchers) {
      cost += matcher.cost();
    }
    return cost;
  }
}
