package io.gyr.agent;

/**
 * Where system calls come from: the kernel, or a recording. One thread does its work and then
 * closes it.
 */
interface SyscallInput extends DutyThread.Duty, AutoCloseable {}
