package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.ArgumentKind;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.field.TextGetter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * {@code evt.buffer} and {@code syslog.*}: what was read or written, as far as it was recorded, and
 * what a message to the system's log says in it: {@code <38>sshd: ...}, where 38 is the facility
 * times eight and the severity (RFC 3164).
 */
final class PayloadFields {

  private static final String[] FACILITIES = {
    "kern",
    "user",
    "mail",
    "daemon",
    "auth",
    "syslog",
    "lpr",
    "news",
    "uucp",
    "clock",
    "authpriv",
    "ftp",
    "ntp",
    "logaudit",
    "logalert",
    "cron",
    "local0",
    "local1",
    "local2",
    "local3",
    "local4",
    "local5",
    "local6",
    "local7"
  };

  private static final String[] SEVERITIES = {
    "emerg", "alert", "crit", "err", "warn", "notice", "info", "debug"
  };

  /** More digits than this are no priority. */
  private static final int MOST_DIGITS = 4;

  private PayloadFields() {}

  static void addTo(FieldList list) {
    TextGetter buffer = event -> event.text(SyscallFacts.EVENT_BUFFER);
    list.field(
            "evt.buffer",
            FieldType.BYTES,
            ArgumentKind.NONE,
            "What was read or written, as far as it was recorded.",
            argument -> buffer)
        .flag(
            "evt.is_syslog",
            event -> isSyslog(event) ? 1 : 0,
            "Whether the call writes to the system's log.")
        .number(
            "syslog.facility",
            FieldType.NUMBER,
            event -> shifted(priority(event)),
            "Facility of the message as a number.")
        .text("syslog.facility.str", PayloadFields::facility, "Facility of the message.")
        .number(
            "syslog.severity",
            FieldType.NUMBER,
            event -> masked(priority(event)),
            "Severity of the message as a number.")
        .text("syslog.severity.str", PayloadFields::severity, "Severity of the message.")
        .built("syslog.message", PayloadFields::message, "The message itself.");
  }

  private static boolean isSyslog(Event event) {
    String name = EventClass.writes(event) ? event.text(SyscallFacts.FD_NAME) : null;
    return name != null && name.contains("/dev/log");
  }

  /** The number in the pointed brackets, absent for what is no message to the log. */
  private static long priority(Event event) {
    String payload = isSyslog(event) ? event.text(SyscallFacts.EVENT_BUFFER) : null;
    int end = payload == null ? -1 : payload.indexOf('>');
    if (payload == null || end < 2 || end > MOST_DIGITS || payload.charAt(0) != '<') {
      return Event.ABSENT;
    }
    long number = 0;
    for (int i = 1; i < end; i++) {
      int digit = Character.digit(payload.charAt(i), 10);
      if (digit < 0) {
        return Event.ABSENT;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  private static long shifted(long priority) {
    return priority == Event.ABSENT ? priority : priority >> 3;
  }

  private static long masked(long priority) {
    return priority == Event.ABSENT ? priority : priority & 7;
  }

  private static @Nullable String facility(Event event) {
    long priority = priority(event);
    if (priority == Event.ABSENT) {
      return null;
    }
    long facility = priority >> 3;
    return facility < FACILITIES.length ? FACILITIES[(int) facility] : "<NA>";
  }

  private static @Nullable String severity(Event event) {
    long priority = priority(event);
    return priority == Event.ABSENT ? null : SEVERITIES[(int) (priority & 7)];
  }

  private static @Nullable String message(Event event) {
    String payload = event.text(SyscallFacts.EVENT_BUFFER);
    if (payload == null || priority(event) == Event.ABSENT) {
      return null;
    }
    byte[] bytes =
        payload.substring(payload.indexOf('>') + 1).getBytes(StandardCharsets.ISO_8859_1);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
