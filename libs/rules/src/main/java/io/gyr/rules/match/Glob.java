package io.gyr.rules.match;

import java.util.ArrayList;
import java.util.List;

/**
 * Accepts texts that a shell pattern describes as a whole, like fnmatch without flags: {@code *}
 * any run of characters, slashes too, {@code ?} any one, {@code [a-z]} one of, {@code [!a-z]} none
 * of, {@code [[:digit:]]} a class of characters, and a backslash before a character that is meant
 * as it stands.
 *
 * <p>Only the last star is ever gone back to, so a match takes at most length of pattern times
 * length of text.
 */
public final class Glob implements TextMatcher {

  /** One place of the pattern: a run of anything, or the characters that fit there. */
  private record Part(boolean star, boolean negated, String lows, String highs) {

    boolean isOne() {
      return lows.length() == 1 && lows.equals(highs);
    }

    boolean fits(char c) {
      for (int i = 0; i < lows.length(); i++) {
        if (c >= lows.charAt(i) && c <= highs.charAt(i)) {
          return !negated;
        }
      }
      return negated;
    }
  }

  /** After so many brackets that never close, the others are not looked at. */
  private static final int MAX_UNCLOSED = 5;

  private static final Part STAR = new Part(true, false, "", "");
  private static final Part ANY_ONE = new Part(false, true, "", "");

  private final String pattern;
  private final boolean ignoreCase;
  private final Part[] parts;

  /** Prepares a pattern. Any text is one: brackets that do not close are meant as they stand. */
  public Glob(String pattern, boolean ignoreCase) {
    this.pattern = pattern;
    this.ignoreCase = ignoreCase;
    this.parts = parts(pattern, ignoreCase);
  }

  @Override
  public boolean matches(String text) {
    return matches(text, 0, text.length());
  }

  /** Whether it describes the part of a text between two offsets. */
  boolean matches(String text, int from, int to) {
    int part = 0;
    int star = -1;
    int retry = from;
    int at = from;
    while (at < to) {
      if (part < parts.length && parts[part].star()) {
        star = part++;
        retry = at;
      } else if (part < parts.length && parts[part].fits(folded(text.charAt(at)))) {
        part++;
        at++;
      } else if (star >= 0) {
        part = star + 1;
        at = ++retry;
      } else {
        return false;
      }
    }
    while (part < parts.length && parts[part].star()) {
      part++;
    }
    return part == parts.length;
  }

  /** What every text that it describes begins with; empty if nothing is sure. */
  public String prefix() {
    StringBuilder prefix = new StringBuilder();
    for (Part part : parts) {
      if (ignoreCase || part.star() || part.negated() || !part.isOne()) {
        break;
      }
      prefix.append(part.lows());
    }
    return prefix.toString();
  }

  @Override
  public int cost() {
    return 30;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Glob that
        && ignoreCase == that.ignoreCase
        && pattern.equals(that.pattern);
  }

  @Override
  public int hashCode() {
    return pattern.hashCode();
  }

  private char folded(char c) {
    return ignoreCase ? AsciiCase.lower(c) : c;
  }

  private static Part[] parts(String pattern, boolean ignoreCase) {
    String text = ignoreCase ? AsciiCase.lower(pattern) : pattern;
    List<Part> parts = new ArrayList<>();
    int unclosed = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      GlobBracket bracket =
          c == '[' && unclosed < MAX_UNCLOSED ? GlobBracket.read(text, i, ignoreCase) : null;
      unclosed += c == '[' && bracket == null ? 1 : 0;
      if (c == '*') {
        if (parts.isEmpty() || !parts.get(parts.size() - 1).star()) {
          parts.add(STAR);
        }
      } else if (c == '?') {
        parts.add(ANY_ONE);
      } else if (bracket != null) {
        parts.add(new Part(false, bracket.negated(), bracket.lows(), bracket.highs()));
        i = bracket.close();
      } else {
        if (c == '\\' && i + 1 < text.length()) {
          c = text.charAt(++i);
        }
        parts.add(new Part(false, false, String.valueOf(c), String.valueOf(c)));
      }
    }
    return parts.toArray(new Part[0]);
  }
}
