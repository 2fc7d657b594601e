package io.gyr.agent;

import org.jspecify.annotations.Nullable;

/**
 * Where system calls come from: the kernel, or a recording. One thread does its work and, after
 * that, another closes it; the counts may be read by any.
 */
interface SyscallInput extends DutyThread.Duty, AutoCloseable {
  /** What a person should know about this input; null for the kernel, which needs no words. */
  default @Nullable String remark() {
    return null;
  }

  /** Events that the kernel had no room for, since the start. */
  default long lostInKernel() {
    return 0;
  }

  /** Events that could not be turned into records, since the start. */
  default long unresolved() {
    return 0;
  }
}
