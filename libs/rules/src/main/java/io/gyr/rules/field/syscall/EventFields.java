package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.EventTypes;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.field.TextGetter;
import org.jspecify.annotations.Nullable;

/** {@code evt.*}: the call itself. */
final class EventFields {

  private EventFields() {}

  static void addTo(FieldList list) {
    list.text("evt.type", event -> EventTypes.nameOf(event.type()), "Name of the system call.")
        .text("syscall.type", event -> EventTypes.nameOf(event.type()), "The same as evt.type.")
        .text("evt.dir", event -> "<", "Direction; only exits are recorded, so always <.")
        .numberFact("evt.num", SyscallFacts.EVENT_NUMBER, "Number of the event in its stream.")
        .number("evt.time", FieldType.TIME, EventFields::time, "When the call returned.")
        .number(
            "evt.time.iso8601", FieldType.DATE_TIME, EventFields::time, "The same, with the date.")
        .number(
            "evt.rawtime",
            FieldType.NUMBER,
            EventFields::time,
            "The same in nanoseconds since 1970.")
        .text("evt.res", EventFields::result, "SUCCESS, or the name of the error.")
        .numberFact(
            "evt.rawres", SyscallFacts.EVENT_RESULT, "What the call returned; -errno on failure.")
        .flag("evt.failed", EventFields::failed, "Whether the call failed.")
        .number("evt.count", FieldType.NUMBER, event -> 1, "Always 1.")
        .keyed("evt.arg", EventFields::argument, "One argument of the call, by name or position.")
        .built("evt.args", EventFields::arguments, "All arguments as name=value.")
        .built("evt.info", EventFields::arguments, "The same as evt.args.")
        .text(
            "evt.hostname",
            event -> FieldList.nonEmpty(event.textOf(SyscallFacts.LABEL, "host.name")),
            "Name of the host.");
  }

  private static long time(Event event) {
    return event.number(SyscallFacts.EVENT_TIME_NS);
  }

  private static @Nullable String result(Event event) {
    long result = event.number(SyscallFacts.EVENT_RESULT);
    return result == Event.ABSENT ? null : ErrorNames.of(result);
  }

  private static long failed(Event event) {
    long result = event.number(SyscallFacts.EVENT_RESULT);
    return result == Event.ABSENT ? Event.ABSENT : result < 0 ? 1 : 0;
  }

  private static TextGetter argument(String key) {
    if (key.matches("[0-9]{1,4}")) {
      int position = Integer.parseInt(key);
      return event -> event.textAt(SyscallFacts.ARGUMENT, position);
    }
    if (key.equals("res")) {
      return event -> {
        String given = event.textOf(SyscallFacts.ARGUMENT, key);
        return given == null ? result(event) : given;
      };
    }
    return event -> event.textOf(SyscallFacts.ARGUMENT, key);
  }

  private static String arguments(Event event) {
    StringBuilder text = new StringBuilder();
    int count = event.count(SyscallFacts.ARGUMENT);
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ")
          .append(event.textAt(SyscallFacts.ARGUMENT_NAME, i))
          .append('=')
          .append(event.textAt(SyscallFacts.ARGUMENT, i));
    }
    return text.toString();
  }
}
