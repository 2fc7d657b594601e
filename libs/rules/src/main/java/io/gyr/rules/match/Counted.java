package io.gyr.rules.match;

import java.util.List;

/**
 * Accepts what a given number of several matchers accept.
 *
 * @param most the largest number that is enough
 * @param least the smallest
 */
public record Counted(List<TextMatcher> matchers, int least, int most) implements TextMatcher {

  @Override
  public boolean matches(String text) {
    int count = 0;
    for (int i = 0; i < matchers.size() && count <= most; i++) {
      count += matchers.get(i).matches(text) ? 1 : 0;
    }
    return count >= least && count <= most;
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
