package io.gyr.inspector.syscall;

import java.util.Locale;

/** The system calls that are known, with their numbers; -1 where a table has no such call. */
public enum Syscall {
  ACCEPT(43, 202, -1),
  ACCEPT4(288, 242, 364),
  BIND(49, 200, 361),
  CHDIR(80, 49, 12),
  CHMOD(90, -1, 15),
  CLONE(56, 220, 120),
  CLONE3(435, 435, 435),
  CLOSE(3, 57, 6),
  CLOSE_RANGE(436, 436, 436),
  CONNECT(42, 203, 362),
  CREAT(85, -1, 8),
  DUP(32, 23, 41),
  DUP2(33, -1, 63),
  DUP3(292, 24, 330),
  EXECVE(59, 221, 11),
  EXECVEAT(322, 281, 358),
  FCHDIR(81, 50, 133),
  FCHMOD(91, 52, 94),
  FCHMODAT(268, 53, 306),
  FCNTL(72, 25, 221),
  FINIT_MODULE(313, 273, 350),
  FORK(57, -1, 2),
  INIT_MODULE(175, 105, 128),
  KILL(62, 129, 37),
  LINK(86, -1, 9),
  LINKAT(265, 37, 303),
  LISTEN(50, 201, 363),
  MKDIR(83, -1, 39),
  MKDIRAT(258, 34, 296),
  MOUNT(165, 40, 21),
  OPEN(2, -1, 5),
  OPENAT(257, 56, 295),
  OPENAT2(437, 437, 437),
  /** Not a call: the end of a process. */
  PROCEXIT(-1, -1, -1),
  PTRACE(101, 117, 26),
  RENAME(82, -1, 38),
  RENAMEAT(264, 38, 302),
  RENAMEAT2(316, 276, 353),
  RMDIR(84, -1, 40),
  SETGID(106, 144, 214),
  SETNS(308, 268, 346),
  SETREGID(114, 143, 204),
  SETRESGID(119, 149, 210),
  SETRESUID(117, 147, 208),
  SETREUID(113, 145, 203),
  SETUID(105, 146, 213),
  SOCKET(41, 198, 359),
  SYMLINK(88, -1, 83),
  SYMLINKAT(266, 36, 304),
  UMOUNT2(166, 39, 52),
  UNLINK(87, -1, 10),
  UNLINKAT(263, 35, 301),
  UNSHARE(272, 97, 310),
  VFORK(58, -1, 190);

  private final String typeName = name().toLowerCase(Locale.ROOT);
  private final int x86;
  private final int arm;
  private final int i386;

  Syscall(int x86, int arm, int i386) {
    this.x86 = x86;
    this.arm = arm;
    this.i386 = i386;
  }

  /** Name as Falco's {@code evt.type} has it. */
  public String typeName() {
    return typeName;
  }

  /**
   * Number of the call.
   *
   * @param compat whether in the table of 32-bit programs
   * @return -1 if the table has no such call
   */
  public int number(Architecture architecture, boolean compat) {
    return switch (architecture) {
      case X86_64 -> compat ? i386 : x86;
      case AARCH64 -> compat ? -1 : arm;
    };
  }
}
