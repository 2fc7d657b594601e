package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.EventTypes;
import io.gyr.rules.event.SyscallFacts;
import org.jspecify.annotations.Nullable;

/** What kind of descriptor a call used, in the letters and words of Falco (libscap, scap.h). */
final class FdTypes {

  private FdTypes() {}

  static boolean isFile(Event event) {
    return "file".equals(event.text(SyscallFacts.FD_TYPE));
  }

  static boolean isDirectory(Event event) {
    return "directory".equals(event.text(SyscallFacts.FD_TYPE));
  }

  static @Nullable String letter(Event event) {
    String type = event.text(SyscallFacts.FD_TYPE);
    return type == null
        ? FdNames.concernsDescriptor(event) ? letterOfCall(event) : null
        : switch (type) {
          case "file" -> "f";
          case "directory" -> "d";
          case "ipv4" -> listens(event) ? "2" : "4";
          case "ipv6" -> listens(event) ? "3" : "6";
          case "unix", "userfaultfd" -> "u";
          case "pipe" -> "p";
          case "event" -> "e";
          case "eventpoll" -> "l";
          case "inotify" -> "i";
          case "signalfd" -> "s";
          case "timerfd" -> "t";
          case "memfd" -> "m";
          case "bpf" -> "b";
          case "netlink" -> "n";
          case "io_uring" -> "r";
          case "pidfd" -> "P";
          default -> "o";
        };
  }

  /** The kind that a call would have made. Falco takes every socket for IPv4. */
  private static String letterOfCall(Event event) {
    return switch (EventTypes.nameOf(event.type())) {
      case "open", "openat", "openat2", "creat" -> "f";
      case "socket", "accept", "accept4" -> "4";
      case "pipe", "pipe2" -> "p";
      case "eventfd", "eventfd2" -> "e";
      case "signalfd", "signalfd4" -> "s";
      case "timerfd_create" -> "t";
      case "inotify_init", "inotify_init1" -> "i";
      default -> "o";
    };
  }

  static @Nullable String socketFamily(Event event) {
    String type = event.text(SyscallFacts.FD_TYPE);
    if (type == null) {
      return null;
    }
    return switch (type) {
      case "ipv4", "ipv6" -> "ip";
      case "unix" -> "unix";
      default -> null;
    };
  }

  /** Whether it is a socket that waits for connections: it has an address, and no peer. */
  static boolean listens(Event event) {
    return event.number(SyscallFacts.FD_IS_SERVER) == 1
        && event.text(SyscallFacts.FD_CLIENT_IP) == null;
  }
}
