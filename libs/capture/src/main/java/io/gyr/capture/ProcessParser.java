package io.gyr.capture;

import io.gyr.scap.ScapEvent;

/** Events that make, change and end threads. */
final class ProcessParser {
  /** An entry older than this is of a thread whose end was not recorded. */
  private static final long STALE_NS = 2_000_000_000L;

  private static final int EXE_WRITABLE = 1;
  private static final int EXE_UPPER_LAYER = 1 << 1;
  private static final int EXE_FROM_MEMFD = 1 << 2;
  private static final int EXE_LOWER_LAYER = 1 << 3;
  private static final int PIPE_FLAGS = 1 << 21 | 1 << 22;
  private static final int RLIMIT_NOFILE = 7;
  private static final long ALL_CAPABILITIES = (1L << 41) - 1;
  private static final int PR_SET_CHILD_SUBREAPER = 36;
  private static final int PR_GET_CHILD_SUBREAPER = 37;
  private static final int AT_EMPTY_PATH = 1;
  private static final String NOT_KNOWN = "<NA>";

  private final State state;

  ProcessParser(State state) {
    this.state = state;
  }

  void clone(ScapEvent event) {
    long child = event.number(0);
    if (child == 0) {
      cloneInChild(event);
    } else if (child > 0) {
      cloneInCaller(event, child);
    }
  }

  private void cloneInCaller(ScapEvent event, long childTid) {
    ThreadTable threads = state.threads;
    long callerTid = event.threadId();
    CaptureThread caller = threads.getOrUnknown(callerTid);
    boolean known = !caller.isInvalid();
    if (!known) {
      caller.pid = event.number(4);
      caller.ptid = event.number(5);
      caller.vtid = event.isEmpty(19) ? callerTid : event.number(18);
      caller.vpid = event.isEmpty(19) ? -1 : event.number(19);
      threads.connect(caller);
    }
    state.thread = caller;
    int flags = (int) event.number(15);
    int elsewhere =
        CaptureThread.CHILD_IN_PIDNS | CaptureThread.CLONE_NEWPID | CaptureThread.CLONE_PARENT;
    if ((flags & elsewhere) != 0 || callerTid != caller.vtid) {
      // The number of the child is that of another namespace: the child tells of itself.
      return;
    }
    if ((flags & CaptureThread.CLONE_VFORK) != 0 || event.code() == Codes.VFORK_20_X) {
      return;
    }
    CaptureThread there = threads.get(childTid);
    if (there != null) {
      if ((there.flags & CaptureThread.CLONE_INVERTED) != 0) {
        return;
      }
      threads.remove(childTid);
    }
    CaptureThread child = new CaptureThread(childTid);
    child.flags = flags;
    if ((flags & CaptureThread.CLONE_THREAD) == 0) {
      if (known) {
        takeProcess(child, caller);
      }
      child.pid = childTid;
      child.ptid = callerTid;
    } else {
      child.pid = caller.pid;
      child.ptid = caller.ptid;
      child.flags |= CaptureThread.CLONE_FILES;
      child.lastExecTime = caller.lastExecTime;
    }
    child.vtid = child.tid;
    child.vpid = child.pid;
    describe(child, event);
    if (known) {
      child.inherit(caller);
    } else {
      caller.exe = child.exe;
      caller.setComm(child.comm);
      caller.setArguments(child.arguments);
    }
    threads.add(child);
  }

