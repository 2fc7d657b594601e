package io.gyr.scap;

/**
 * A thread that ran when the capture began. Ids are those of the host. Lists (arguments,
 * environment, control groups) are texts that each end with a zero byte.
 *
 * @param parentId process id of the parent
 * @param arguments without the first
 * @param flags in Falco's numbering of clone's
 * @param virtualId thread id in the innermost pid namespace, -1 if not recorded
 * @param loginUid -1 for none
 */
public record ThreadEntry(
    long threadId,
    long processId,
    long parentId,
    long sessionId,
    long virtualGroupId,
    long groupId,
    String comm,
    String exe,
    String exePath,
    byte[] arguments,
    String cwd,
    long fdLimit,
    int flags,
    long uid,
    long gid,
    long memoryKib,
    long residentKib,
    long swappedKib,
    long majorFaults,
    long minorFaults,
    byte[] environment,
    long virtualId,
    long virtualProcessId,
    byte[] cgroups,
    String root,
    long loginUid,
    ExeEntry executable,
    long capabilitiesInheritable,
    long capabilitiesPermitted,
    long capabilitiesEffective) {

  /** What is recorded of the file that a thread executes; 0 and false where it is not. */
  public record ExeEntry(
      boolean writable,
      boolean upperLayer,
      boolean lowerLayer,
      boolean fromMemory,
      long inode,
      long changeTimeNs,
      long modificationTimeNs) {}
}
