package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * {@code fd.*}: the descriptor that the call used or made. A call that failed to open a file has
 * none, yet rules ask what it was after: like Falco we then answer with number -1, type file and
 * the path that was asked for.
 */
final class FdFields {

  private FdFields() {}

  static void addTo(FieldList list) {
    list.number(
            "fd.num",
            FieldType.NUMBER,
            FdFields::number,
            "Number of the descriptor; -1 after a failed open.")
        .text("fd.name", FdFields::name, "Path, or client->server of a connection.")
        .text("fd.nameraw", FdFields::rawName, "Path as the caller gave it.")
        .text("fd.type", FdFields::type, "file, directory, ipv4, ipv6, unix, pipe, ...")
        .text("fd.typechar", FdFields::typeLetter, "The type as one letter.")
        .built("fd.directory", FdFields::directory, "Directory of the file.")
        .built("fd.filename", FdFields::fileName, "Name of the file without its directory.");
  }

  private static long number(Event event) {
    long number = event.number(SyscallFacts.FD_NUMBER);
    return number == Event.ABSENT && failedOpen(event) ? -1 : number;
  }

  static @Nullable String name(Event event) {
    String name = FieldList.nonEmpty(event.text(SyscallFacts.FD_NAME));
    return name == null && failedOpen(event) ? Paths.argument(event, "name", "dirfd") : name;
  }

  private static @Nullable String rawName(Event event) {
    String given = OpenFields.isOpen(event) ? event.textOf(SyscallFacts.ARGUMENT, "name") : null;
    return given == null ? name(event) : FieldList.nonEmpty(given);
  }

  static @Nullable String type(Event event) {
    String type = FieldList.nonEmpty(event.text(SyscallFacts.FD_TYPE));
    return type == null && failedOpen(event) ? "file" : type;
  }

  private static boolean failedOpen(Event event) {
    return OpenFields.isOpen(event) && event.number(SyscallFacts.EVENT_RESULT) < 0;
  }

  private static @Nullable String typeLetter(Event event) {
    String type = type(event);
    return type == null
        ? null
        : switch (type) {
          case "file" -> "f";
          case "directory" -> "d";
          case "ipv4" -> "4";
          case "ipv6" -> "6";
          case "unix" -> "u";
          case "pipe" -> "p";
          case "event" -> "e";
          case "eventpoll" -> "l";
          case "inotify" -> "i";
          case "signalfd" -> "s";
          case "timerfd" -> "t";
          case "memfd" -> "m";
          case "bpf" -> "b";
          case "netlink" -> "n";
          default -> "o";
        };
  }

  private static @Nullable String directory(Event event) {
    String path = path(event);
    return path == null ? null : Paths.directory(path);
  }

  private static @Nullable String fileName(Event event) {
    String path = path(event);
    return path == null ? null : Paths.fileName(path);
  }

  /** The name if it is a path: sockets and pipes have no directory. */
  private static @Nullable String path(Event event) {
    String type = type(event);
    return "file".equals(type) || "directory".equals(type) ? name(event) : null;
  }
}
