package io.gyr.rules.field;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as Falco prints them, always in UTC. */
final class Times {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final DateTimeFormatter TO_SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  private Times() {}

  /** {@code HH:MM:SS.nnnnnnnnn} of nanoseconds since 1970. */
  static String timeOfDay(long nanos) {
    return dateTime(nanos).substring(11);
  }

  /** {@code YYYY-MM-DDTHH:MM:SS.nnnnnnnnn} of nanoseconds since 1970. */
  static String dateTime(long nanos) {
    long second = Math.floorDiv(nanos, NANOS_PER_SECOND);
    LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    return TO_SECOND.format(time) + "." + nineDigits(Math.floorMod(nanos, NANOS_PER_SECOND));
  }

  /** A number with leading zeros where it has fewer than nine digits. */
  static String nineDigits(long nanos) {
    return String.format(Locale.ROOT, "%09d", nanos);
  }
}
