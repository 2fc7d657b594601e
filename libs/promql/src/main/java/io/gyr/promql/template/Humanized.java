package io.gyr.promql.template;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Numbers as people like to read them, with four significant digits. */
final class Humanized {
  private static final String[] LARGE = {"k", "M", "G", "T", "P", "E", "Z", "Y"};
  private static final String[] SMALL = {"m", "u", "n", "p", "f", "a", "z", "y"};
  private static final int DIGITS = 4;

  /** The year 9999, before which a time can be written with four digits. */
  private static final double LAST_SECOND = 253_402_300_799.0;

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendLiteral(" +0000 UTC")
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Humanized() {}

  /** With a metric prefix: {@code 1.234k}. */
  static String decimal(double value) {
    if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
      return digits(value);
    }
    return Math.abs(value) >= 1 ? scaled(value, 1000, LARGE, "") : shrunk(value);
  }

  /** With a binary prefix: {@code 1.5Ki}. */
  static String binary(double value) {
    if (Math.abs(value) <= 1 || Double.isNaN(value) || Double.isInfinite(value)) {
      return digits(value);
    }
    return scaled(value, 1024, LARGE, "i");
  }

  private static String scaled(double value, double factor, String[] prefixes, String suffix) {
    double rest = value;
    int prefix = -1;
    while (Math.abs(rest) >= factor && prefix < prefixes.length - 1) {
      rest /= factor;
      prefix++;
    }
    return digits(rest) + (prefix < 0 ? "" : prefixes[prefix] + suffix);
  }

  private static String shrunk(double value) {
    double rest = value;
    int prefix = -1;
    while (Math.abs(rest) < 1 && prefix < SMALL.length - 1) {
      rest *= 1000;
      prefix++;
    }
    return digits(rest) + (prefix < 0 ? "" : SMALL[prefix]);
  }

  /** Seconds as days, hours, minutes and seconds: {@code 1d 2h 3m 4s}. */
  static String duration(double seconds) {
    if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
      return digits(seconds);
    }
    if (Math.abs(seconds) < 1) {
      return seconds == 0 ? digits(seconds) + "s" : shrunk(seconds) + "s";
    }
    String sign = seconds < 0 ? "-" : "";
    long whole = (long) Math.abs(seconds);
    long days = whole / 86_400;
    long hours = whole / 3600 % 24;
    long minutes = whole / 60 % 60;
    if (whole < 60) {
      return sign + digits(Math.abs(seconds)) + "s";
    }
    StringBuilder text = new StringBuilder(sign);
    if (days != 0) {
      text.append(days).append("d ");
    }
    if (whole >= 3600) {
      text.append(hours).append("h ");
    }
    return text.append(minutes).append("m ").append(whole % 60).append('s').toString();
  }

  /** Seconds since 1970 as a time in UTC. */
  static String timestamp(double seconds) {
    if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
      return digits(seconds);
    }
    if (Math.abs(seconds) > LAST_SECOND) {
      throw new TemplateException(
          "error calling humanizeTimestamp: " + digits(seconds) + " is no time");
    }
    double whole = Math.floor(seconds);
    long millis = Math.round((seconds - whole) * 1000);
    return TIME.format(Instant.ofEpochSecond((long) whole).plusMillis(millis));
  }

  private static String digits(double value) {
    return GoFormat.general(value, DIGITS);
  }
}
