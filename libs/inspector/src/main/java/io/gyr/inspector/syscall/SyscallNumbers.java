package io.gyr.inspector.syscall;

import org.jspecify.annotations.Nullable;

/** Calls by number, for one architecture. Immutable. */
public final class SyscallNumbers {
  /** Numbers below this are known to the kernel side. */
  public static final int SIZE = 512;

  private final @Nullable Syscall[] calls = new Syscall[SIZE];
  private final @Nullable Syscall[] compatCalls = new Syscall[SIZE];

  /** The calls of an architecture. */
  public SyscallNumbers(Architecture architecture) {
    for (Syscall call : Syscall.values()) {
      put(calls, call.number(architecture, false), call);
      put(compatCalls, call.number(architecture, true), call);
    }
  }

  /** The call of a number; null if it is none of ours. */
  public @Nullable Syscall get(int number, boolean compat) {
    return number < 0 || number >= SIZE ? null : compat ? compatCalls[number] : calls[number];
  }

  private static void put(@Nullable Syscall[] table, int number, Syscall call) {
    if (number >= 0) {
      table[number] = call;
    }
  }
}
