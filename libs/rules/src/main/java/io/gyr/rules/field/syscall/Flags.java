package io.gyr.rules.field.syscall;

import org.jspecify.annotations.Nullable;

/** Symbolic flags joined by bars, as Falco writes them: {@code O_RDONLY|O_CLOEXEC}. */
final class Flags {

  private Flags() {}

  /** Whether {@code flag} is one of {@code flags}, whole. Does not allocate. */
  static boolean has(@Nullable String flags, String flag) {
    if (flags == null) {
      return false;
    }
    for (int at = flags.indexOf(flag); at >= 0; at = flags.indexOf(flag, at + 1)) {
      int end = at + flag.length();
      if ((at == 0 || isBorder(flags.charAt(at - 1)))
          && (end == flags.length() || isBorder(flags.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBorder(char c) {
    return !Character.isLetterOrDigit(c) && c != '_';
  }
}
