package io.gyr.promql.engine;

import com.google.re2j.Matcher;

/**
 * Puts groups of a match into a template, {@code $1}, {@code ${1}}, {@code ${name}}, as Go does.
 */
final class Expansion {
  private Expansion() {}

  static String expand(String template, Matcher matcher) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < template.length()) {
      char c = template.charAt(i);
      if (c != '$') {
        text.append(c);
        i++;
        continue;
      }
      if (i + 1 < template.length() && template.charAt(i + 1) == '$') {
        text.append('$');
        i += 2;
        continue;
      }
      boolean braces = i + 1 < template.length() && template.charAt(i + 1) == '{';
      int start = braces ? i + 2 : i + 1;
      int end = start;
      while (end < template.length() && isWord(template.charAt(end))) {
        end++;
      }
      boolean closed = !braces || (end < template.length() && template.charAt(end) == '}');
      if (end == start || !closed) {
        text.append('$');
        i++;
        continue;
      }
      text.append(group(template.substring(start, end), matcher));
      i = braces ? end + 1 : end;
    }
    return text.toString();
  }

  private static String group(String name, Matcher matcher) {
    String value;
    if (name.chars().allMatch(c -> c >= '0' && c <= '9') && name.length() < 9) {
      int number = Integer.parseInt(name);
      value = number <= matcher.groupCount() ? matcher.group(number) : null;
    } else {
      value = matcher.pattern().namedGroups().containsKey(name) ? matcher.group(name) : null;
    }
    return value == null ? "" : value;
  }

  private static boolean isWord(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }
}
