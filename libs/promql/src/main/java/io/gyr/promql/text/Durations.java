package io.gyr.promql.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations such as {@code 1h30m}, in milliseconds. */
public final class Durations {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:([0-9]+)y)?(?:([0-9]+)w)?(?:([0-9]+)d)?(?:([0-9]+)h)?"
              + "(?:([0-9]+)m)?(?:([0-9]+)s)?(?:([0-9]+)ms)?");
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
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a valid duration string: " + Quoted.of(text));
    }
    long total = 0;
    for (int unit = 0; unit < UNITS.length; unit++) {
      String amount = matcher.group(unit + 1);
      if (amount == null) {
        continue;
      }
      try {
        total = Math.addExact(total, Math.multiplyExact(Long.parseLong(amount), MILLIS[unit]));
      } catch (ArithmeticException | NumberFormatException e) {
        throw new IllegalArgumentException("duration out of range", e);
      }
      if (total > LARGEST_MS) {
        throw new IllegalArgumentException("duration out of range");
      }
    }
    return total;
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
