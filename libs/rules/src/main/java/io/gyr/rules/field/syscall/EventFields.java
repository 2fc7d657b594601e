package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.EventTypes;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.ArgumentKind;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.field.NumberGetter;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code evt.*}: what kind of event it is and where it came from. */
final class EventFields {

  private EventFields() {}

  static void addTo(FieldList list) {
    list.text("evt.type", event -> EventTypes.nameOf(event.type()), "Name of the system call.")
        .text("syscall.type", EventFields::syscall, "The same; absent for what is no system call.")
        .field(
            "evt.type.is",
            FieldType.NUMBER,
            ArgumentKind.KEY,
            "1 for events of a type, 0 for others: evt.type.is.open.",
            name -> typeIs(EventTypes.idOf(name)))
        .text("evt.category", EventClass::category, "file, net, IPC, memory, process, ...")
        .text(
            "evt.dir",
            event -> EventClass.isSyscall(event) ? "<" : ">",
            "Direction: < for system calls, which are seen when they return, > for all else.")
        .numberFact("evt.num", SyscallFacts.EVENT_NUMBER, "Number of the event in its stream.")
        .numberFact("evt.cpu", SyscallFacts.EVENT_CPU, "CPU that the event was recorded on.")
        .number("evt.count", FieldType.NUMBER, event -> 1, "Always 1.")
        .number(
            "evt.count.exit",
            FieldType.NUMBER,
            event -> EventClass.isSyscall(event) ? 1 : Event.ABSENT,
            "1 for system calls, else absent.")
        .text("evt.source", event -> SyscallSource.NAME, "Always syscall.")
        .flag("evt.is_async", is(EventClass::isMeta), "Whether it is no event of the kernel's.")
        .text("evt.asynctype", EventFields::asyncType, "Name of an event that is not the kernel's.")
        .text(
            "evt.hostname",
            event -> FieldList.nonEmpty(event.textOf(SyscallFacts.LABEL, "host.name")),
            "Name of the host.")
        .flag("evt.is_wait", is(EventClass::waits), "Whether the call waits, like poll.")
        .flag(
            "evt.is_io",
            is(event -> EventClass.reads(event) || EventClass.writes(event)),
            "Whether the call reads from or writes to a descriptor.")
        .flag("evt.is_io_read", is(EventClass::reads), "Whether the call reads.")
        .flag("evt.is_io_write", is(EventClass::writes), "Whether the call writes.")
        .text("evt.io_dir", EventFields::direction, "write, read, or absent.");
  }

  private static NumberGetter is(Predicate<Event> test) {
    return event -> test.test(event) ? 1 : 0;
  }

  private static NumberGetter typeIs(int type) {
    return event -> event.type() == type ? 1 : 0;
  }

  private static @Nullable String syscall(Event event) {
    return EventClass.isSyscall(event) ? EventTypes.nameOf(event.type()) : null;
  }

  private static @Nullable String asyncType(Event event) {
    return EventClass.isMeta(event) ? EventTypes.nameOf(event.type()) : null;
  }

  private static @Nullable String direction(Event event) {
    return EventClass.writes(event) ? "write" : EventClass.reads(event) ? "read" : null;
  }
}
