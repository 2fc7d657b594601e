package io.gyr.rules.match;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of several characters in a shell pattern: {@code [a-z]}, {@code [!]x]}, {@code [[:digit:]_]}.
 * A bracket right after the opening is a member, and so is what a backslash stands before.
 *
 * @param negated whether it stands for all other characters
 * @param lows first characters of the ranges that it names
 * @param highs last characters of the ranges
 * @param close where the closing bracket is
 */
record GlobBracket(boolean negated, String lows, String highs, int close) {

  /** The classes of the C locale, as pairs of first and last characters. */
  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("alpha", "azAZ"),
          Map.entry("digit", "09"),
          Map.entry("alnum", "azAZ09"),
          Map.entry("upper", "AZ"),
          Map.entry("lower", "az"),
          Map.entry("space", "\t\r  "),
          Map.entry("blank", "\t\t  "),
          Map.entry("punct", "!/:@[`{~"),
          Map.entry("print", " ~"),
          Map.entry("graph", "!~"),
          Map.entry("cntrl", "\u0000\u001f\u007f\u007f"),
          Map.entry("xdigit", "09afAF"));

  /** Reads the bracket that opens at an offset; null when it never closes. */
  static @Nullable GlobBracket read(String text, int open, boolean ignoreCase) {
    int at = open + 1;
    boolean negated = text.startsWith("!", at) || text.startsWith("^", at);
    at += negated ? 1 : 0;
    int first = at;
    StringBuilder lows = new StringBuilder();
    StringBuilder highs = new StringBuilder();
    while (at < text.length()) {
      if (text.charAt(at) == ']' && at > first) {
        return new GlobBracket(negated, lows.toString(), highs.toString(), at);
      }
      int end = endOfClass(text, at);
      String ranges = end < 0 ? null : CLASSES.get(text.substring(at + 2, end));
      if (ranges != null) {
        // With letters of either case, upper and lower are the same.
        ranges = ignoreCase && ranges.equals("AZ") ? "az" : ranges;
        for (int i = 0; i < ranges.length(); i += 2) {
          lows.append(ranges.charAt(i));
          highs.append(ranges.charAt(i + 1));
        }
        at = end + 2;
      } else {
        at += escape(text, at);
        if (at < text.length()) {
          lows.append(text.charAt(at++));
          if (isRange(text, at)) {
            at++;
            at += escape(text, at);
          } else {
            at--;
          }
          highs.append(text.charAt(at++));
        }
      }
    }
    return null;
  }

  /** Where the colon before the end of a class is, if one begins here; -1 if not. */
  private static int endOfClass(String text, int at) {
    if (!text.startsWith("[:", at)) {
      return -1;
    }
    int end = at + 2;
    while (end < text.length() && text.charAt(end) >= 'a' && text.charAt(end) <= 'z') {
      end++;
    }
    return text.startsWith(":]", end) ? end : -1;
  }

  /** Whether a range goes on: a hyphen, and not the closing bracket after it. */
  private static boolean isRange(String text, int at) {
    return at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']';
  }

  private static int escape(String text, int at) {
    return text.charAt(at) == '\\' && at + 1 < text.length() ? 1 : 0;
  }
}
