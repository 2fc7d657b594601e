package io.gyr.rules.field;

import java.util.Locale;

/** What a field's values are, which decides the operators it takes and how it is printed. */
public enum FieldType {
  /** Any text. */
  TEXT,
  /** A whole number. */
  NUMBER,
  /** A whole number of 64 bits without a sign, as most of Falco's times are. */
  UNSIGNED,
  /** A whole number, printed in octal digits, in JSON too. */
  OCTAL,
  /** A whole number, printed in capital hexadecimal digits, in JSON too. */
  HEXADECIMAL,
  /** 0 or 1, written false and true. */
  BOOLEAN,
  /** A port number. With two ends, {@code !=} asks it of both. */
  PORT,
  /** The textual form of an address, compared as an address or against a network in CIDR form. */
  ADDRESS,
  /** Bytes, one character for each (ISO 8859-1); text is compared with them as UTF-8. */
  BYTES,
  /** Nanoseconds within a second, printed with nine digits. */
  FRACTION,
  /** Nanoseconds since 1970, printed as the time of day in UTC. */
  TIME,
  /** Nanoseconds since 1970, printed as the time of day in UTC to the second. */
  TIME_TO_SECOND,
  /** Nanoseconds since 1970, printed as an ISO 8601 date and time in UTC. */
  DATE_TIME,
  /** Nanoseconds since 1970, printed as date and time of day in UTC. */
  DATE_AND_TIME,
  /** Nanoseconds since 1970, printed as date and time of day in UTC to the second. */
  DATE_AND_TIME_TO_SECOND;

  /** Whether its values are read as text rather than as numbers. */
  public boolean isText() {
    return this == TEXT || this == ADDRESS || this == BYTES;
  }

  /** Whether JSON has the printed form of its numbers, as Falco's JSON does. */
  boolean isPrintedInJson() {
    return this == OCTAL || this == HEXADECIMAL;
  }

  /** A number as it stands in a message. */
  String print(long number) {
    return switch (this) {
      case UNSIGNED -> Long.toUnsignedString(number);
      case OCTAL -> Long.toOctalString(number);
      case HEXADECIMAL -> Long.toHexString(number).toUpperCase(Locale.ROOT);
      case BOOLEAN -> number == 0 ? "false" : "true";
      case FRACTION -> Times.nineDigits(number);
      case TIME -> Times.timeOfDay(number);
      case TIME_TO_SECOND -> Times.dateTime(number).substring(11, 19);
      case DATE_TIME -> Times.dateTime(number) + "+0000";
      case DATE_AND_TIME -> Times.dateTime(number).replace('T', ' ');
      case DATE_AND_TIME_TO_SECOND -> Times.dateTime(number).substring(0, 19).replace('T', ' ');
      case TEXT, NUMBER, PORT, ADDRESS, BYTES -> Long.toString(number);
    };
  }
}
