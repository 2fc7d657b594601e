package io.gyr.scap;

import java.util.ArrayList;
import java.util.List;

/** Names of the system calls that generic events carry. */
public final class SyscallNames {
  private static final List<String> NAMES = read();

  private SyscallNames() {}

  /** How many numbers there are; they begin at 0. */
  public static int size() {
    return NAMES.size();
  }

  /** Name of a number; {@code unknown} for one without. */
  public static String of(int number) {
    return number >= 0 && number < NAMES.size() ? NAMES.get(number) : "unknown";
  }

  private static List<String> read() {
    List<String> names = new ArrayList<>();
    for (String line : EventTable.lines("syscalls.txt")) {
      for (String name : line.split(" ")) {
        names.add(name.equals("-") ? "unknown" : name);
      }
    }
    return List.copyOf(names);
  }
}
