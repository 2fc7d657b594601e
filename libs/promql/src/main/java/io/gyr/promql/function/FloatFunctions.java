package io.gyr.promql.function;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Functions of one float, by name. */
public final class FloatFunctions {
  private static final double LN2 = Math.log(2);

  private static final Map<String, DoubleUnaryOperator> BY_NAME =
      Map.ofEntries(
          Map.entry("abs", Math::abs),
          Map.entry("ceil", Math::ceil),
          Map.entry("floor", Math::floor),
          Map.entry("exp", Math::exp),
          Map.entry("sqrt", Math::sqrt),
          Map.entry("ln", Math::log),
          Map.entry("log2", FloatFunctions::log2),
          Map.entry("log10", Math::log10),
          Map.entry("sin", Math::sin),
          Map.entry("cos", Math::cos),
          Map.entry("tan", Math::tan),
          Map.entry("asin", Math::asin),
          Map.entry("acos", Math::acos),
          Map.entry("atan", Math::atan),
          Map.entry("sinh", Math::sinh),
          Map.entry("cosh", Math::cosh),
          Map.entry("tanh", Math::tanh),
          Map.entry("asinh", FloatFunctions::asinh),
          Map.entry("acosh", FloatFunctions::acosh),
          Map.entry("atanh", FloatFunctions::atanh),
          Map.entry("rad", degrees -> degrees * Math.PI / 180),
          Map.entry("deg", radians -> radians * 180 / Math.PI),
          Map.entry("sgn", value -> value < 0 ? -1 : value > 0 ? 1 : value),
          Map.entry("days_in_month", date(time -> time.date().lengthOfMonth())),
          Map.entry("day_of_month", date(time -> time.date().getDayOfMonth())),
          Map.entry("day_of_week", date(time -> time.date().getDayOfWeek().getValue() % 7)),
          Map.entry("day_of_year", date(time -> time.date().getDayOfYear())),
          Map.entry("hour", date(time -> time.secondOfDay() / 3600)),
          Map.entry("minute", date(time -> time.secondOfDay() / 60 % 60)),
          Map.entry("month", date(time -> time.date().getMonthValue())),
          Map.entry("year", date(CalendarTime::year)));

  private FloatFunctions() {}

  /** The function of this name, or null. */
  public static @Nullable DoubleUnaryOperator get(String name) {
    return BY_NAME.get(name);
  }

  private static DoubleUnaryOperator date(ToDoubleFunction<CalendarTime> part) {
    return seconds -> part.applyAsDouble(CalendarTime.of(seconds));
  }

  private static double log2(double value) {
    int exponent = Math.getExponent(value);
    if (value > 0 && exponent >= Double.MIN_EXPONENT && exponent <= Double.MAX_EXPONENT) {
      double fraction = Math.scalb(value, -exponent);
      return fraction == 1 ? exponent : Math.log(fraction) / LN2 + exponent;
    }
    return Math.log(value) / LN2;
  }

  private static double asinh(double x) {
    if (Double.isNaN(x) || Double.isInfinite(x) || x == 0) {
      return x;
    }
    double a = Math.abs(x);
    double result;
    if (a > 1 << 28) {
      result = Math.log(a) + LN2;
    } else if (a > 2) {
      result = Math.log(2 * a + 1 / (Math.sqrt(a * a + 1) + a));
    } else {
      result = Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a)));
    }
    return Math.copySign(result, x);
  }

  private static double acosh(double x) {
    if (x < 1 || Double.isNaN(x)) {
      return Double.NaN;
    }
    if (x >= 1 << 28) {
      return Math.log(x) + LN2;
    }
    if (x > 2) {
      return Math.log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
    }
    double t = x - 1;
    return Math.log1p(t + Math.sqrt(2 * t + t * t));
  }

  private static double atanh(double x) {
    double a = Math.abs(x);
    if (a > 1 || Double.isNaN(x)) {
      return Double.NaN;
    }
    return Math.copySign(0.5 * Math.log1p(2 * a / (1 - a)), x);
  }
}
