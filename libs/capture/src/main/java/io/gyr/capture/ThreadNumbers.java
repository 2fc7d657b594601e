package io.gyr.capture;

import io.gyr.rules.Event;
import io.gyr.rules.event.SyscallFacts;
import org.jspecify.annotations.Nullable;

/** The numeric facts of a thread and its process. */
final class ThreadNumbers {
  private ThreadNumbers() {}

  static long of(int fact, CaptureThread thread, ThreadTable threads) {
    return switch (fact) {
      case SyscallFacts.PROCESS_PID -> thread.pid;
      case SyscallFacts.PROCESS_VPID -> thread.vpid;
      case SyscallFacts.THREAD_VIRTUAL_ID -> thread.vtid;
      case SyscallFacts.PROCESS_PARENT_ID -> parent(thread, threads);
      case SyscallFacts.PROCESS_TTY -> thread.tty;
      case SyscallFacts.PROCESS_SESSION_ID -> thread.sid;
      case SyscallFacts.PROCESS_PGID -> thread.pgid;
      case SyscallFacts.PROCESS_VPGID -> thread.vpgid;
      case SyscallFacts.PROCESS_START_NS -> thread.cloneTime;
      case SyscallFacts.USER_ID -> thread.uid;
      case SyscallFacts.GROUP_ID -> thread.gid;
      case SyscallFacts.LOGIN_USER_ID ->
          thread.loginUid == CaptureThread.NO_ID ? -1 : thread.loginUid;
      case SyscallFacts.EXE_IS_WRITABLE -> bit(thread.exeWritable);
      case SyscallFacts.EXE_IS_UPPER_LAYER -> bit(thread.exeUpperLayer);
      case SyscallFacts.EXE_IS_LOWER_LAYER -> bit(thread.exeLowerLayer);
      case SyscallFacts.EXE_IS_FROM_MEMFD -> bit(thread.exeFromMemory);
      case SyscallFacts.EXE_INODE -> thread.exeInode;
      case SyscallFacts.EXE_CHANGE_TIME_NS -> thread.exeChangeTime;
      case SyscallFacts.EXE_MODIFICATION_TIME_NS -> thread.exeModificationTime;
      case SyscallFacts.EXE_CHANGE_TO_START_NS -> thread.exeChangeToClone;
      case SyscallFacts.EXE_CHANGE_AFTER_NAMESPACE_NS -> thread.exeChangeToNamespace;
      case SyscallFacts.PID_NAMESPACE_START_NS -> thread.namespaceStart;
      case SyscallFacts.CAPABILITIES_PERMITTED -> thread.capPermitted;
      case SyscallFacts.CAPABILITIES_INHERITABLE -> thread.capInheritable;
      case SyscallFacts.CAPABILITIES_EFFECTIVE -> thread.capEffective;
      case SyscallFacts.THREAD_MAJOR_FAULTS -> thread.majorFaults;
      case SyscallFacts.THREAD_MINOR_FAULTS -> thread.minorFaults;
      case SyscallFacts.PROCESS_MEMORY_SIZE_KIB -> thread.memorySize;
      case SyscallFacts.PROCESS_MEMORY_RESIDENT_KIB -> thread.memoryResident;
      case SyscallFacts.PROCESS_MEMORY_SWAPPED_KIB -> thread.memorySwapped;
      default -> ofProcess(fact, threads.main(thread));
    };
  }

  private static long ofProcess(int fact, @Nullable CaptureThread main) {
    ThreadGroup group = main == null ? null : main.group;
    return switch (fact) {
      case SyscallFacts.PROCESS_FD_COUNT -> main == null ? 0 : main.ownFds.size();
      case SyscallFacts.PROCESS_FD_LIMIT -> main == null ? 0 : main.fdLimit;
      case SyscallFacts.PROCESS_THREAD_COUNT -> group == null ? 0 : group.alive;
      case SyscallFacts.PROCESS_CHILD_THREAD_COUNT ->
          group == null || main == null ? 0 : group.alive - bit(!main.isDead());
      default -> Event.ABSENT;
    };
  }

  private static long parent(CaptureThread thread, ThreadTable threads) {
    CaptureThread main = threads.main(thread);
    return main == null ? thread.ptid : main.ptid;
  }

  private static int bit(boolean value) {
    return value ? 1 : 0;
  }
}
