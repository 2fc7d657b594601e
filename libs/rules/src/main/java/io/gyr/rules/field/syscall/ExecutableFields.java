package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.EventTypes;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.field.NumberGetter;

/** {@code proc.is_exe_*} and {@code proc.exe_ino*}: the file that the process runs. */
final class ExecutableFields {

  private static final int EXECVE = EventTypes.idOf("execve");
  private static final int EXECVEAT = EventTypes.idOf("execveat");

  private ExecutableFields() {}

  static void addTo(FieldList list) {
    list.flag(
            "proc.is_exe_writable",
            flag(SyscallFacts.EXE_IS_WRITABLE, "EXE_WRITABLE"),
            "Whether the user who started the executable could write it.")
        .flag(
            "proc.is_exe_upper_layer",
            flag(SyscallFacts.EXE_IS_UPPER_LAYER, "EXE_UPPER_LAYER"),
            "Whether the executable came into the container after its image.")
        .flag(
            "proc.is_exe_lower_layer",
            flag(SyscallFacts.EXE_IS_LOWER_LAYER, "EXE_LOWER_LAYER"),
            "Whether the executable belongs to the container's image.")
        .flag(
            "proc.is_exe_from_memfd",
            ExecutableFields::fromMemory,
            "Whether the executable is a memfd.");
    number(list, "proc.exe_ino", SyscallFacts.EXE_INODE, "Inode of the executable.");
    number(
        list,
        "proc.exe_ino.ctime",
        SyscallFacts.EXE_CHANGE_TIME_NS,
        "When the status of the executable last changed.");
    number(
        list,
        "proc.exe_ino.mtime",
        SyscallFacts.EXE_MODIFICATION_TIME_NS,
        "When the executable was last written.");
    number(
        list,
        "proc.exe_ino.ctime_duration_proc_start",
        SyscallFacts.EXE_CHANGE_TO_START_NS,
        "Nanoseconds from the executable's last change to the start of the process.");
    number(
        list,
        "proc.exe_ino.ctime_duration_pidns_start",
        SyscallFacts.EXE_CHANGE_AFTER_NAMESPACE_NS,
        "Nanoseconds from the start of the pid namespace to the executable's last change.");
  }

  private static void number(FieldList list, String name, int fact, String meaning) {
    list.number(name, FieldType.UNSIGNED, event -> Facts.orAbsent(event, fact), meaning);
  }

  /** What is known of the process, or else what the flags of the execve tell that made it. */
  private static NumberGetter flag(int fact, String flag) {
    return event -> {
      long given = event.number(fact);
      return given == Event.ABSENT ? executed(event, flag) : given;
    };
  }

  private static long executed(Event event, String flag) {
    if (event.type() != EXECVE && event.type() != EXECVEAT) {
      return 0;
    }
    return Flags.has(event.textOf(SyscallFacts.ARGUMENT, "flags"), flag) ? 1 : 0;
  }

  private static long fromMemory(Event event) {
    long given = event.number(SyscallFacts.EXE_IS_FROM_MEMFD);
    if (given != Event.ABSENT) {
      return given;
    }
    String path = event.text(SyscallFacts.PROCESS_EXE_PATH);
    boolean memory = path != null && (path.startsWith("memfd:") || path.startsWith("/memfd:"));
    return memory ? 1 : executed(event, "EXE_FROM_MEMFD");
  }
}
