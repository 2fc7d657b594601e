package io.gyr.promql.text;

import java.util.Arrays;

/** Durations such as {@code 1h30m}, in milliseconds. */
public final class Durations {
  private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
  private static final long[] MILLIS = {
    365 * 86_400_000L, 7 * 86_400_000L, 86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L
  };

  /** Go's durations are nanoseconds in 64 bits. */
  private static final long LARGEST_MS = Long.MAX_VALUE / 1_000_000;

  private Durations() {}

  /**
   * Reads a duration.
   *
   * @return milliseconds
   * @throws IllegalArgumentException with Prometheus's words if it is none or too long
   */
  public static long parse(String text) {
    if (text.equals("0")) {
      return 0;
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException("empty duration string");
    }
    long total = 0;
    int lastUnit = -1;
    int at = 0;
    while (at < text.length()) {
      int digits = at;
      while (digits < text.length() && isDigit(text.charAt(digits))) {
        digits++;
      }
      int end = digits;
      while (end < text.length() && !isDigit(text.charAt(end))) {
        end++;
      }
      if (digits == at || end == digits) {
        throw invalid(text);
      }
      int unit = Arrays.asList(UNITS).indexOf(text.substring(digits, end));
      if (unit < 0) {
        throw new IllegalArgumentException(
            "unknown unit "
                + Quoted.of(text.substring(digits, end))
                + " in duration "
                + Quoted.of(text));
      }
      if (unit <= lastUnit) {
        throw invalid(text);
      }
      lastUnit = unit;
      total = plus(total, text.substring(at, digits), unit);
      at = end;
    }
    return total;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException("not a valid duration string: " + Quoted.of(text));
  }

  private static long plus(long total, String amount, int unit) {
    try {
      long sum = Math.addExact(total, Math.multiplyExact(Long.parseLong(amount), MILLIS[unit]));
      if (sum <= LARGEST_MS) {
        return sum;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("duration out of range", e);
    }
    throw new IllegalArgumentException("duration out of range");
  }

  /** Writes a duration that is not negative, as Prometheus does: years and weeks only if exact. */
  public static String format(long millis) {
    if (millis == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    long rest = millis;
    for (int unit = 0; unit < UNITS.length; unit++) {
      boolean onlyExact = unit < 2;
      if (onlyExact && rest % MILLIS[unit] != 0) {
        continue;
      }
      long amount = rest / MILLIS[unit];
      if (amount > 0) {
        text.append(amount).append(UNITS[unit]);
        rest -= amount * MILLIS[unit];
      }
    }
    return text.toString();
  }
}
