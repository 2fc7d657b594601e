package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.field.TextGetter;
import org.jspecify.annotations.Nullable;

/** {@code proc.*} and {@code thread.*}: who called. */
final class ProcessFields {

  /** The name and the arguments of the process, joined by spaces. */
  static final TextGetter COMMAND_LINE =
      event -> commandLine(event.text(SyscallFacts.PROCESS_NAME), event);

  private ProcessFields() {}

  static void addTo(FieldList list) {
    list.textFact("proc.name", SyscallFacts.PROCESS_NAME, "Name of the process, at most 15 bytes.")
        .textFact("proc.exe", SyscallFacts.PROCESS_EXE, "First element of the command line.")
        .textFact("proc.exepath", SyscallFacts.PROCESS_EXE_PATH, "Absolute path of the executable.")
        .built("proc.args", ProcessFields::arguments, "Command line without its first element.")
        .built("proc.cmdline", COMMAND_LINE, "Name and arguments.")
        .built(
            "proc.exeline",
            event -> commandLine(event.text(SyscallFacts.PROCESS_EXE), event),
            "First element of the command line, and arguments.")
        .number(
            "proc.nargs",
            FieldType.NUMBER,
            event -> event.count(SyscallFacts.PROCESS_ARGUMENT),
            "How many arguments the process has.")
        .textFact("proc.cwd", SyscallFacts.PROCESS_CWD, "Working directory.")
        .numberFact("proc.pid", SyscallFacts.PROCESS_PID, "Process id on the host.")
        .numberFact("proc.vpid", SyscallFacts.PROCESS_VPID, "Process id in its own namespace.")
        .numberFact("proc.tty", SyscallFacts.PROCESS_TTY, "Controlling terminal, 0 for none.")
        .numberFact(
            "proc.sid", SyscallFacts.PROCESS_SESSION_ID, "Process id of the session's leader.")
        .text("proc.sname", ProcessFields::sessionLeader, "Name of the session's leader.")
        .number(
            "proc.duration",
            FieldType.NUMBER,
            ProcessFields::age,
            "Nanoseconds since the process started.")
        .number("proc.pid.ts", FieldType.NUMBER, ProcessFields::start, "When the process started.")
        .numberFact("thread.tid", SyscallFacts.THREAD_ID, "Thread id on the host.");
  }

  private static String arguments(Event event) {
    int count = event.count(SyscallFacts.PROCESS_ARGUMENT);
    return switch (count) {
      case 0 -> "";
      case 1 -> String.valueOf(event.textAt(SyscallFacts.PROCESS_ARGUMENT, 0));
      default -> append(new StringBuilder(), event, count).toString();
    };
  }

  private static @Nullable String commandLine(@Nullable String first, Event event) {
    int count = event.count(SyscallFacts.PROCESS_ARGUMENT);
    if (first == null || count == 0) {
      return FieldList.nonEmpty(first);
    }
    return append(new StringBuilder(64).append(first).append(' '), event, count).toString();
  }

  private static StringBuilder append(StringBuilder text, Event event, int count) {
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(event.textAt(SyscallFacts.PROCESS_ARGUMENT, i));
    }
    return text;
  }

  private static @Nullable String sessionLeader(Event event) {
    long leader = event.number(SyscallFacts.PROCESS_SESSION_ID);
    if (leader == Event.ABSENT) {
      return null;
    }
    if (leader == event.number(SyscallFacts.PROCESS_PID)) {
      return FieldList.nonEmpty(event.text(SyscallFacts.PROCESS_NAME));
    }
    int count = event.count(SyscallFacts.ANCESTOR_PID);
    for (int i = 0; i < count; i++) {
      if (event.numberAt(SyscallFacts.ANCESTOR_PID, i) == leader) {
        return FieldList.nonEmpty(event.textAt(SyscallFacts.ANCESTOR_NAME, i));
      }
    }
    return null;
  }

  private static long start(Event event) {
    long start = event.number(SyscallFacts.PROCESS_START_NS);
    return start == 0 ? Event.ABSENT : start;
  }

  private static long age(Event event) {
    long now = event.number(SyscallFacts.EVENT_TIME_NS);
    long start = start(event);
    return now == Event.ABSENT || start == Event.ABSENT ? Event.ABSENT : now - start;
  }
}
