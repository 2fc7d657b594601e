package io.gyr.rules.match;

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

  /** Accepts texts with a given part in letters of either case, as far as ASCII has cases. */
  public record ContainsIgnoringCase(String part) implements TextMatcher {
    @Override
    public boolean matches(String text) {
      return AsciiCase.contains(text, part);
    }

    @Override
    public int cost() {
      return 20;
    }
  }
}
