package io.gyr.capture;

import io.gyr.scap.FdType;
import io.gyr.scap.ScapEvent;
import org.jspecify.annotations.Nullable;

/** Events that open, copy and close descriptors other than sockets. */
final class FdParser {
  private static final int O_DIRECTORY = 1 << 10;
  private static final int O_CLOEXEC = 1 << 12;
  private static final long FIRST_ADDED_FLAG = 1 << 14;
  private static final long AT_FDCWD = -100;
  private static final int F_DUPFD = 1;
  private static final int F_DUPFD_CLOEXEC = 26;
  private static final int CLOSE_RANGE_CLOEXEC = 1 << 2;
  private static final int UPPER_LAYER = 1 << 15;
  private static final int LOWER_LAYER = 1 << 16;
  private static final String NOT_KNOWN = "<NA>";

  private final State state;

  FdParser(State state) {
    this.state = state;
  }

  void open(ScapEvent event, CaptureThread thread) {
    long number = event.number(0);
    if (number < 0) {
      return;
    }
    int code = event.code();
    ScapEvent enter = enter(event, thread);
    String name;
    long flags;
    String directory;
    int device;
    switch (code) {
      case Codes.OPEN_X -> {
        name = event.text(1);
        flags = event.number(2);
        device = 4;
        if (enter != null && !enter.text(0).equals(NOT_KNOWN)) {
          name = enter.text(0);
          flags = enter.number(1) | flags & -FIRST_ADDED_FLAG;
        }
        directory = cwd(thread);
      }
      case Codes.CREAT_X -> {
        name = event.text(1);
        long layer = event.number(5);
        flags = (layer & 1) != 0 ? UPPER_LAYER : (layer & 2) != 0 ? LOWER_LAYER : 0;
        device = 3;
        if (enter != null && !enter.text(0).equals(NOT_KNOWN)) {
          name = enter.text(0);
        }
        directory = cwd(thread);
      }
      case Codes.OPEN_BY_HANDLE_AT_X -> {
        flags = event.number(2);
        name = event.text(3);
        device = 4;
        directory = "";
      }
      default -> {
        name = event.isEmpty(2) ? NOT_KNOWN : event.text(2);
        flags = event.number(3);
        device = code == Codes.OPENAT_2_X ? 5 : 6;
        long dirfd = event.isEmpty(1) ? Long.MIN_VALUE : event.number(1);
        if (enter != null && !enter.text(1).equals(NOT_KNOWN)) {
          name = enter.text(1);
          flags = enter.number(2) | flags & -FIRST_ADDED_FLAG;
          dirfd = enter.number(0);
        }
        directory = dirfd == Long.MIN_VALUE ? "" : directory(thread, name, dirfd);
      }
    }
    Fd fd = new Fd((flags & O_DIRECTORY) != 0 ? FdType.DIRECTORY : FdType.FILE_V2);
    fd.openFlags = (int) flags;
    if (!event.isEmpty(device)) {
      fd.device = event.number(device);
      fd.inode = event.number(device + 1);
    }
    fd.rawName = name;
    fd.name = Paths.concatenate(directory, name);
    state.addFd(thread, number, fd);
  }

  /** The enter event that belongs to an exit event, if it was recorded. */
  static @Nullable ScapEvent enter(ScapEvent exit, CaptureThread thread) {
    ScapEvent enter = thread.lastEnter;
    return enter != null && enter.code() == exit.code() - 1 ? enter : null;
  }

  String cwd(CaptureThread thread) {
    CaptureThread main = state.threads.main(thread);
    return main == null ? "./" : main.cwd;
  }

  /** What a relative path starts from: the working directory, or what a descriptor stands for. */
  String directory(CaptureThread thread, String name, long dirfd) {
    if (!name.isEmpty() && name.charAt(0) == '/') {
      return "";
    }
    if (dirfd == AT_FDCWD) {
      return cwd(thread);
    }
    Fd fd = state.fd(thread, dirfd);
    if (fd == null) {
      return "<UNKNOWN>";
    }
    return fd.name.isEmpty() || fd.name.endsWith("/") ? fd.name : fd.name + '/';
  }

  void close(ScapEvent event, CaptureThread thread) {
    if (event.number(0) >= 0 && state.fd != null) {
      state.removeFdLater(thread, thread.lastFd);
    }
  }

