package io.gyr.promql.labels;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Compiles regular expressions as Prometheus 3 understands them: RE2, the dot matches a new line
 * too, and the whole text must match.
 *
 * <p>RE2 matches in time linear in the text, but a few characters, {@code ((a{99}){99}){99}}, can
 * make a program of any size. So the size is estimated from the repetitions before anything is
 * compiled, and the compiled program is bounded too.
 */
public final class Regex {
  private static final int LONGEST = 64 * 1024;
  private static final long LARGEST = 200_000;

  private Regex() {}

  /**
   * The pattern, to be used with {@code matches}.
   *
   * @throws IllegalArgumentException if it does not compile or is too large
   */
  public static Pattern compile(String regex) {
    if (regex.length() > LONGEST || estimate(regex) > LARGEST) {
      throw new IllegalArgumentException("regular expression is too large");
    }
    try {
      Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
      if (pattern.programSize() > LARGEST) {
        throw new IllegalArgumentException("regular expression is too large");
      }
      return pattern;
    } catch (PatternSyntaxException e) {
      // The library puts its own flag in front.
      String fragment = e.getPattern().startsWith("(?s)") ? regex : e.getPattern();
      throw new IllegalArgumentException(
          "error parsing regexp: " + e.getDescription() + ": `" + fragment + "`", e);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException("regular expression is nested too deeply", e);
    }
  }

  /** An upper bound of the number of atoms after repetitions are written out. */
  private static long estimate(String regex) {
    long[] sizes = new long[regex.length() + 1];
    long[] lastAtom = new long[regex.length() + 1];
    int depth = 0;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c == '\\') {
        i++;
        sizes[depth] += 1;
        lastAtom[depth] = 1;
      } else if (c == '(') {
        depth++;
        sizes[depth] = 0;
        lastAtom[depth] = 0;
      } else if (c == ')' && depth > 0) {
        long group = sizes[depth] + 1;
        depth--;
        sizes[depth] += group;
        lastAtom[depth] = group;
      } else if (c == '{') {
        long times = repetitions(regex, i + 1);
        if (times > 1) {
          long more = Math.min(LARGEST + 1, lastAtom[depth] * (times - 1));
          sizes[depth] += more;
          lastAtom[depth] += more;
        }
      } else {
        sizes[depth] += 1;
        lastAtom[depth] = 1;
      }
      if (sizes[depth] > LARGEST) {
        return sizes[depth];
      }
    }
    return sizes[depth];
  }

  private static long repetitions(String regex, int from) {
    long largest = 0;
    long number = 0;
    for (int i = from; i < regex.length() && i < from + 10; i++) {
      char c = regex.charAt(i);
      if (c == '}') {
        return Math.max(largest, number);
      }
      if (c == ',') {
        largest = number;
        number = 0;
      } else if (c >= '0' && c <= '9') {
        number = number * 10 + (c - '0');
      } else {
        return 0;
      }
    }
    return 0;
  }
}
