package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.EventTypes;
import io.gyr.rules.event.SyscallFacts;
import org.jspecify.annotations.Nullable;

/**
 * Names of descriptors. A known descriptor has one. For one that is not known the call's own
 * arguments stand in (an open that failed, what was to be opened), or else, for a call that is
 * about a descriptor, the empty text; a call that is about none has no name (semantics of libsinsp,
 * sinsp_filtercheck_fd.cpp).
 */
final class FdNames {

  private static final int CONNECT = EventTypes.idOf("connect");
  private static final int ACCEPT = EventTypes.idOf("accept");
  private static final int ACCEPT4 = EventTypes.idOf("accept4");
  private static final int CREAT = EventTypes.idOf("creat");
  private static final int OPEN_BY_HANDLE_AT = EventTypes.idOf("open_by_handle_at");

  private FdNames() {}

  /** Whether the call is about a descriptor, known or not. */
  static boolean concernsDescriptor(Event event) {
    return event.number(SyscallFacts.FD_NUMBER) != Event.ABSENT
        || event.text(SyscallFacts.FD_TYPE) != null
        || opensByName(event);
  }

  /** Whether the call opens a file that its arguments name. */
  static boolean opensByName(Event event) {
    return OpenFields.isOpen(event) || event.type() == CREAT;
  }

  /** Whether the call makes one end of a connection. */
  static boolean makesConnection(Event event) {
    int type = event.type();
    return type == CONNECT || type == ACCEPT || type == ACCEPT4;
  }

  static boolean failedOpen(Event event) {
    return opensByName(event) && event.number(SyscallFacts.EVENT_RESULT) < 0;
  }

  static @Nullable String name(Event event) {
    if (event.text(SyscallFacts.FD_TYPE) == null) {
      return concernsDescriptor(event) ? wanted(event) : null;
    }
    return event.type() == CONNECT && event.number(SyscallFacts.EVENT_RESULT) < 0
        ? wanted(event)
        : event.text(SyscallFacts.FD_NAME);
  }

  static @Nullable String rawName(Event event) {
    boolean known = event.text(SyscallFacts.FD_TYPE) != null;
    String raw = known ? event.text(SyscallFacts.FD_NAME_RAW) : null;
    if (raw == null && opensByName(event)) {
      raw = event.textOf(SyscallFacts.ARGUMENT, "name");
    }
    return raw == null ? name(event) : Paths.withoutDoubleSlashes(raw);
  }

  static @Nullable String directory(Event event) {
    if (FdTypes.isDirectory(event)) {
      return name(event);
    }
    String path =
        event.text(SyscallFacts.FD_TYPE) == null || FdTypes.isFile(event) ? name(event) : null;
    return path == null ? null : Paths.directory(path);
  }

  static @Nullable String fileName(Event event) {
    String path = FdTypes.isFile(event) ? name(event) : null;
    return path == null ? null : Paths.fileName(path);
  }

  /** What the call was after, from its arguments; empty where they do not tell. */
  private static @Nullable String wanted(Event event) {
    int type = event.type();
    if (type == OPEN_BY_HANDLE_AT) {
      String path = event.textOf(SyscallFacts.ARGUMENT, "path");
      return path == null ? Paths.argument(event, "name", "dirfd") : path;
    }
    if (opensByName(event)) {
      return Paths.argument(event, "name", "dirfd");
    }
    if (makesConnection(event)) {
      String tuple = event.textOf(SyscallFacts.ARGUMENT, "tuple");
      return tuple == null ? event.text(SyscallFacts.FD_NAME) : tuple;
    }
    return "";
  }
}
