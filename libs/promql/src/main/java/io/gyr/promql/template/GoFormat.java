package io.gyr.promql.template;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.text.Numbers;
import io.gyr.promql.text.Quoted;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Values as Go prints them. */
final class GoFormat {
  private static final int DEFAULT_PRECISION = 6;
  private static final int LARGEST_WIDTH = 1000;

  private GoFormat() {}

  /** As an action without a function prints it. */
  static String plain(Object value) {
    if (value instanceof Double number) {
      return Numbers.general(number);
    }
    if (value instanceof Labels labels) {
      StringBuilder text = new StringBuilder("map[");
      for (int i = 0; i < labels.size(); i++) {
        text.append(i == 0 ? "" : " ").append(labels.name(i)).append(':').append(labels.value(i));
      }
      return text.append(']').toString();
    }
    return value.toString();
  }

  /** Go's name of the type. */
  static String type(Object value) {
    if (value instanceof Double) {
      return "float64";
    }
    if (value instanceof Long) {
      return "int";
    }
    return value instanceof Labels ? "map[string]string" : "string";
  }

  /** {@code printf}; what does not fit is printed as Go prints it, {@code %!d(string=a)}. */
  static String printf(String format, List<Object> arguments) {
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
              ? general(number, precision)
              : plain(value);
    } else if (verb == 'q' && value instanceof String string) {
      text = Quoted.of(string);
    } else if (verb == 'd' && value instanceof Long) {
      text = plain(value);
    } else if (value instanceof Double number) {
      int places = precision < 0 ? DEFAULT_PRECISION : precision;
      text =
          switch (verb) {
            case 'f', 'F' -> fixed(number, places);
            case 'e' -> exponential(number, places);
            case 'g' -> precision < 0 ? Numbers.general(number) : general(number, precision);
            default -> null;
          };
    }
    if (text == null) {
      return "%!" + verb + "(" + type(value) + "=" + plain(value) + ")";
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

  private static boolean isSpecial(double value) {
    return Double.isNaN(value) || Double.isInfinite(value);
  }

  private static String sign(double value) {
    return Double.doubleToRawLongBits(value) < 0 ? "-" : "";
  }

  private static String fixed(double value, int places) {
    if (isSpecial(value)) {
      return Numbers.general(value);
    }
    BigDecimal rounded = new BigDecimal(Math.abs(value)).setScale(places, RoundingMode.HALF_EVEN);
    return sign(value) + rounded.toPlainString();
  }

  private static String exponential(double value, int places) {
    if (isSpecial(value)) {
      return Numbers.general(value);
    }
    BigDecimal rounded =
        new BigDecimal(Math.abs(value)).round(new MathContext(places + 1, RoundingMode.HALF_EVEN));
    int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    String mantissa =
        rounded.movePointLeft(exponent).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
    int magnitude = Math.abs(exponent);
    return sign(value)
        + mantissa
        + (exponent < 0 ? "e-" : "e+")
        + (magnitude < 10 ? "0" : "")
        + magnitude;
  }

  /**
   * As {@code %.4g} does with four digits: no zeros at the end, an exponent where that is short.
   */
  static String general(double value, int digits) {
    if (isSpecial(value) || value == 0) {
      return Numbers.general(value);
    }
    int significant = Math.max(1, digits);
    BigDecimal rounded =
        new BigDecimal(Math.abs(value)).round(new MathContext(significant, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    BigDecimal stripped = rounded.stripTrailingZeros();
    if (exponent >= -4 && exponent < significant) {
      return sign(value) + stripped.toPlainString();
    }
    return exponential(value, stripped.precision() - 1);
  }
}
