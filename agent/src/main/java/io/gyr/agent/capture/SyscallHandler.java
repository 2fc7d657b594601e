package io.gyr.agent.capture;

/** Takes encoded system calls. */
@FunctionalInterface
public interface SyscallHandler {
  /**
   * One call.
   *
   * @param body Avro fields of {@code Syscall} from {@code type} on, at index 0; overwritten as
   *     soon as this returns
   * @param length how many bytes
   * @return whether it was taken; a call that was not is dropped and counted
   */
  boolean onSyscall(byte[] body, int length);
}
