package io.gyr.inspector.proc;

import org.jspecify.annotations.Nullable;

/** What is wanted of {@code /proc/PID/stat}, see proc(5). */
record StatLine(String name, int parentPid, int session, int tty, long start) {
  /** Nanoseconds of the ticks that times are given in: user space always sees 100 a second. */
  private static final long TICK_NS = 10_000_000;

  // Fields after the name, which stands in parentheses and may hold any character.
  private static final int PARENT = 1;
  private static final int SESSION = 3;
  private static final int TTY = 4;
  private static final int START = 19;

  static @Nullable StatLine parse(String line) {
    int open = line.indexOf('(');
    int close = line.lastIndexOf(')');
    if (open < 0 || close < open || close + 2 > line.length()) {
      return null;
    }
    String[] fields = line.substring(close + 2).split(" ");
    if (fields.length <= START) {
      return null;
    }
    return new StatLine(
        line.substring(open + 1, close),
        Integer.parseInt(fields[PARENT]),
        Integer.parseInt(fields[SESSION]),
        Integer.parseInt(fields[TTY]),
        Long.parseLong(fields[START]) * TICK_NS);
  }
}
