package io.gyr.capture;

import io.gyr.rules.Event;
import io.gyr.rules.event.SyscallFacts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The processes above that of the event, parent first, looked up once an event. */
final class Forebears {
  /** More than there are in life; a loop ends here. */
  private static final int MOST = 256;

  private final State state;
  private final List<CaptureThread> found = new ArrayList<>();
  private boolean looked;

  Forebears(State state) {
    this.state = state;
  }

  void forget() {
    looked = false;
  }

  static boolean has(int fact) {
    return switch (fact) {
      case SyscallFacts.ANCESTOR_PID,
          SyscallFacts.ANCESTOR_NAME,
          SyscallFacts.ANCESTOR_EXE,
          SyscallFacts.ANCESTOR_EXE_PATH,
          SyscallFacts.ANCESTOR_COMMAND_LINE,
          SyscallFacts.ANCESTOR_VPID,
          SyscallFacts.ANCESTOR_START_NS,
          SyscallFacts.ANCESTOR_ENVIRONMENT ->
          true;
      default -> false;
    };
  }

  int count() {
    look();
    return found.size();
  }

  private void look() {
    if (looked) {
      return;
    }
    looked = true;
    found.clear();
    CaptureThread thread = state.thread;
    CaptureThread process = thread == null ? null : state.threads.main(thread);
    while (process != null && found.size() < MOST) {
      process = state.threads.parentProcess(process);
      if (process != null) {
        found.add(process);
      }
    }
  }

  private @Nullable CaptureThread at(int index) {
    look();
    return index >= 0 && index < found.size() ? found.get(index) : null;
  }

  @Nullable String text(int fact, int index) {
    CaptureThread process = has(fact) ? at(index) : null;
    if (process == null) {
      return null;
    }
    return switch (fact) {
      case SyscallFacts.ANCESTOR_NAME -> process.comm;
      case SyscallFacts.ANCESTOR_EXE -> process.exe;
      case SyscallFacts.ANCESTOR_EXE_PATH -> process.exePath;
      case SyscallFacts.ANCESTOR_COMMAND_LINE -> process.commandLine();
      case SyscallFacts.ANCESTOR_ENVIRONMENT -> String.join(" ", process.environment);
      default -> null;
    };
  }

  long number(int fact, int index) {
    CaptureThread process = has(fact) ? at(index) : null;
    if (process == null) {
      return Event.ABSENT;
    }
    return switch (fact) {
      case SyscallFacts.ANCESTOR_PID -> process.pid;
      case SyscallFacts.ANCESTOR_VPID -> process.vpid;
      case SyscallFacts.ANCESTOR_START_NS -> process.cloneTime;
      default -> Event.ABSENT;
    };
  }
}
