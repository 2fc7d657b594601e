package io.gyr.rules.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Simple tests of texts. */
public final class Texts {

  private Texts() {}

  /** Accepts every text: the field exists. */
  public record Any() implements TextMatcher {
    @Override
    public boolean matches(String text) {
      return true;
    }

    @Override
    public int cost() {
      return 0;
    }
  }

  /** Accepts one text. */
  public record Equal(String value) implements TextMatcher {
    @Override
    public boolean matches(String text) {
      return text.equals(value);
    }

    @Override
    public int cost() {
      return 1;
    }
  }

  /** Accepts all texts but one. */
  public record NotEqual(String value) implements TextMatcher {
    @Override
    public boolean matches(String text) {
      return !text.equals(value);
    }

    @Override
    public int cost() {
      return 1;
    }
  }

  /** Accepts texts by where they stand beside a text, character by character. */
  public record Ordered(String value, boolean less, boolean orEqual) implements TextMatcher {
    @Override
    public boolean matches(String text) {
      int order = text.compareTo(value);
      return order == 0 ? orEqual : less == order < 0;
    }

    @Override
    public int cost() {
      return 2;
    }
  }

  /** Accepts texts with a given beginning. */
  public record StartsWith(String prefix) implements TextMatcher {
    @Override
    public boolean matches(String text) {
      return text.startsWith(prefix);
    }

    @Override
    public int cost() {
      return 2;
    }
  }

  /** Accepts texts with a given end. */
  public record EndsWith(String suffix) implements TextMatcher {
    @Override
    public boolean matches(String text) {
      return text.endsWith(suffix);
    }

    @Override
    public int cost() {
      return 2;
    }
  }

  /** Accepts texts with a given part. */
  public record Contains(String part) implements TextMatcher {
    @Override
    public boolean matches(String text) {
      return text.contains(part);
    }

    @Override
    public int cost() {
      return 8;
    }
  }

  /** Accepts texts with a given part in letters of either case. */
  public record ContainsIgnoringCase(String part) implements TextMatcher {
    @Override
    public boolean matches(String text) {
      int last = text.length() - part.length();
      for (int at = 0; at <= last; at++) {
        if (text.regionMatches(true, at, part, 0, part.length())) {
          return true;
        }
      }
      return false;
    }

    @Override
    public int cost() {
      return 20;
    }
  }

  /** Accepts texts that an RE2 expression describes as a whole; time is linear in the text. */
  public record Regex(String expression, Pattern pattern) implements TextMatcher {

    /**
     * Compiles an expression.
     *
     * @throws com.google.re2j.PatternSyntaxException when it is none, or one whose program would be
     *     too large
     */
    public static Regex of(String expression) {
      if (!RegexSize.isSmall(expression)) {
        throw new PatternSyntaxException("expression too large", "");
      }
      return new Regex(expression, Pattern.compile(expression, Pattern.DOTALL));
    }

    @Override
    public boolean matches(String text) {
      return pattern.matches(text);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Regex that && expression.equals(that.expression);
    }

    @Override
    public int hashCode() {
      return expression.hashCode();
    }

    @Override
    public int cost() {
      return 200;
    }
  }
}
