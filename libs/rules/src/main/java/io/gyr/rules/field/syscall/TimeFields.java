package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.field.NumberGetter;

/** {@code evt.*time*}: when it happened, in every shape that Falco has for it. */
final class TimeFields {

  private static final NumberGetter TIME = event -> event.number(SyscallFacts.EVENT_TIME_NS);
  private static final NumberGetter SINCE_FIRST =
      event -> ProcessFields.since(event, event.number(SyscallFacts.EVENT_FIRST_TIME_NS));
  private static final NumberGetter SINCE_PREVIOUS =
      event -> ProcessFields.since(event, event.number(SyscallFacts.EVENT_PREVIOUS_TIME_NS));

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private TimeFields() {}

  static void addTo(FieldList list) {
    list.number("evt.time", FieldType.TIME, TIME, "When the event happened, time of day in UTC.")
        .number("evt.time.s", FieldType.TIME_TO_SECOND, TIME, "The same to the second.")
        .number("evt.time.iso8601", FieldType.DATE_TIME, TIME, "Date and time in ISO 8601.")
        .number("evt.datetime", FieldType.DATE_AND_TIME, TIME, "Date and time of day.")
        .number(
            "evt.datetime.s", FieldType.DATE_AND_TIME_TO_SECOND, TIME, "The same to the second.")
        .number("evt.outputtime", FieldType.TIME, TIME, "The same as evt.time.")
        .number("evt.rawtime", FieldType.NUMBER, TIME, "Nanoseconds since 1970.");
    parts(list, "evt.rawtime", TIME, "of evt.rawtime");
    list.number(
        "evt.reltime", FieldType.FRACTION, SINCE_FIRST, "Nanoseconds since the first event.");
    parts(list, "evt.reltime", SINCE_FIRST, "of evt.reltime");
    list.number(
        "evt.deltatime", FieldType.NUMBER, SINCE_PREVIOUS, "Nanoseconds since the event before.");
    parts(list, "evt.deltatime", SINCE_PREVIOUS, "of evt.deltatime");
    latency(list);
  }

  private static void parts(FieldList list, String name, NumberGetter time, String what) {
    list.number(
            name + ".s",
            FieldType.NUMBER,
            event -> part(time.get(event), true),
            "Whole seconds " + what + ".")
        .number(
            name + ".ns",
            FieldType.FRACTION,
            event -> part(time.get(event), false),
            "Nanoseconds " + what + " beyond whole seconds.");
  }

  private static long part(long nanos, boolean seconds) {
    if (nanos == Event.ABSENT) {
      return nanos;
    }
    return seconds
        ? Math.floorDiv(nanos, NANOS_PER_SECOND)
        : Math.floorMod(nanos, NANOS_PER_SECOND);
  }

  /** Calls are recorded when they return, so that how long they took is 0, as it is for Falco. */
  private static void latency(FieldList list) {
    String meaning = "Always 0: only the return of a call is recorded.";
    for (String name :
        new String[] {
          "evt.latency", "evt.latency.s", "evt.latency.quantized", "evt.wait_latency"
        }) {
      list.number(name, FieldType.NUMBER, event -> 0, meaning);
    }
    list.number("evt.latency.ns", FieldType.FRACTION, event -> 0, meaning)
        .text("evt.latency.human", event -> "0ns", meaning);
  }
}
