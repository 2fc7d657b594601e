package io.gyr.promql.template;

import io.gyr.promql.text.Numbers;
import io.gyr.promql.text.Quoted;
import java.util.List;

/**
 * Go's {@code printf}, of texts and numbers. What does not fit is printed as Go prints it, {@code
 * %!d(string=a)}.
 */
final class Printf {
  private static final int DEFAULT_PRECISION = 6;
  private static final int LARGEST_WIDTH = 1000;

  private Printf() {}

  /** The format with its verbs filled in. */
  static String of(String format, List<Object> arguments) {
    StringBuilder out = new StringBuilder();
    int next = 0;
    int at = 0;
    while (at < format.length()) {
      char c = format.charAt(at++);
      if (c != '%') {
        out.append(c);
        continue;
      }
      int from = at;
      while (at < format.length() && "+-# 0".indexOf(format.charAt(at)) >= 0) {
        at++;
      }
      final String flags = format.substring(from, at);
      from = at;
      at = digits(format, at);
      final int width = amount(format.substring(from, at), 0);
      int precision = -1;
      if (at < format.length() && format.charAt(at) == '.') {
        from = at + 1;
        at = digits(format, from);
        precision = amount(format.substring(from, at), 0);
      }
      if (at == format.length()) {
        return out.append("%!(NOVERB)").toString();
      }
      char verb = format.charAt(at++);
      if (verb == '%') {
        out.append('%');
      } else if (next == arguments.size()) {
        out.append("%!").append(verb).append("(MISSING)");
      } else {
        out.append(padded(verb(verb, flags, precision, arguments.get(next++)), flags, width));
      }
    }
    if (next < arguments.size()) {
      throw new TemplateException("error calling printf: more arguments than verbs");
    }
    return out.toString();
  }

  private static int digits(String format, int from) {
    int at = from;
    while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private static int amount(String digits, int absent) {
    if (digits.isEmpty()) {
      return absent;
    }
    if (digits.length() > 4 || Integer.parseInt(digits) > LARGEST_WIDTH) {
      throw new TemplateException(
          "error calling printf: width " + digits + " is more than " + LARGEST_WIDTH);
    }
    return Integer.parseInt(digits);
  }

  private static String verb(char verb, String flags, int precision, Object value) {
    String text = null;
    if (verb == 'v' || (verb == 's' && value instanceof String)) {
      text =
          value instanceof Double number && precision >= 0
              ? GoFormat.general(number, precision)
              : GoFormat.plain(value);
    } else if (verb == 'q' && value instanceof String string) {
      text = Quoted.of(string);
    } else if (verb == 'd' && value instanceof Long) {
      text = GoFormat.plain(value);
    } else if (value instanceof Double number) {
      int places = precision < 0 ? DEFAULT_PRECISION : precision;
      text =
          switch (verb) {
            case 'f', 'F' -> GoFormat.fixed(number, places);
            case 'e' -> GoFormat.exponential(number, places);
            case 'g' ->
                precision < 0 ? Numbers.general(number) : GoFormat.general(number, precision);
            default -> null;
          };
    }
    if (text == null) {
      return "%!" + verb + "(" + GoFormat.type(value) + "=" + GoFormat.plain(value) + ")";
    }
    boolean signed = value instanceof Number && flags.indexOf('+') >= 0;
    return signed && !text.startsWith("-") && !text.startsWith("+") ? "+" + text : text;
  }

  private static String padded(String text, String flags, int width) {
    if (text.length() >= width) {
      return text;
    }
    int missing = width - text.length();
    if (flags.indexOf('-') >= 0) {
      return text + " ".repeat(missing);
    }
    if (flags.indexOf('0') < 0) {
      return " ".repeat(missing) + text;
    }
    boolean sign = text.startsWith("-") || text.startsWith("+");
    int behind = sign ? 1 : 0;
    return text.substring(0, behind) + "0".repeat(missing) + text.substring(behind);
  }
}