  private void cloneInChild(ScapEvent event) {
    ThreadTable threads = state.threads;
    CaptureThread there = state.thread;
    long tid = event.threadId();
    if (there != null && there.cloneTime != 0) {
      if (event.time() - there.cloneTime < STALE_NS) {
        return;
      }
      threads.remove(tid);
      state.thread = null;
    }
    CaptureThread child = new CaptureThread(tid);
    child.pid = event.number(4);
    child.ptid = event.number(5);
    child.vtid = event.isEmpty(19) ? tid : event.number(18);
    child.vpid = event.isEmpty(19) ? -1 : event.number(19);
    child.flags = (int) event.number(15) | CaptureThread.CLONE_INVERTED;
    boolean leader = (child.flags & CaptureThread.CLONE_THREAD) == 0;
    if (!leader) {
      child.flags |= CaptureThread.CLONE_FILES;
    }
    CaptureThread model = threads.getOrUnknown(leader ? child.ptid : child.pid);
    boolean known = !model.isInvalid();
    if (!known && !leader) {
      model.pid = child.pid;
      model.ptid = child.ptid;
      model.vpid = child.vpid;
      model.vtid = model.vpid;
      threads.connect(model);
    }
    describe(child, event);
    if (known) {
      child.inherit(model);
      if (leader) {
        takeProcess(child, model);
      } else {
        child.lastExecTime = model.lastExecTime;
      }
    } else if (!leader) {
      model.exe = child.exe;
      model.setComm(child.comm);
      model.setArguments(child.arguments);
    }
    if (child.isInPidNamespace() || (child.flags & CaptureThread.CLONE_NEWPID) != 0) {
      child.namespaceStart = event.number(20);
    }
    threads.add(child);
    state.thread = child;
  }

  /** What a new process has of the one that made it. */
  private void takeProcess(CaptureThread child, CaptureThread from) {
    FdMap fds = state.threads.fds(from);
    if (fds != null && state.threads.hasRoomForFds(fds.size())) {
      child.ownFds.copyFrom(fds);
    }
    CaptureThread main = state.threads.main(from);
    child.cwd = main == null ? "./" : main.cwd;
    child.environment = from.environment;
  }

  private void describe(CaptureThread child, ScapEvent event) {
    child.exe = event.text(1);
    child.setComm(event.isEmpty(13) ? child.exe : event.text(13));
    child.setArguments(list(event, 2));
    child.fdLimit = event.number(7);
    memoryUse(child, event);
    child.uid = event.number(16);
    child.gid = event.number(17);
    cgroups(child, event);
    child.cloneTime = event.time();
  }

  private static String[] list(ScapEvent event, int parameter) {
    return event.isEmpty(parameter)
        ? Texts.NONE
        : Texts.split(event.bytes(), event.start(parameter), event.length(parameter));
  }

  private static void memoryUse(CaptureThread thread, ScapEvent event) {
    if (!event.isEmpty(12)) {
      thread.majorFaults = event.number(8);
      thread.minorFaults = event.number(9);
      thread.memorySize = event.number(10);
      thread.memoryResident = event.number(11);
      thread.memorySwapped = event.number(12);
    }
  }

  private static void cgroups(CaptureThread thread, ScapEvent event) {
    if (!event.isEmpty(14)) {
      thread.cgroups = Cgroups.of(event.bytes(), event.start(14), event.length(14), thread.cgroups);
    }
  }

  void exec(ScapEvent event, CaptureThread thread) {
    if (event.number(0) < 0) {
      return;
    }
    state.threads.resurrect(thread);
    thread.exe = event.text(1);
    thread.lastExecTime = event.time();
    thread.setComm(event.isEmpty(13) ? thread.exe : event.text(13));
    thread.setArguments(list(event, 2));
    thread.pid = event.number(4);
    if (thread.isInvalid()) {
      thread.ptid = event.number(5);
      if ((thread.flags & CaptureThread.CHILD_IN_PIDNS) == 0) {
        thread.vtid = thread.tid;
        thread.vpid = thread.pid;
      }
      state.threads.connect(thread);
    }
    thread.fdLimit = event.number(7);
    memoryUse(thread, event);
    if (!event.isEmpty(15)) {
      thread.environment = list(event, 15);
    }
    cgroups(thread, event);
    if (!event.isEmpty(16)) {
      thread.tty = event.number(16);
    }
    executable(event, thread);
    if (!event.isEmpty(17)) {
      thread.vpgid = event.number(17);
    }
    if (!event.isEmpty(18)) {
      thread.loginUid = event.number(18);
    }
    if (!event.isEmpty(22)) {
      thread.capInheritable = event.number(20);
      thread.capPermitted = event.number(21);
      thread.capEffective = event.number(22);
    }
    if (!event.isEmpty(26)) {
      thread.uid = event.number(26);
    }
    thread.pgid = event.isEmpty(28) ? -1 : event.number(28);
    if (!event.isEmpty(29)) {
      thread.gid = event.number(29);
    }
    int kept =
        thread.flags & (PIPE_FLAGS | CaptureThread.IS_MAIN_THREAD | CaptureThread.CLONE_INVERTED);
    thread.flags = kept;
    endOtherThreads(thread);
  }

