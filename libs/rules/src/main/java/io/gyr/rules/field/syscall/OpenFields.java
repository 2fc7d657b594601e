package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.EventTypes;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.FieldList;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code evt.is_open_*}: what a file was opened for; false for calls that open nothing. Flags and
 * mode are read as numbers in Falco's encoding where the event has them, else as texts.
 */
final class OpenFields {

  private static final int READ = 1;
  private static final int WRITE = 1 << 1;
  private static final int CREATE = 1 << 2;
  private static final int TEMPORARY = 1 << 13;
  private static final int CREATED = 1 << 14;
  private static final int EXECUTE_BITS = 0111;

  private static final int CREAT = EventTypes.idOf("creat");
  private static final int OPEN_BY_HANDLE_AT = EventTypes.idOf("open_by_handle_at");
  private static final BitSet OPENING = EventClass.types("open openat openat2 open_by_handle_at");

  /** Those whose second argument is a directory, so that flags come fourth. */
  private static final BitSet IN_DIRECTORY = EventClass.types("openat openat2");

  private OpenFields() {}

  static void addTo(FieldList list) {
    list.flag(
            "evt.is_open_read",
            event -> opens(event, READ, "O_RDONLY", "O_RDWR"),
            "Whether a file was opened for reading.")
        .flag(
            "evt.is_open_write",
            event -> opens(event, WRITE, "O_WRONLY", "O_RDWR"),
            "Whether a file was opened for writing.")
        .flag("evt.is_open_create", OpenFields::creates, "Whether opening made the file.")
        .flag(
            "evt.is_open_exec",
            OpenFields::opensExecutable,
            "Whether a file was made executable by opening it.");
  }

  /** Whether the event is one of the calls that open a file by name. */
  static boolean isOpen(Event event) {
    return OPENING.get(event.type());
  }

  private static long opens(Event event, int flag, String name, String otherName) {
    if (!isOpen(event)) {
      return 0;
    }
    long flags = flags(event);
    return flags == Event.ABSENT ? named(event, name, otherName) : (flags & flag) == 0 ? 0 : 1;
  }

  private static long creates(Event event) {
    if (!isOpen(event)) {
      return 0;
    }
    long flags = flags(event);
    if (flags == Event.ABSENT) {
      return named(event, "O_CREAT", "O_TMPFILE");
    }
    boolean temporary = (flags & TEMPORARY) != 0 && event.number(SyscallFacts.EVENT_RESULT) >= 0;
    return (flags & CREATED) != 0 || temporary ? 1 : 0;
  }

  private static long opensExecutable(Event event) {
    int type = event.type();
    boolean mayCreate = type == CREAT;
    if (isOpen(event) && type != OPEN_BY_HANDLE_AT) {
      long flags = flags(event);
      mayCreate =
          flags == Event.ABSENT
              ? named(event, "O_CREAT", "O_TMPFILE") == 1
              : (flags & (CREATE | TEMPORARY)) != 0;
    }
    if (!mayCreate) {
      return 0;
    }
    int position = type == CREAT ? 2 : IN_DIRECTORY.get(type) ? 4 : 3;
    long mode = event.numberAt(SyscallFacts.ARGUMENT_NUMBER, position);
    boolean executable =
        mode == Event.ABSENT
            ? hasExecuteBit(event.textOf(SyscallFacts.ARGUMENT, "mode"))
            : (mode & EXECUTE_BITS) != 0;
    return executable ? 1 : 0;
  }

  private static long flags(Event event) {
    return event.numberAt(SyscallFacts.ARGUMENT_NUMBER, IN_DIRECTORY.get(event.type()) ? 3 : 2);
  }

  private static long named(Event event, String flag, String otherFlag) {
    String flags = event.textOf(SyscallFacts.ARGUMENT, "flags");
    return Flags.has(flags, flag) || Flags.has(flags, otherFlag) ? 1 : 0;
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
}
