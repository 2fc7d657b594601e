package io.gyr.promql.template;

import io.gyr.promql.labels.Labels;
import io.gyr.promql.text.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Values as Go prints them. */
final class GoFormat {
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

  private static boolean isSpecial(double value) {
    return Double.isNaN(value) || Double.isInfinite(value);
  }

  private static String sign(double value) {
    return Double.doubleToRawLongBits(value) < 0 ? "-" : "";
  }

  /** As {@code %.2f} does with two places. */
  static String fixed(double value, int places) {
    if (isSpecial(value)) {
      return Numbers.general(value);
    }
    BigDecimal rounded = new BigDecimal(Math.abs(value)).setScale(places, RoundingMode.HALF_EVEN);
    return sign(value) + rounded.toPlainString();
  }

  /** As {@code %.2e} does with two places. */
  static String exponential(double value, int places) {
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
