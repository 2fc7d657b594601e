package io.gyr.rules.match;

/**
 * Upper and lower case of the letters of ASCII and no others, as in the C locale that Falco runs
 * in.
 */
public final class AsciiCase {

  private AsciiCase() {}

  /** The text with its letters small. */
  public static String lower(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != lower(text.charAt(i))) {
        StringBuilder lower = new StringBuilder(text);
        for (; i < text.length(); i++) {
          lower.setCharAt(i, lower(text.charAt(i)));
        }
        return lower.toString();
      }
    }
    return text;
  }

  /** The text with its letters large. */
  public static String upper(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != upper(text.charAt(i))) {
        StringBuilder upper = new StringBuilder(text);
        for (; i < text.length(); i++) {
          upper.setCharAt(i, upper(text.charAt(i)));
        }
        return upper.toString();
      }
    }
    return text;
  }

  /** Whether a part occurs in a text, in letters of either case. */
  public static boolean contains(String text, String part) {
    int last = text.length() - part.length();
    for (int at = 0; at <= last; at++) {
      int matched = 0;
      while (matched < part.length()
          && lower(text.charAt(at + matched)) == lower(part.charAt(matched))) {
        matched++;
      }
      if (matched == part.length()) {
        return true;
      }
    }
    return false;
  }

  static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c;
  }

  private static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
  }
}