  private void executable(ScapEvent event, CaptureThread thread) {
    if (!event.isEmpty(27)) {
      thread.setExePath(event.text(27));
    } else {
      String path = pathOfCaller(thread);
      if (path != null) {
        thread.setExePath(path);
      }
    }
    if (!event.isEmpty(19)) {
      int flags = (int) event.number(19);
      thread.exeWritable = (flags & EXE_WRITABLE) != 0;
      thread.exeUpperLayer = (flags & EXE_UPPER_LAYER) != 0;
      thread.exeFromMemory = (flags & EXE_FROM_MEMFD) != 0;
      thread.exeLowerLayer = (flags & EXE_LOWER_LAYER) != 0;
    }
    if (!event.isEmpty(25)) {
      thread.exeInode = event.number(23);
      thread.exeChangeTime = event.number(24);
      thread.exeModificationTime = event.number(25);
      if (thread.cloneTime != 0) {
        thread.exeChangeToClone = thread.cloneTime - thread.exeChangeTime;
      }
      if (thread.namespaceStart != 0
          && Long.compareUnsigned(thread.exeChangeTime, thread.namespaceStart) > 0) {
        thread.exeChangeToNamespace = thread.exeChangeTime - thread.namespaceStart;
      }
    }
  }

  /** The path in the enter event, for captures from before the kernel side told the path. */
  private @org.jspecify.annotations.Nullable String pathOfCaller(CaptureThread thread) {
    ScapEvent enter = thread.lastEnter;
    if (enter == null) {
      return null;
    }
    CaptureThread main = state.threads.main(thread);
    String cwd = main == null ? "./" : main.cwd;
    if (enter.code() == Codes.EXECVE_19_E) {
      String name = enter.text(0);
      return name.equals(NOT_KNOWN) ? name : Paths.concatenate(cwd, name);
    }
    if (enter.code() != Codes.EXECVEAT_E) {
      return null;
    }
    String name = enter.text(1);
    boolean empty = (enter.number(2) & AT_EMPTY_PATH) != 0;
    long dirfd = enter.number(0);
    Fd fd = state.fd(thread, dirfd);
    boolean absolute = name.startsWith("/");
    String directory = absolute ? "" : dirfd == -100 ? cwd : fd == null ? null : fd.name + "/";
    if (directory == null || !empty && name.equals(NOT_KNOWN)) {
      return NOT_KNOWN;
    }
    return Paths.concatenate(empty ? "" : directory, empty ? directory : name);
  }

  private void endOtherThreads(CaptureThread thread) {
    ThreadGroup group = thread.group;
    if (group == null || group.alive <= 1) {
      return;
    }
    for (CaptureThread other : group.threads.toArray(new CaptureThread[0])) {
      if (!other.isMain() && other != thread) {
        state.threads.remove(other.tid);
      }
    }
  }

  void exit(ScapEvent event, CaptureThread thread) {
    state.threads.markDead(thread);
    state.removeThreadLater(thread.tid);
    if (thread.children.isEmpty()) {
      return;
    }
    thread.reaperTid = event.isEmpty(4) ? -1 : event.number(4);
  }

  void memory(ScapEvent event, CaptureThread thread) {
    if (!event.isEmpty(1)) {
      thread.memorySize = event.number(1);
    }
    if (!event.isEmpty(3)) {
      thread.memoryResident = event.number(2);
      thread.memorySwapped = event.number(3);
    }
  }

