package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.field.NumberGetter;

/**
 * {@code proc.p*} and {@code proc.a*[n]}: the parent and the forebears; number 0 is the process
 * itself. Without a number a test is about any forebear.
 */
final class AncestorFields {

  private AncestorFields() {}

  static void addTo(FieldList list) {
    parent(list);
    forebears(list, "proc.aname", SyscallFacts.PROCESS_NAME, SyscallFacts.ANCESTOR_NAME, "Name");
    forebears(list, "proc.aexe", SyscallFacts.PROCESS_EXE, SyscallFacts.ANCESTOR_EXE, "argv[0]");
    forebears(
        list,
        "proc.aexepath",
        SyscallFacts.PROCESS_EXE_PATH,
        SyscallFacts.ANCESTOR_EXE_PATH,
        "Executable");
    list.indexed(
            "proc.acmdline",
            FieldType.TEXT,
            n ->
                n == 0
                    ? ProcessFields.COMMAND_LINE
                    : Facts.textAt(SyscallFacts.ANCESTOR_COMMAND_LINE, n - 1),
            new Facts.Texts(SyscallFacts.ANCESTOR_COMMAND_LINE),
            "Name and arguments of a forebear; without number, of any.")
        .indexed(
            "proc.apid",
            FieldType.NUMBER,
            AncestorFields::pid,
            new Facts.Numbers(SyscallFacts.ANCESTOR_PID),
            "Process id of a forebear; without number, of any.")
        .number(
            "proc.loginshellid",
            FieldType.NUMBER,
            AncestorFields::loginShell,
            "Process id of the oldest shell among the process and its forebears.");
  }

  private static void parent(FieldList list) {
    list.number(
            "proc.ppid", FieldType.NUMBER, AncestorFields::parentId, "Process id of the parent.")
        .number(
            "proc.pvpid",
            FieldType.NUMBER,
            Facts.numberAt(SyscallFacts.ANCESTOR_VPID, 0),
            "Process id of the parent in its own namespace.")
        .text("proc.pname", Facts.textAt(SyscallFacts.ANCESTOR_NAME, 0), "Name of the parent.")
        .text(
            "proc.pexe",
            Facts.textAt(SyscallFacts.ANCESTOR_EXE, 0),
            "First element of the parent's command line.")
        .text(
            "proc.pexepath",
            Facts.textAt(SyscallFacts.ANCESTOR_EXE_PATH, 0),
            "Executable of the parent.")
        .text(
            "proc.pcmdline",
            Facts.textAt(SyscallFacts.ANCESTOR_COMMAND_LINE, 0),
            "Name and arguments of the parent.")
        .number(
            "proc.ppid.ts",
            FieldType.UNSIGNED,
            Facts.numberAt(SyscallFacts.ANCESTOR_START_NS, 0),
            "When the parent started.")
        .number(
            "proc.ppid.duration",
            FieldType.UNSIGNED,
            AncestorFields::parentAge,
            "Nanoseconds since the parent started.");
  }

  private static void forebears(FieldList list, String name, int own, int fact, String what) {
    list.indexed(
        name,
        FieldType.TEXT,
        n -> n == 0 ? Facts.text(own) : Facts.textAt(fact, n - 1),
        new Facts.Texts(fact),
        what + " of a forebear; without number, of any.");
  }

  private static NumberGetter pid(int n) {
    return n == 0
        ? event -> event.number(SyscallFacts.PROCESS_PID)
        : Facts.numberAt(SyscallFacts.ANCESTOR_PID, n - 1);
  }

  private static long parentId(Event event) {
    long given = event.number(SyscallFacts.PROCESS_PARENT_ID);
    return given == Event.ABSENT ? event.numberAt(SyscallFacts.ANCESTOR_PID, 0) : given;
  }

  private static long parentAge(Event event) {
    long start = event.numberAt(SyscallFacts.ANCESTOR_START_NS, 0);
    return start == 0 ? Event.ABSENT : ProcessFields.since(event, start);
  }

  /** Like Falco, everything whose name ends in {@code sh} is a shell. */
  private static long loginShell(Event event) {
    for (int i = event.count(SyscallFacts.ANCESTOR_NAME) - 1; i >= 0; i--) {
      String name = event.textAt(SyscallFacts.ANCESTOR_NAME, i);
      if (name != null && name.endsWith("sh")) {
        return event.numberAt(SyscallFacts.ANCESTOR_PID, i);
      }
    }
    String name = event.text(SyscallFacts.PROCESS_NAME);
    return name != null && name.endsWith("sh")
        ? event.number(SyscallFacts.PROCESS_PID)
        : Event.ABSENT;
  }
}
