package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.EventTypes;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.ArgumentKind;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.field.NumberGetter;
import io.gyr.rules.field.TextGetter;
import org.jspecify.annotations.Nullable;

/** {@code thread.*}: the thread that called, its rights and its control groups. */
final class ThreadFields {

  private static final int SWITCH = EventTypes.idOf("switch");

  private ThreadFields() {}

  static void addTo(FieldList list) {
    list.numberFact("thread.tid", SyscallFacts.THREAD_ID, "Thread id on the host.")
        .number(
            "thread.vtid",
            FieldType.NUMBER,
            event -> event.number(SyscallFacts.THREAD_VIRTUAL_ID),
            "Thread id in its own namespace.")
        .flag("thread.ismain", ThreadFields::isMain, "Whether it is the first of its process.")
        .built("thread.nametid", ThreadFields::nameAndId, "Name of the process and thread id.");
    capabilities(list, "permitted", SyscallFacts.CAPABILITIES_PERMITTED);
    capabilities(list, "inheritable", SyscallFacts.CAPABILITIES_INHERITABLE);
    capabilities(list, "effective", SyscallFacts.CAPABILITIES_EFFECTIVE);
    list.built("thread.cgroups", ThreadFields::controlGroups, "All control groups.")
        .field(
            "thread.cgroup",
            FieldType.TEXT,
            ArgumentKind.KEY,
            "The control group of one subsystem: thread.cgroup.cpuacct.",
            key -> controlGroup(key + "="));
    // Falco knows them from events of the scheduler alone, and answers 0 for all others.
    NumberGetter executionTime = event -> event.type() == SWITCH ? Event.ABSENT : 0;
    list.number(
            "thread.exectime",
            FieldType.NUMBER,
            executionTime,
            "Nanoseconds of the last slice; 0 but for events of the scheduler.")
        .number(
            "thread.totexectime",
            FieldType.NUMBER,
            executionTime,
            "Nanoseconds of all slices; 0 but for events of the scheduler.");
  }

  private static void capabilities(FieldList list, String set, int fact) {
    list.built(
        "thread.cap_" + set,
        event -> {
          long mask = event.number(fact);
          return mask == Event.ABSENT ? null : Capabilities.names(mask);
        },
        "Names of the " + set + " capabilities.");
  }

  static long isMain(Event event) {
    long thread = event.number(SyscallFacts.THREAD_ID);
    long process = event.number(SyscallFacts.PROCESS_PID);
    return thread == Event.ABSENT || process == Event.ABSENT
        ? Event.ABSENT
        : thread == process ? 1 : 0;
  }

  private static @Nullable String nameAndId(Event event) {
    String name = event.text(SyscallFacts.PROCESS_NAME);
    return name == null ? null : name + event.number(SyscallFacts.THREAD_ID);
  }

  private static @Nullable String controlGroups(Event event) {
    return Joined.all(event, SyscallFacts.THREAD_CGROUP);
  }

  private static TextGetter controlGroup(String prefix) {
    return event -> Joined.after(event, SyscallFacts.THREAD_CGROUP, prefix);
  }
}
