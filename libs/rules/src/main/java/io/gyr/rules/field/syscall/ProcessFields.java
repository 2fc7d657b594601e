package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.field.TextGetter;
import org.jspecify.annotations.Nullable;

/** {@code proc.*} of the process itself: its names, numbers and times. */
final class ProcessFields {

  /** The name and the arguments of the process, joined by spaces. */
  static final TextGetter COMMAND_LINE = ProcessFields::commandLine;

  private ProcessFields() {}

  static void addTo(FieldList list) {
    list.textFact("proc.name", SyscallFacts.PROCESS_NAME, "Name of the process, at most 15 bytes.")
        .textFact("proc.exe", SyscallFacts.PROCESS_EXE, "First element of the command line.")
        .textFact("proc.exepath", SyscallFacts.PROCESS_EXE_PATH, "Absolute path of the executable.")
        .built("proc.args", ProcessFields::arguments, "Command line without its first element.")
        .built("proc.cmdline", COMMAND_LINE, "Name and arguments.")
        .built(
            "proc.exeline",
            ProcessFields::executableLine,
            "First element of the command line, and arguments.")
        .number(
            "proc.cmdnargs",
            FieldType.NUMBER,
            ProcessFields::argumentCount,
            "How many arguments the process has.")
        .number(
            "proc.cmdlenargs",
            FieldType.NUMBER,
            ProcessFields::argumentLength,
            "Length of all arguments together, without the spaces between.")
        .text("proc.cwd", ProcessFields::workingDirectory, "Working directory, ending in a slash.")
        .numberFact("proc.pid", SyscallFacts.PROCESS_PID, "Process id on the host.")
        .numberFact("proc.vpid", SyscallFacts.PROCESS_VPID, "Process id in its own namespace.")
        .numberFact("proc.tty", SyscallFacts.PROCESS_TTY, "Controlling terminal, 0 for none.")
        .number(
            "proc.duration",
            FieldType.UNSIGNED,
            event -> since(event, start(event)),
            "Nanoseconds since the process started.")
        .number(
            "proc.pid.ts", FieldType.UNSIGNED, ProcessFields::start, "When the process started.")
        .number(
            "proc.pidns_init_start_ts",
            FieldType.UNSIGNED,
            event -> Facts.orAbsent(event, SyscallFacts.PID_NAMESPACE_START_NS),
            "When the pid namespace of the process began.");
  }

  /** Nanoseconds from a time to the event, absent if either is. */
  static long since(Event event, long time) {
    long now = event.number(SyscallFacts.EVENT_TIME_NS);
    return now == Event.ABSENT || time == Event.ABSENT ? Event.ABSENT : now - time;
  }

  /** When the process started, absent if unknown. */
  static long start(Event event) {
    return Facts.orAbsent(event, SyscallFacts.PROCESS_START_NS);
  }

  /** Falco ends working directories with a slash, and rules count on it. */
  private static @Nullable String workingDirectory(Event event) {
    String directory = event.text(SyscallFacts.PROCESS_CWD);
    return directory == null || directory.isEmpty() || directory.endsWith("/")
        ? directory
        : directory + "/";
  }

  private static @Nullable String arguments(Event event) {
    String ready = event.text(SyscallFacts.PROCESS_ARGUMENTS);
    if (ready != null || event.text(SyscallFacts.PROCESS_NAME) == null) {
      return ready;
    }
    int count = event.count(SyscallFacts.PROCESS_ARGUMENT);
    return switch (count) {
      case 0 -> "";
      case 1 -> String.valueOf(event.textAt(SyscallFacts.PROCESS_ARGUMENT, 0));
      default -> append(new StringBuilder(), event, count).toString();
    };
  }

  private static @Nullable String commandLine(Event event) {
    String ready = event.text(SyscallFacts.PROCESS_COMMAND_LINE);
    String name = ready == null ? event.text(SyscallFacts.PROCESS_NAME) : null;
    if (name == null) {
      return ready;
    }
    int count = event.count(SyscallFacts.PROCESS_ARGUMENT);
    return count == 0
        ? name
        : append(new StringBuilder(64).append(name).append(' '), event, count).toString();
  }

  /** Unlike the command line, it has the space also where no argument follows. */
  private static @Nullable String executableLine(Event event) {
    String exe = event.text(SyscallFacts.PROCESS_EXE);
    String arguments = arguments(event);
    return exe == null ? null : exe + " " + (arguments == null ? "" : arguments);
  }

  private static StringBuilder append(StringBuilder text, Event event, int count) {
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(event.textAt(SyscallFacts.PROCESS_ARGUMENT, i));
    }
    return text;
  }

  private static long argumentCount(Event event) {
    return event.text(SyscallFacts.PROCESS_NAME) == null
        ? Event.ABSENT
        : event.count(SyscallFacts.PROCESS_ARGUMENT);
  }

  private static long argumentLength(Event event) {
    if (event.text(SyscallFacts.PROCESS_NAME) == null) {
      return Event.ABSENT;
    }
    long length = 0;
    for (int i = event.count(SyscallFacts.PROCESS_ARGUMENT) - 1; i >= 0; i--) {
      String argument = event.textAt(SyscallFacts.PROCESS_ARGUMENT, i);
      length += argument == null ? 0 : argument.length();
    }
    return length;
  }
}
