package io.gyr.rules.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Accepts texts that a regular expression describes as a whole; time is linear in the text.
 *
 * <p>The syntax is that of RE2 in its POSIX mode, as in falcosecurity/libs,
 * userspace/libsinsp/sinsp_filtercheck.cpp: extended expressions with bracket classes such as
 * {@code [[:alpha:]]}, without Perl's classes ({@code \\d}), borders and groups that start with
 * {@code (?}; {@code ^} and {@code $} stand for the borders of lines, and the dot for anything but
 * a line break.
 */
public final class Regex implements TextMatcher {

  /** Escapes of Perl's that POSIX does not have. */
  private static final String PERL = "dDsSwWbBAzQEpPC";

  private final String expression;
  private final Pattern pattern;

  /**
   * Compiles an expression.
   *
   * @throws PatternSyntaxException when it is none, or one whose program would be too large
   */
  public Regex(String expression) {
    if (!RegexSize.isSmall(expression)) {
      throw new PatternSyntaxException("expression too large", "");
    }
    check(expression);
    this.expression = expression;
    this.pattern = Pattern.compile(expression, Pattern.MULTILINE);
  }

  @Override
  public boolean matches(String text) {
    return pattern.matches(text);
  }

  @Override
  public int cost() {
    return 200;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Regex that && expression.equals(that.expression);
  }

  @Override
  public int hashCode() {
    return expression.hashCode();
  }

  private static void check(String expression) {
    boolean inClass = false;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (c == '\\' && i + 1 < expression.length()) {
        if (PERL.indexOf(expression.charAt(++i)) >= 0) {
          throw new PatternSyntaxException(
              "invalid escape sequence: " + expression.substring(i - 1, i + 1), "");
        }
      } else if (inClass) {
        inClass = c != ']';
      } else if (c == '[') {
        inClass = true;
        // A bracket right after the opening, or after its negation, is a member.
        i += expression.startsWith("^", i + 1) ? 1 : 0;
        i += expression.startsWith("]", i + 1) ? 1 : 0;
      } else if (c == '(' && expression.startsWith("?", i + 1)) {
        throw new PatternSyntaxException("no argument for repetition operator: ?", "");
      }
    }
  }
}
