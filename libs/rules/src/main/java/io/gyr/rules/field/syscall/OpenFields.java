package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.EventTypes;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.FieldList;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** {@code evt.is_open_*}: what a file was opened for. False for calls that open nothing. */
final class OpenFields {

  private static final BitSet OPENING = types("open", "openat", "openat2", "open_by_handle_at");
  private static final BitSet EXECUTING = types("execve", "execveat");

  private OpenFields() {}

  static void addTo(FieldList list) {
    list.flag(
            "evt.is_open_read",
            event -> opens(event, "O_RDONLY", "O_RDWR"),
            "Whether a file was opened for reading.")
        .flag(
            "evt.is_open_write",
            event -> opens(event, "O_WRONLY", "O_RDWR"),
            "Whether a file was opened for writing.")
        .flag(
            "evt.is_open_create",
            event -> opens(event, "O_CREAT", "O_TMPFILE"),
            "Whether opening may have made the file.")
        .flag(
            "evt.is_open_exec",
            OpenFields::opensExecutable,
            "Whether a file was made executable by opening it.")
        .flag(
            "proc.is_exe_writable",
            event -> executed(event, "EXE_WRITABLE"),
            "Whether the caller could write the executable that it started.")
        .flag(
            "proc.is_exe_upper_layer",
            event -> executed(event, "EXE_UPPER_LAYER"),
            "Whether the executable came into the container after its image.")
        .flag(
            "proc.is_exe_lower_layer",
            event -> executed(event, "EXE_LOWER_LAYER"),
            "Whether the executable belongs to the container's image.")
        .flag(
            "proc.is_exe_from_memfd", OpenFields::fromMemory, "Whether the executable is a memfd.");
  }

  /** Whether the event is one of the calls that open a file by name. */
  static boolean isOpen(Event event) {
    return OPENING.get(event.type());
  }

  private static long opens(Event event, String flag, String otherFlag) {
    if (!isOpen(event)) {
      return 0;
    }
    String flags = event.textOf(SyscallFacts.ARGUMENT, "flags");
    return Flags.has(flags, flag) || Flags.has(flags, otherFlag) ? 1 : 0;
  }

  private static long opensExecutable(Event event) {
    boolean creates =
        opens(event, "O_CREAT", "O_TMPFILE") == 1 || event.type() == EventTypes.idOf("creat");
    return creates && hasExecuteBit(event.textOf(SyscallFacts.ARGUMENT, "mode")) ? 1 : 0;
  }

  /** Whether a mode in octal digits or symbols lets anybody execute. */
  private static boolean hasExecuteBit(@Nullable String mode) {
    if (mode == null) {
      return false;
    }
    if (mode.indexOf('|') >= 0 || mode.startsWith("S_")) {
      return Flags.has(mode, "S_IXUSR") || Flags.has(mode, "S_IXGRP") || Flags.has(mode, "S_IXOTH");
    }
    for (int i = Math.max(0, mode.length() - 3); i < mode.length(); i++) {
      if ((mode.charAt(i) & 1) == 1) {
        return true;
      }
    }
    return false;
  }

  private static long executed(Event event, String flag) {
    if (!EXECUTING.get(event.type())) {
      return 0;
    }
    return Flags.has(event.textOf(SyscallFacts.ARGUMENT, "flags"), flag) ? 1 : 0;
  }

  private static long fromMemory(Event event) {
    String path = event.text(SyscallFacts.PROCESS_EXE_PATH);
    boolean memory = path != null && (path.startsWith("memfd:") || path.startsWith("/memfd:"));
    return memory ? 1 : executed(event, "EXE_FROM_MEMFD");
  }

  private static BitSet types(String... names) {
    BitSet types = new BitSet(EventTypes.count());
    for (String name : names) {
      types.set(EventTypes.idOf(name));
    }
    return types;
  }
}
