package io.gyr.rules.alert;

import io.gyr.rules.field.ValueText;
import java.time.Instant;

/**
 * How the time at the front of an alert's text is written: Falco's {@code time_format_iso_8601}.
 */
public enum TimeFormat {
  /** {@code 21:23:25.191038763}, UTC. */
  TIME_OF_DAY("evt.time"),
  /** {@code 2026-11-21T21:23:25.191038763+0000}. */
  ISO_8601("evt.time.iso8601");

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final String field;

  TimeFormat(String field) {
    this.field = field;
  }

  /** The field under which the time stands among an alert's fields. */
  String field() {
    return field;
  }

  /** A time, nanoseconds UTC since 1970. */
  String text(long nanos) {
    return this == ISO_8601
        ? toSecond(nanos) + fraction(nanos) + "+0000"
        : ValueText.timeOfDay(nanos);
  }

  /** {@code 2026-11-21T21:23:25.191038763Z} of nanoseconds UTC since 1970. */
  static String utc(long nanos) {
    return toSecond(nanos) + fraction(nanos) + "Z";
  }

  private static String toSecond(long nanos) {
    String text = Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND)).toString();
    return text.substring(0, text.length() - 1);
  }

  private static String fraction(long nanos) {
    long digits = NANOS_PER_SECOND + Math.floorMod(nanos, NANOS_PER_SECOND);
    return "." + Long.toString(digits).substring(1);
  }
}
