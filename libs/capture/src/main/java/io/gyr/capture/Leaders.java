package io.gyr.capture;

import io.gyr.rules.event.SyscallFacts;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Leaders of sessions and process groups, found as libsinsp finds them. */
final class Leaders {
  private static final int MOST = 256;

  private final ThreadTable threads;

  Leaders(ThreadTable threads) {
    this.threads = threads;
  }

  @Nullable String text(int fact, CaptureThread thread) {
    return switch (fact) {
      case SyscallFacts.SESSION_LEADER_NAME -> comm(session(thread));
      case SyscallFacts.SESSION_LEADER_EXE -> exe(session(thread));
      case SyscallFacts.SESSION_LEADER_EXE_PATH -> exePath(session(thread));
      case SyscallFacts.GROUP_LEADER_NAME -> comm(group(thread));
      case SyscallFacts.GROUP_LEADER_EXE -> exe(group(thread));
      case SyscallFacts.GROUP_LEADER_EXE_PATH -> exePath(group(thread));
      case SyscallFacts.VIRTUAL_GROUP_LEADER_NAME -> comm(virtualGroup(thread));
      case SyscallFacts.VIRTUAL_GROUP_LEADER_EXE -> exe(virtualGroup(thread));
      case SyscallFacts.VIRTUAL_GROUP_LEADER_EXE_PATH -> exePath(virtualGroup(thread));
      default -> null;
    };
  }

  private @Nullable CaptureThread session(CaptureThread thread) {
    return leader(thread, t -> t.sid, true);
  }

  private @Nullable CaptureThread group(CaptureThread thread) {
    return leader(thread, t -> t.pgid, false);
  }

  private @Nullable CaptureThread virtualGroup(CaptureThread thread) {
    return leader(thread, t -> t.vpgid, true);
  }

  /**
   * The thread with the id; within a namespace, where the id says nothing, the highest forebear
   * that has the same.
   */
  private @Nullable CaptureThread leader(
      CaptureThread thread, ToLongFunction<CaptureThread> idOf, boolean virtual) {
    long id = idOf.applyAsLong(thread);
    if (id == -1) {
      return null;
    }
    if (!virtual || !thread.isInPidNamespace()) {
      CaptureThread leader = threads.get(id);
      if (leader != null) {
        return leader;
      }
    }
    CaptureThread leader = null;
    CaptureThread above = threads.parent(thread);
    for (int i = 0; i < MOST && above != null && above.tid != -1; i++) {
      if (idOf.applyAsLong(above) != id) {
        break;
      }
      leader = above;
      above = threads.parent(above);
    }
    return leader;
  }

  private static String comm(@Nullable CaptureThread leader) {
    return leader == null ? "" : leader.comm;
  }

  private static String exe(@Nullable CaptureThread leader) {
    return leader == null ? "" : leader.exe;
  }

  private static String exePath(@Nullable CaptureThread leader) {
    return leader == null ? "" : leader.exePath;
  }
}
