package io.gyr.rules.field;

/** What a field's values are, which decides the operators it takes and how it is printed. */
public enum FieldType {
  /** Any text. */
  TEXT,
  /** A whole number. */
  NUMBER,
  /** 0 or 1, written false and true. */
  BOOLEAN,
  /** A port number. With two ends, {@code !=} asks it of both. */
  PORT,
  /** The textual form of an address, compared as an address or against a network in CIDR form. */
  ADDRESS,
  /** Nanoseconds since 1970, printed as the time of day in UTC. */
  TIME,
  /** Nanoseconds since 1970, printed as an ISO 8601 date and time in UTC. */
  DATE_TIME;

  /** Whether its values are read as text rather than as numbers. */
  public boolean isText() {
    return this == TEXT || this == ADDRESS;
  }
}
