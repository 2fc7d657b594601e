package io.gyr.api.events;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The four groups that the eight syslog severities are shown as. */
public enum SeverityGroup {
  /** Emergency and alert. */
  HIGH(0, 1),
  /** Critical and error. */
  MEDIUM(2, 3),
  /** Warning and notice. */
  LOW(4, 5),
  /** Informational and debug. */
  INFO(6, 7);

  private final List<Integer> severities;

  SeverityGroup(int first, int second) {
    this.severities = List.of(first, second);
  }

  /** The two syslog severities of the group. */
  public List<Integer> severities() {
    return severities;
  }

  /** Name in JSON and in parameters, lower case. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The group of a syslog severity; what is out of 0 to 7 counts as the nearest. */
  public static SeverityGroup of(int severity) {
    return values()[Math.max(0, Math.min(7, severity)) / 2];
  }

  /** The group called {@code key}, in any case. */
  public static Optional<SeverityGroup> named(String key) {
    for (SeverityGroup group : values()) {
      if (group.key().equalsIgnoreCase(key)) {
        return Optional.of(group);
      }
    }
    return Optional.empty();
  }
}
