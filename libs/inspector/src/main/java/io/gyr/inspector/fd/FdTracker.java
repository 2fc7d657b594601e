package io.gyr.inspector.fd;

import io.gyr.inspector.event.EventLayout;
import io.gyr.inspector.event.RawEvent;
import io.gyr.inspector.proc.ProcSource;
import io.gyr.inspector.process.Process;
import io.gyr.inspector.syscall.ArgumentWriter;
import io.gyr.inspector.syscall.Syscall;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the descriptors of processes current from their calls. Not thread-safe.
 *
 * <p>Calls that make descriptors but are not captured (pipe, eventfd, ...) leave a gap in the
 * table, which is filled from {@code /proc} when a call uses it. That is why every close has to be
 * seen: a gap is right only if nothing old is left in it.
 */
public final class FdTracker {
  private static final int AT_FDCWD = -100;
  private static final int CLOEXEC = 0x80000;
  private static final int F_SETFD = 2;
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final int CLOSE_RANGE_CLOEXEC = 4;
  private static final int S_IFMT = 0170000;
  private static final int S_IFDIR = 0040000;
  private static final int S_IFIFO = 0010000;

  private final ProcSource proc;

  /** A tracker that fills gaps from the given source. */
  public FdTracker(ProcSource proc) {
    this.proc = proc;
  }

  /** Takes in what a call did to the descriptors and the working directory of its process. */
  public void apply(Syscall call, RawEvent raw, Process process) {
    FdTable fds = process.fds();
    boolean ok = raw.succeeded();
    switch (call) {
      case OPEN -> opened(raw, process, AT_FDCWD, 0, raw.argument(1));
      case CREAT -> opened(raw, process, AT_FDCWD, 0, 0);
      case OPENAT -> opened(raw, process, (int) raw.argument(0), 1, raw.argument(2));
      case OPENAT2 -> opened(raw, process, (int) raw.argument(0), 1, ArgumentWriter.how(raw, 2, 0));
      case SOCKET ->
          fds.put(
              raw.result(),
              SocketReader.fresh(
                  (int) raw.argument(0), (int) raw.argument(1), (int) raw.argument(2)),
              has(raw.argument(1), CLOEXEC));
      case CONNECT -> update(fds, (int) raw.argument(0), SocketReader.connected(raw));
      case BIND, LISTEN -> {
        if (ok) {
          update(fds, (int) raw.argument(0), SocketReader.listening(raw));
        }
      }
      case ACCEPT, ACCEPT4 -> {
        if (ok) {
          boolean cloexec = call == Syscall.ACCEPT4 && has(raw.argument(3), CLOEXEC);
          fds.put(raw.result(), SocketReader.accepted(raw), cloexec);
        }
      }
      case DUP, DUP2 -> duplicated(fds, raw.argument(0), raw.result(), false);
      case DUP3 -> duplicated(fds, raw.argument(0), raw.result(), has(raw.argument(2), CLOEXEC));
      case FCNTL -> fcntl(fds, raw);
      case CLOSE -> fds.close((int) raw.argument(0), (int) raw.argument(0));
      case CLOSE_RANGE -> closedRange(fds, raw);
      case CHDIR, FCHDIR -> {
        String directory = raw.path(EventLayout.FIELD_CWD);
        if (ok && directory != null) {
          process.setCwd(directory);
        }
      }
      default -> {}
    }
  }

  /** Number of the descriptor that a call used or made; -1 for none. */
  public static long used(Syscall call, RawEvent raw) {
    return switch (call) {
      case OPEN, OPENAT, OPENAT2, CREAT, ACCEPT, ACCEPT4, SOCKET, DUP, DUP2, DUP3 ->
          raw.succeeded() ? raw.result() : -1;
      case CONNECT, BIND, LISTEN, FCHMOD, FCHDIR, SETNS, FINIT_MODULE, CLOSE, FCNTL ->
          (int) raw.argument(0);
      default -> -1;
    };
  }

  /** What a number stands for in a process; asked of the source once if it is not known. */
  public Descriptor find(Process process, long number) {
    Descriptor known = process.fds().get(number);
    if (known == null) {
      Descriptor found = proc.descriptor(process.pid(), number);
      known = found == null ? Descriptor.UNKNOWN : found;
      process.fds().put(number, known, FdTable.assumedCloseOnExec(number));
    }
    return known;
  }

  private void opened(RawEvent raw, Process process, int directory, int path, long flags) {
    if (!raw.succeeded()) {
      return;
    }
    String name = raw.string(path);
    FdType type = type(raw);
    if (name == null) {
      process.fds().close(raw.result(), raw.result());
      return;
    }
    String base =
        directory == AT_FDCWD || name.startsWith("/")
            ? process.cwd()
            : find(process, directory).name();
    process
        .fds()
        .put(raw.result(), Descriptor.of(type, FilePath.resolve(base, name)), has(flags, CLOEXEC));
  }

  private static FdType type(RawEvent raw) {
    int field = raw.field(EventLayout.FIELD_FILE, 0);
    int format = field < 0 ? 0 : raw.i32(field, 4) & S_IFMT;
    return switch (format) {
      case S_IFDIR -> FdType.DIRECTORY;
      case S_IFIFO -> FdType.PIPE;
      default -> FdType.FILE;
    };
  }

  private static void duplicated(FdTable fds, long from, long to, boolean cloexec) {
    Descriptor original = fds.get((int) from);
    if (original == null) {
      fds.close(to, to);
    } else if ((int) from != to) {
      fds.put(to, original, cloexec);
    }
  }

  private static void fcntl(FdTable fds, RawEvent raw) {
    int command = (int) raw.argument(1);
    if (command == F_SETFD) {
      fds.setCloseOnExec((int) raw.argument(0), has(raw.argument(2), 1));
    } else {
      duplicated(fds, raw.argument(0), raw.result(), command == F_DUPFD_CLOEXEC);
    }
  }

  private static void closedRange(FdTable fds, RawEvent raw) {
    long first = raw.argument(0) & 0xffffffffL;
    long last = Math.min(raw.argument(1) & 0xffffffffL, FdTable.MAX - 1);
    if (has(raw.argument(2), CLOSE_RANGE_CLOEXEC)) {
      for (long number = first; number <= last; number++) {
        if (fds.get(number) != null) {
          fds.setCloseOnExec(number, true);
        }
      }
    } else {
      fds.close(first, last);
    }
  }

  private static void update(FdTable fds, long number, @Nullable Descriptor descriptor) {
    if (descriptor != null) {
      fds.update(number, descriptor);
    }
  }

  private static boolean has(long flags, int flag) {
    return (flags & flag) != 0;
  }
}
