package io.gyr.agent;

/**
 * Where system calls come from: the kernel, or a recording. One thread does its work and, after
 * that, another closes it; the counts may be read by any.
 */
interface SyscallInput extends DutyThread.Duty, AutoCloseable {
  /** Events that the kernel had no room for, since the start. */
  default long lostInKernel() {
    return 0;
  }

  /** Events that could not be turned into records, since the start. */
  default long unresolved() {
    return 0;
  }
}
