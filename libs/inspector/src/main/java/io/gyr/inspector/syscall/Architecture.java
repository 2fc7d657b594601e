package io.gyr.inspector.syscall;

import java.util.Locale;

/** The processors whose system call tables are known. */
public enum Architecture {
  /** 64-bit Intel and AMD; its 32-bit table is that of the i386. */
  X86_64,
  /** 64-bit ARM; the calls of its 32-bit programs are not known. */
  AARCH64;

  /**
   * The processor that this program runs on.
   *
   * @throws IllegalStateException if it is none of these
   */
  public static Architecture current() {
    String name = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return switch (name) {
      case "amd64", "x86_64" -> X86_64;
      case "aarch64", "arm64" -> AARCH64;
      default -> throw new IllegalStateException("no table of system calls for " + name);
    };
  }
}
