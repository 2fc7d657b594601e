package io.gyr.rules;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How grave a match is; the order is that of syslog's severities. */
public enum Priority {
  EMERGENCY("Emergency"),
  ALERT("Alert"),
  CRITICAL("Critical"),
  ERROR("Error"),
  WARNING("Warning"),
  NOTICE("Notice"),
  INFORMATIONAL("Informational"),
  DEBUG("Debug");

  private final String text;

  Priority(String text) {
    this.text = text;
  }

  /** As Falco writes it in alerts. */
  public String text() {
    return text;
  }

  /** Syslog's number: 0 for an emergency to 7 for debug. */
  public int severity() {
    return ordinal();
  }

  /**
   * The priority that is written so, in letters of either case; {@code info} is short for the
   * informational.
   */
  public static @Nullable Priority of(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    if (upper.equals("INFO")) {
      return INFORMATIONAL;
    }
    for (Priority priority : values()) {
      if (priority.name().equals(upper)) {
        return priority;
      }
    }
    return null;
  }
}