  /** Everything else that changes a thread. */
  void other(ScapEvent event, CaptureThread thread) {
    long result = event.number(0);
    switch (event.code()) {
      case Codes.CHDIR_X -> {
        if (result >= 0) {
          changeDirectory(thread, event.text(1));
        }
      }
      case Codes.FCHDIR_X -> {
        Fd fd = state.fd;
        if (result >= 0 && fd != null) {
          changeDirectory(thread, fd.name);
        }
      }
      case Codes.GETCWD_X -> {
        if (result >= 0) {
          changeDirectory(thread, event.text(1));
        }
      }
      case Codes.SETRESUID_X, Codes.SETREUID_X -> setUid(event, thread, 2);
      case Codes.SETUID_X -> setUid(event, thread, 1);
      case Codes.SETRESGID_X, Codes.SETREGID_X -> setGid(event, thread, 2);
      case Codes.SETGID_X -> setGid(event, thread, 1);
      case Codes.SETSID_X -> {
        if (result >= 0) {
          thread.sid = result;
        }
      }
      case Codes.CHROOT_X -> {
        if (result == 0) {
          CaptureThread main = state.threads.main(thread);
          thread.root = Paths.concatenate(main == null ? "./" : main.cwd, event.text(1));
        }
      }
      case Codes.CAPSET_X -> {
        if (result >= 0) {
          thread.capInheritable = event.number(1);
          thread.capPermitted = event.number(2);
          thread.capEffective = event.number(3);
        }
      }
      case Codes.UNSHARE_X -> unshare(thread, result, event.number(1));
      case Codes.SETNS_X -> unshare(thread, result, event.number(2));
      case Codes.PRCTL_X -> {
        long option = event.number(1);
        boolean reaping = option == PR_SET_CHILD_SUBREAPER || option == PR_GET_CHILD_SUBREAPER;
        if (result >= 0 && reaping && thread.group != null) {
          thread.group.reaper = event.number(3) != 0;
        }
      }
      case Codes.GETRLIMIT_X, Codes.SETRLIMIT_X -> {
        if (result >= 0 && event.number(3) == RLIMIT_NOFILE) {
          limit(thread, event.number(1));
        }
      }
      case Codes.PRLIMIT_X -> {
        if (result == 0 && !event.isEmpty(6) && event.number(6) == RLIMIT_NOFILE) {
          long tid = event.number(5);
          CaptureThread of = tid == 0 ? thread : state.threads.get(tid);
          if (of != null && !of.isInvalid()) {
            limit(of, event.number(1));
          }
        }
      }
      case Codes.SCHEDSWITCH_6_E -> {
        if (!event.isEmpty(5)) {
          thread.majorFaults = event.number(1);
          thread.minorFaults = event.number(2);
          CaptureThread main = state.threads.main(thread);
          if (main != null) {
            main.memorySize = event.number(3);
            main.memoryResident = event.number(4);
            main.memorySwapped = event.number(5);
          }
        }
      }
      default -> {}
    }
  }

  private void limit(CaptureThread thread, long limit) {
    CaptureThread main = state.threads.main(thread);
    if (limit != -1 && main != null) {
      main.fdLimit = limit;
    }
  }

  private static void unshare(CaptureThread thread, long result, long flags) {
    if (result >= 0 && (flags & CaptureThread.CLONE_NEWUSER) != 0) {
      thread.capInheritable = ALL_CAPABILITIES;
      thread.capPermitted = ALL_CAPABILITIES;
      thread.capEffective = ALL_CAPABILITIES;
    }
  }

  private static void setUid(ScapEvent event, CaptureThread thread, int parameter) {
    if (event.number(0) == 0 && !event.isEmpty(parameter)) {
      thread.uid = event.number(parameter);
    }
  }

  private static void setGid(ScapEvent event, CaptureThread thread, int parameter) {
    if (event.number(0) == 0 && !event.isEmpty(parameter)) {
      thread.gid = event.number(parameter);
    }
  }

  /** The working directory always ends with a slash. */
  void changeDirectory(CaptureThread thread, String path) {
    CaptureThread main = state.threads.main(thread);
    if (main != null) {
      String cwd = Paths.concatenate(thread.cwd, path);
      main.cwd = cwd.endsWith("/") ? cwd : cwd + "/";
    }
  }
}
