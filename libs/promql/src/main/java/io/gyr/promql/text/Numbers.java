package io.gyr.promql.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as Go prints and reads them, since that is what Prometheus's answers, label values and
 * error texts consist of.
 */
public final class Numbers {
  private static final int SHORTEST_CERTAIN = 15;
  private static final int ALWAYS_ENOUGH = 17;
  private static final RoundingMode[] ROUNDINGS = {
    RoundingMode.HALF_EVEN, RoundingMode.UP, RoundingMode.DOWN
  };
  private static final double EXACT_LONG = 1e15;
  private static final int EXPONENT_FROM = 6;

  private Numbers() {}

  /** As {@code strconv.FormatFloat(v, 'f', -1, 64)}: shortest digits, never an exponent. */
  public static String plain(double value) {
    String special = special(value);
    if (special != null) {
      return special;
    }
    if (value == Math.rint(value) && Math.abs(value) < EXACT_LONG) {
      return isNegativeZero(value) ? "-0" : Long.toString((long) value);
    }
    return shortest(value).toPlainString();
  }

  /** As {@code %g} and {@code %v}: shortest digits, an exponent below 1e-4 and from 1e6 on. */
  public static String general(double value) {
    String special = special(value);
    if (special != null) {
      return special;
    }
    if (value == 0) {
      return isNegativeZero(value) ? "-0" : "0";
    }
    BigDecimal digits = shortest(value);
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= -4 && exponent < EXPONENT_FROM) {
      return digits.toPlainString();
    }
    return exponential(digits, value < 0);
  }

  /** As {@code strconv.FormatFloat(v, 'e', -1, 64)}: shortest digits, always an exponent. */
  public static String exponential(double value) {
    String special = special(value);
    if (special != null) {
      return special;
    }
    if (value == 0) {
      return isNegativeZero(value) ? "-0e+00" : "0e+00";
    }
    return exponential(shortest(value), value < 0);
  }

  private static String exponential(BigDecimal digits, boolean negative) {
    int exponent = digits.precision() - digits.scale() - 1;
    String unscaled = digits.unscaledValue().abs().toString();
    StringBuilder text = new StringBuilder();
    if (negative) {
      text.append('-');
    }
    text.append(unscaled.charAt(0));
    if (unscaled.length() > 1) {
      text.append('.').append(unscaled, 1, unscaled.length());
    }
    text.append('e').append(exponent < 0 ? '-' : '+');
    int magnitude = Math.abs(exponent);
    if (magnitude < 10) {
      text.append('0');
    }
    return text.append(magnitude).toString();
  }

  /**
   * As {@code strconv.ParseInt(text, 0, 64)} and, failing that, {@code ParseFloat}.
   *
   * @throws NumberFormatException with Go's words if it is no number
   */
  public static double parse(String text) {
    String digits = text.replace("_", "");
    int sign = 1;
    int at = 0;
    if (!digits.isEmpty() && (digits.charAt(0) == '+' || digits.charAt(0) == '-')) {
      sign = digits.charAt(0) == '-' ? -1 : 1;
      at = 1;
    }
    String body = digits.substring(at);
    String lower = body.toLowerCase(java.util.Locale.ROOT);
    if (lower.equals("inf") || lower.equals("infinity")) {
      return sign * Double.POSITIVE_INFINITY;
    }
    if (lower.equals("nan")) {
      return Double.NaN;
    }
    try {
      if (lower.startsWith("0x")) {
        return lower.indexOf('p') >= 0
            ? sign * Double.parseDouble(body)
            : sign * (double) Long.parseLong(body.substring(2), 16);
      }
      if (lower.startsWith("0b")) {
        return sign * (double) Long.parseLong(body.substring(2), 2);
      }
      if (lower.startsWith("0o")) {
        return sign * (double) Long.parseLong(body.substring(2), 8);
      }
      if (body.length() > 1
          && body.charAt(0) == '0'
          && body.chars().allMatch(c -> c >= '0' && c < '8')) {
        return sign * (double) Long.parseLong(body, 8);
      }
      if (body.isEmpty()
          || "+-".indexOf(body.charAt(0)) >= 0
          || "dDfF".indexOf(body.charAt(body.length() - 1)) >= 0) {
        throw new NumberFormatException();
      }
      double value = Double.parseDouble(body);
      if (Double.isInfinite(value)) {
        throw new ArithmeticException();
      }
      return sign * value;
    } catch (ArithmeticException e) {
      throw new NumberFormatException(
          "strconv.ParseFloat: parsing " + Quoted.of(text) + ": value out of range");
    } catch (NumberFormatException e) {
      throw new NumberFormatException(
          "strconv.ParseFloat: parsing " + Quoted.of(text) + ": invalid syntax");
    }
  }

  private static @org.jspecify.annotations.Nullable String special(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return null;
  }

  private static boolean isNegativeZero(double value) {
    return value == 0 && Double.doubleToRawLongBits(value) != 0;
  }

  /**
   * The shortest decimal that reads back as the value, which Double.toString of Java 17 is not. Up
   * to 15 digits no two decimals are the same double, unless it is subnormal; with 16 the nearest
   * one may not read back while its neighbour does.
   */
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    boolean subnormal = Math.abs(value) < Double.MIN_NORMAL;
    for (int digits = subnormal ? 1 : SHORTEST_CERTAIN; digits < ALWAYS_ENOUGH; digits++) {
      for (RoundingMode mode : ROUNDINGS) {
        BigDecimal rounded = exact.round(new MathContext(digits, mode));
        if (rounded.doubleValue() == value) {
          return rounded.stripTrailingZeros();
        }
      }
    }
    return exact.round(new MathContext(ALWAYS_ENOUGH, RoundingMode.HALF_EVEN)).stripTrailingZeros();
  }
}