  void closeRange(ScapEvent event, CaptureThread thread) {
    FdMap map = state.threads.fds(thread);
    if (event.number(0) == 0 && (event.number(3) & CLOSE_RANGE_CLOEXEC) == 0 && map != null) {
      map.removeRange(event.number(1), event.number(2));
    }
  }

  void pipe(ScapEvent event, CaptureThread thread) {
    if (event.number(0) < 0) {
      return;
    }
    for (int end = 1; end <= 2; end++) {
      Fd fd = new Fd(FdType.FIFO);
      fd.inode = event.number(3);
      fd.openFlags = event.code() == Codes.PIPE2_X ? (int) event.number(4) : 0;
      state.addFd(thread, event.number(end), fd);
    }
  }

  void fcntl(ScapEvent event, CaptureThread thread) {
    long command = event.number(2);
    Fd fd = state.fd;
    if ((command == F_DUPFD || command == F_DUPFD_CLOEXEC) && event.number(0) >= 0 && fd != null) {
      state.addFd(thread, event.number(0), fd.copy());
    }
  }

  void dup(ScapEvent event, CaptureThread thread) {
    Fd fd = state.fd;
    long number = event.number(0);
    if (number < 0 || fd == null) {
      return;
    }
    if (event.code() == Codes.DUP3_X) {
      int flags = (int) event.number(3);
      fd.openFlags = flags != 0 ? fd.openFlags | flags : fd.openFlags & ~O_CLOEXEC;
    }
    state.addFd(thread, number, fd.copy());
  }

  void memfd(ScapEvent event, CaptureThread thread) {
    Fd fd = new Fd();
    if (event.number(0) >= 0) {
      fd.type = FdType.MEMFD;
      fd.name = event.text(1);
      fd.openFlags = (int) event.number(2);
    }
    state.addFd(thread, event.number(0), fd);
  }

  void pidfd(ScapEvent event, CaptureThread thread) {
    Fd fd = new Fd();
    if (event.number(0) >= 0) {
      fd.type = FdType.PIDFD;
      fd.pid = event.number(1);
      fd.name = "/proc/" + fd.pid;
      fd.openFlags = (int) event.number(2);
    }
    state.addFd(thread, event.number(0), fd);
  }

  void pidfdGetfd(ScapEvent event, CaptureThread thread) {
    Fd pidfd = state.fd(thread, event.number(1));
    CaptureThread other =
        pidfd == null || pidfd.type != FdType.PIDFD ? null : state.threads.get(pidfd.pid);
    Fd target = other == null ? null : state.fd(other, event.number(2));
    if (target != null) {
      Fd before = state.fd;
      state.addFd(thread, event.number(0), target.copy());
      state.fd = before;
    }
  }

  /** Calls that return a descriptor of which only the kind is known; false for other calls. */
  boolean simple(ScapEvent event, CaptureThread thread) {
    FdType type;
    int flags = -1;
    switch (event.code()) {
      case Codes.SIGNALFD_X -> type = FdType.SIGNALFD;
      case Codes.SIGNALFD4_X -> {
        type = FdType.SIGNALFD;
        flags = 1;
      }
      case Codes.EVENTFD_X -> type = FdType.EVENT;
      case Codes.EVENTFD2_X -> {
        type = FdType.EVENT;
        flags = 1;
      }
      case Codes.TIMERFD_CREATE_X -> type = FdType.TIMERFD;
      case Codes.INOTIFY_INIT_X -> type = FdType.INOTIFY;
      case Codes.INOTIFY_INIT1_X -> {
        type = FdType.INOTIFY;
        flags = 1;
      }
      case Codes.BPF_2_X -> type = FdType.BPF;
      case Codes.USERFAULTFD_X -> type = FdType.USERFAULTFD;
      case Codes.IO_URING_SETUP_X -> type = FdType.IOURING;
      case Codes.EPOLL_CREATE_X, Codes.EPOLL_CREATE1_X -> type = FdType.EVENTPOLL;
      default -> {
        return false;
      }
    }
    if (event.number(0) >= 0) {
      Fd fd = new Fd(type);
      fd.openFlags = flags < 0 ? 0 : (int) event.number(flags);
      state.addFd(thread, event.number(0), fd);
    }
    return true;
  }
}
