package io.gyr.inspector.proc;

import io.gyr.inspector.fd.Descriptor;
import io.gyr.inspector.fd.FdType;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the links in {@code /proc/PID/fd} say. Not thread-safe. */
final class FdLinks {
  private final SocketTables sockets;

  FdLinks(SocketTables sockets) {
    this.sockets = sockets;
  }

  /** The descriptor whose link leads to a target. */
  Descriptor descriptor(int pid, Path link, String target) {
    if (target.startsWith("/memfd:")) {
      return Descriptor.of(FdType.MEMFD, target.substring(1).replace(" (deleted)", ""));
    }
    if (target.startsWith("/")) {
      return Descriptor.of(Files.isDirectory(link) ? FdType.DIRECTORY : FdType.FILE, target);
    }
    if (target.startsWith("socket:[")) {
      Descriptor socket = sockets.find(pid, inode(target));
      return socket == null ? Descriptor.UNKNOWN : socket;
    }
    if (target.startsWith("pipe:[")) {
      return Descriptor.of(FdType.PIPE, "");
    }
    FdType type = anonymous(target);
    return type == null ? Descriptor.UNKNOWN : Descriptor.of(type, "");
  }

  private static @Nullable FdType anonymous(String target) {
    if (!target.startsWith("anon_inode:")) {
      return null;
    }
    String kind = target.substring("anon_inode:".length());
    if (kind.startsWith("bpf") || kind.startsWith("[bpf")) {
      return FdType.BPF;
    }
    return switch (kind) {
      case "[eventfd]" -> FdType.EVENT;
      case "[eventpoll]" -> FdType.EVENTPOLL;
      case "inotify", "[inotify]" -> FdType.INOTIFY;
      case "[signalfd]" -> FdType.SIGNALFD;
      case "[timerfd]" -> FdType.TIMERFD;
      default -> null;
    };
  }

  private static long inode(String target) {
    int end = target.indexOf(']');
    return end < 0 ? -1 : Long.parseLong(target.substring("socket:[".length(), end));
  }
}
