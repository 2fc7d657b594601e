package io.gyr.agent.capture;

import static io.gyr.inspector.syscall.Syscall.*;

import io.gyr.inspector.syscall.Syscall;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the kernel side does with each call: one word per call, whose bits {@code gyr_event.h}
 * describes. It copies what the inspector needs for its tables and for Falco's arguments.
 */
final class KernelSpec {
  static final long ENABLED = 1;
  static final long ONLY_OK = 1 << 1;
  static final long ONLY_FAILED = 1 << 2;
  static final long SLIM = 1 << 3;
  static final long FILE_OF_RESULT = 1 << 4;
  static final long SOCKET_OF_ARGUMENT = 1 << 5;
  static final long SOCKET_OF_RESULT = 1 << 6;
  static final long CWD = 1 << 7;
  static final long FCNTL = 1 << 8;
  static final long CLONE_PROCESS = 1 << 9;

  private static final int KIND_STRING = 1;
  private static final int KIND_SOCKADDR = 2;
  private static final int KIND_BUFFER = 3;

  private static final Map<Syscall, Long> SPECS = specs();

  private KernelSpec() {}

  /** The word for a call; 0 for {@link Syscall#PROCEXIT}, which is none. */
  static long of(Syscall call) {
    return SPECS.getOrDefault(call, 0L);
  }

  private static Map<Syscall, Long> specs() {
    Map<Syscall, Long> specs = new EnumMap<>(Syscall.class);
    long state = ONLY_OK | SLIM;
    put(specs, state, CLOSE, CLOSE_RANGE, SOCKET);
    put(specs, state | FCNTL, Syscall.FCNTL);
    put(specs, ONLY_OK, DUP, DUP2, DUP3);
    put(specs, ONLY_OK | CWD | string(0), CHDIR);
    put(specs, ONLY_OK | CWD, FCHDIR);
    // Success comes from the exec tracepoint: by the exit, the arguments are gone.
    put(specs, ONLY_FAILED | string(0), EXECVE);
    put(specs, ONLY_FAILED | string(1), EXECVEAT);
    put(specs, ONLY_OK | CLONE_PROCESS, CLONE);
    put(specs, ONLY_OK | buffer(0), CLONE3);
    put(specs, ONLY_OK, FORK, VFORK);

    put(specs, FILE_OF_RESULT | string(0), OPEN, CREAT);
    put(specs, FILE_OF_RESULT | string(1), OPENAT);
    put(specs, FILE_OF_RESULT | string(1) | buffer(2), OPENAT2);

    put(specs, SOCKET_OF_ARGUMENT | sockaddr(1), CONNECT, BIND);
    put(specs, SOCKET_OF_ARGUMENT, LISTEN);
    put(specs, SOCKET_OF_RESULT, ACCEPT, ACCEPT4);

    put(specs, string(0), UNLINK, RMDIR, CHMOD, MKDIR, UMOUNT2);
    put(specs, string(1), UNLINKAT, FCHMODAT, MKDIRAT);
    put(specs, string(0) | string(1), RENAME, LINK, SYMLINK);
    put(specs, string(1) | string(3), RENAMEAT, RENAMEAT2, LINKAT);
    put(specs, string(0) | string(2), SYMLINKAT);
    put(specs, string(0) | string(1) | string(2), MOUNT);
    put(specs, string(2), INIT_MODULE);
    put(specs, string(1), FINIT_MODULE);
    put(specs, 0, FCHMOD, SETNS, UNSHARE, PTRACE, KILL);
    put(specs, 0, SETUID, SETGID, SETREUID, SETREGID, SETRESUID, SETRESGID);
    return specs;
  }

  private static void put(Map<Syscall, Long> specs, long spec, Syscall... calls) {
    for (Syscall call : calls) {
      specs.put(call, spec | ENABLED);
    }
  }

  private static long string(int argument) {
    return kind(KIND_STRING, argument);
  }

  private static long sockaddr(int argument) {
    return kind(KIND_SOCKADDR, argument);
  }

  private static long buffer(int argument) {
    return kind(KIND_BUFFER, argument);
  }

  private static long kind(long kind, int argument) {
    return kind << 32 + 4 * argument;
  }
}
