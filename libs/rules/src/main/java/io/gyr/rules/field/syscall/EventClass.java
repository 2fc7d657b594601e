package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.EventTypes;
import io.gyr.rules.event.SyscallFacts;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What kind of event a type is: its category, whether it reads, writes or waits, and whether it is
 * an event of its own rather than the return of a system call. The facts are those of Falco's event
 * table (falcosecurity/libs, driver/event_table.c).
 */
final class EventClass {

  private static final String OTHER = "other";
  private static final String READ = "read";
  private static final String WRITE = "write";
  private static final String INPUT_OUTPUT = "io";

  private static final String[] CATEGORIES = new String[EventTypes.count()];

  static {
    Arrays.fill(CATEGORIES, OTHER);
    put(
        "file",
        "access chdir chmod chown copy_file_range creat fchdir fchmod fchmodat fchown"
            + " fchownat flock fstat fstat64 getcwd getdents getdents64 lchown link linkat llseek"
            + " lseek lstat lstat64 mkdir mkdirat mount newfstatat open open_by_handle_at openat"
            + " openat2 rename renameat renameat2 rmdir stat stat64 symlink symlinkat umount umount2"
            + " unlink unlinkat userfaultfd");
    put(
        "net",
        "accept accept4 bind connect getpeername getsockname getsockopt listen setsockopt"
            + " shutdown socket");
    put(
        "IPC",
        "eventfd eventfd2 futex inotify_init inotify_init1 pipe pipe2 process_vm_readv"
            + " process_vm_writev socketpair");
    put(
        "memory",
        "brk memfd_create mlock mlock2 mlockall mmap mmap2 mprotect munlock munlockall munmap");
    put(
        "process",
        "capset chroot clone clone3 container execve execveat fork getrlimit groupadded"
            + " groupdeleted pidfd_getfd pidfd_open prctl prlimit prlimit64 procexit ptrace semctl"
            + " semget semop setns setpgid setrlimit setsid unshare useradded userdeleted vfork");
    put("sleep", "nanosleep");
    put("system", "cpu_hotplug fsconfig");
    put("signal", "kill signaldeliver signalfd signalfd4 tgkill tkill");
    put(
        "user",
        "getegid geteuid getgid getresgid getresuid getuid quotactl setgid setregid setresgid"
            + " setresuid setreuid setuid");
    put("time", "timerfd_create");
    put("wait", "epoll_create epoll_create1 epoll_wait poll ppoll select");
    put("scheduler", "switch");
    put("internal", "drop infra k8s mesos procinfo scapevent");
    put(READ, "pread pread64 preadv read readv recv recvfrom recvmmsg recvmsg");
    put(WRITE, "pwrite pwrite64 pwritev send sendfile sendmmsg sendmsg sendto write writev");
    put(
        INPUT_OUTPUT,
        "close close_range dup dup2 dup3 fcntl fcntl64 io_uring_enter io_uring_register"
            + " io_uring_setup ioctl splice");
  }

  private static final BitSet READING =
      types(
          "copy_file_range finit_module pread pread64 preadv read readv recv recvfrom recvmmsg"
              + " recvmsg");
  private static final BitSet WRITING =
      types("copy_file_range pwrite pwrite64 pwritev send sendmmsg sendmsg sendto write writev");
  private static final BitSet WAITING = types("epoll_wait nanosleep poll ppoll select");
  private static final BitSet META =
      types(
          "asyncevent container cpu_hotplug drop groupadded groupdeleted infra k8s mesos"
              + " notification procinfo scapevent tracer useradded userdeleted userevt");
  private static final BitSet TRACED =
      types("page_fault pageflt pluginevent procexit signaldeliver switch");

  private EventClass() {}

  /** Falco's category; for input and output, what the descriptor is. */
  static String category(Event event) {
    String category = CATEGORIES[event.type()];
    if (!isInputOutput(category)) {
      return category;
    }
    String type = event.text(SyscallFacts.FD_TYPE);
    if (type == null) {
      return "unknown";
    }
    return switch (type) {
      case "file", "directory" -> "file";
      case "ipv4", "ipv6" -> "net";
      case "pipe", "unix", "event", "signalfd", "inotify", "userfaultfd" -> "ipc";
      default -> "unknown";
    };
  }

  static boolean isMemory(Event event) {
    return CATEGORIES[event.type()].equals("memory");
  }

  /** Whether the category is input, output, or something else with a descriptor. */
  static boolean isInputOutput(Event event) {
    return isInputOutput(CATEGORIES[event.type()]);
  }

  static boolean isInput(Event event) {
    return CATEGORIES[event.type()].equals(READ);
  }

  static boolean isOutput(Event event) {
    return CATEGORIES[event.type()].equals(WRITE);
  }

  static boolean reads(Event event) {
    return READING.get(event.type());
  }

  static boolean writes(Event event) {
    return WRITING.get(event.type());
  }

  static boolean waits(Event event) {
    return WAITING.get(event.type());
  }

  /** Whether it was made by Falco's kind of software rather than by the kernel. */
  static boolean isMeta(Event event) {
    return META.get(event.type());
  }

  static boolean isSyscall(Event event) {
    return !isMeta(event) && !TRACED.get(event.type());
  }

  /** The types with the given names, separated by spaces. */
  static BitSet types(String names) {
    BitSet types = new BitSet(EventTypes.count());
    for (String name : names.split(" ")) {
      types.set(EventTypes.idOf(name));
    }
    return types;
  }

  private static boolean isInputOutput(String category) {
    return category.equals(READ) || category.equals(WRITE) || category.equals(INPUT_OUTPUT);
  }

  private static void put(String category, String names) {
    types(names).stream().forEach(type -> CATEGORIES[type] = category);
  }
}
