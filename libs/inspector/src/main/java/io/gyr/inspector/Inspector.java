package io.gyr.inspector;

import io.gyr.inspector.container.ContainerTable;
import io.gyr.inspector.event.EventLayout;
import io.gyr.inspector.event.RawEvent;
import io.gyr.inspector.event.ResolvedEvent;
import io.gyr.inspector.fd.Descriptor;
import io.gyr.inspector.fd.FdTracker;
import io.gyr.inspector.proc.ProcSource;
import io.gyr.inspector.process.Process;
import io.gyr.inspector.process.ProcessTable;
import io.gyr.inspector.syscall.Architecture;
import io.gyr.inspector.syscall.ArgumentWriter;
import io.gyr.inspector.syscall.Syscall;
import io.gyr.inspector.syscall.SyscallNumbers;
import io.gyr.inspector.user.UserTable;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns raw events into resolved ones, and keeps the tables that this takes. Events have to come in
 * the order in which they happened, and all of them, those that nobody wants to see included. One
 * thread.
 */
public final class Inspector {
  /** As old as can be: what was read before the first event is read again after it. */
  private static final long SEEDED_AT = 0;

  private static final long CLONE_THREAD = 0x10000;

  private final SyscallNumbers numbers;
  private final ProcessTable processes;
  private final FdTracker fds;
  private final UserTable users;
  private final ContainerTable containers;
  private final ArgumentWriter arguments;
  private final Set<Syscall> shown;
  private final ResolvedEvent event = new ResolvedEvent();
  private long clockOffsetNs;

  /**
   * An inspector with empty tables.
   *
   * @param architecture of the machine that the events are from
   * @param proc what to ask when an event does not tell
   * @param shown calls that come out as resolved events; the others only serve the tables
   */
  public Inspector(Architecture architecture, ProcSource proc, Set<Syscall> shown) {
    this.numbers = new SyscallNumbers(architecture);
    this.processes = new ProcessTable(proc);
    this.fds = new FdTracker(proc);
    this.users = new UserTable(proc);
    this.containers = new ContainerTable(proc);
    this.arguments = new ArgumentWriter(architecture);
    this.shown = EnumSet.copyOf(shown);
  }

  /**
   * Calls that are worth showing: all but those that only keep the tables current. Of the dup
   * family, those events are shown that put an internet socket in another place.
   */
  public static Set<Syscall> shownByDefault() {
    return EnumSet.complementOf(
        EnumSet.of(
            Syscall.CLOSE,
            Syscall.CLOSE_RANGE,
            Syscall.SOCKET,
            Syscall.FCNTL,
            Syscall.CHDIR,
            Syscall.FCHDIR));
  }

  /** Takes in every process that runs now; call it between the start and the first event. */
  public void seed() {
    processes.seed();
    users.seed(SEEDED_AT);
  }

  /**
   * Sets what is added to times of events for UTC.
   *
   * @param offsetNs nanoseconds between the clock of the events and UTC
   */
  public void setClockOffset(long offsetNs) {
    clockOffsetNs = offsetNs;
  }

  /**
   * Resolves one event.
   *
   * @return the same object every time, valid until the next call; null if there is nothing to show
   */
  public @Nullable ResolvedEvent resolve(RawEvent raw) {
    containers.learn(raw);
    switch (raw.kind()) {
      case EventLayout.KIND_FORK:
        processes.fork(raw);
        return null;
      case EventLayout.KIND_EXEC:
        Process program = processes.exec(raw);
        return show(
            raw.has(EventLayout.FLAG_EXECVEAT) ? Syscall.EXECVEAT : Syscall.EXECVE, raw, program);
      case EventLayout.KIND_EXIT:
        Process ended = processes.of(raw);
        processes.remove(raw.pid());
        return show(Syscall.PROCEXIT, raw, ended);
      case EventLayout.KIND_SYSCALL:
        Syscall call = numbers.get(raw.number(), raw.has(EventLayout.FLAG_COMPAT));
        return call == null ? null : resolveCall(call, raw);
      default:
        return null;
    }
  }

  /** Processes, for counting. */
  public ProcessTable processes() {
    return processes;
  }

  /** Entries of all tables that were forgotten for want of room. */
  public long evictions() {
    return processes.evictions() + users.evictions() + containers.evictions();
  }

  private @Nullable ResolvedEvent resolveCall(Syscall call, RawEvent raw) {
    if (raw.has(EventLayout.FLAG_SLIM)) {
      Process process = processes.get(raw.pid());
      if (process != null) {
        fds.apply(call, raw, process);
      }
      return null;
    }
    Process process = processes.of(raw);
    fds.apply(call, raw, process);
    return isShown(call, raw, process) ? show(call, raw, process) : null;
  }

  private boolean isShown(Syscall call, RawEvent raw, Process process) {
    if (!shown.contains(call)) {
      return false;
    }
    switch (call) {
      case CLONE, CLONE3, FORK, VFORK:
        // The child returns from the same call, with 0; a thread is no process.
        return raw.result() > 0 && (ArgumentWriter.forkFlags(raw, call) & CLONE_THREAD) == 0;
      case DUP, DUP2, DUP3:
        Descriptor copy = process.fds().get(raw.result());
        return copy != null && copy.type().isInternet();
      default:
        return true;
    }
  }

  private @Nullable ResolvedEvent show(Syscall call, RawEvent raw, Process process) {
    if (!shown.contains(call)) {
      return null;
    }
    long now = raw.time();
    event.begin(call, now + clockOffsetNs, raw.result(), raw.tid());
    event.setProcess(process, process.startUtc(clockOffsetNs), containers.of(raw));
    long number = FdTracker.used(call, raw);
    if (number >= 0) {
      event.setFd(number, fds.find(process, number));
    }
    int pid = raw.pid();
    long namespace = raw.mountNamespace();
    long uid = raw.effectiveUid();
    long gid = raw.effectiveGid();
    event.setUser(uid, users.user(pid, namespace, uid, now));
    event.setGroup(gid, users.group(pid, namespace, gid, now));
    event.setLogin(raw.loginUid(), users.login(raw.loginUid(), now));
    arguments.write(raw, event, failedExec(raw, call));
    return event;
  }

  private static boolean failedExec(RawEvent raw, Syscall call) {
    return raw.kind() == EventLayout.KIND_SYSCALL
        && (call == Syscall.EXECVE || call == Syscall.EXECVEAT);
  }
}
