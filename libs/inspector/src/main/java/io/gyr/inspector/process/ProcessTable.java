package io.gyr.inspector.process;

import io.gyr.inspector.LongTable;
import io.gyr.inspector.event.EventLayout;
import io.gyr.inspector.event.RawEvent;
import io.gyr.inspector.proc.ProcSource;
import io.gyr.inspector.proc.ProcessSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * How it works. A process comes in through its fork, which copies its parent, or, if that was before
 * our time or lost, through the first event it causes and what /proc knows of it. Every event
 * carries the start time of its process, so that a number that was used again is noticed. Parents
 * are objects, not numbers: the forebears of a process stay known after they ended, until the
 * kernel gives it another parent.
 */
/** The processes of a host, by their host ids. Bounded. Not thread-safe. */
public final class ProcessTable {
  /** Processes that are kept at most. */
  public static final int CAPACITY = 1 << 16;

  /** What {@code /proc} shows is rounded down to ticks of 10 ms. */
  private static final long START_TOLERANCE_NS = 20_000_000;

  private static final int MAX_DEPTH = 32;

  private final ProcSource proc;
  private final LongTable<Process> processes = new LongTable<>(CAPACITY);

  /** An empty table. */
  public ProcessTable(ProcSource proc) {
    this.proc = proc;
  }

  /** Takes in every process that runs now. */
  public void seed() {
    for (int pid : proc.pids()) {
      if (processes.get(pid) == null) {
        load(pid, 0);
      }
    }
  }

  /** A process; null if unknown. */
  public @Nullable Process get(int pid) {
    return processes.get(pid);
  }

  /** The process of an event that has its context, brought up to the time of that event. */
  public Process of(RawEvent raw) {
    Process process = processes.get(raw.pid());
    long start = raw.processStart();
    if (process != null
        && process.start() != 0
        && Math.abs(process.start() - start) > START_TOLERANCE_NS) {
      // The number was given to another process, whose beginning we missed.
      process = null;
    }
    if (process == null) {
      process = load(raw.pid(), 0);
    }
    process.setStart(start);
    process.setIds(raw.virtualPid(), raw.session(), raw.tty());
    if (raw.tid() == raw.pid() && !process.isNamed(raw.commLow(), raw.commHigh())) {
      process.setName(raw.comm(), raw.commLow(), raw.commHigh());
    }
    linkParent(process, raw.parentPid(), 0);
    return process;
  }

  /** A process was forked by the process of an event. */
  public void fork(RawEvent raw) {
    Process parent = of(raw);
    int pid = (int) raw.argument(0);
    Process child = parent.fork(pid, (int) raw.argument(1), raw.argument(2));
    if (raw.tid() != raw.pid()) {
      // The child's only thread is a copy of the one that forked.
      child.setName(raw.comm(), raw.commLow(), raw.commHigh());
    }
    processes.put(pid, child);
  }

  /** A new program took over the process of an event. */
  public Process exec(RawEvent raw) {
    Process process = of(raw);
    List<String> argv = raw.argv();
    String path = raw.path(EventLayout.FIELD_EXE);
    process.setName(raw.comm(), raw.commLow(), raw.commHigh());
    process.setProgram(
        argv.isEmpty() ? process.name() : argv.get(0),
        path == null ? "" : path,
        argv.isEmpty() ? argv : argv.subList(1, argv.size()));
    String cwd = raw.path(EventLayout.FIELD_CWD);
    if (cwd != null) {
      process.setCwd(cwd);
    }
    process.fds().exec();
    return process;
  }

  /** A process ended. */
  public void remove(int pid) {
    processes.remove(pid);
  }

  /** Processes in the table. */
  public int size() {
    return processes.size();
  }

  /** Processes that were forgotten for want of room. */
  public long evictions() {
    return processes.evictions();
  }

  private void linkParent(Process process, int parentPid, int depth) {
    Process parent = process.parent();
    if (parent != null && parent.pid() == parentPid) {
      return;
    }
    if (parentPid == 0 || depth > MAX_DEPTH) {
      process.setParent(null);
      return;
    }
    Process known = processes.get(parentPid);
    process.setParent(known != null ? known : load(parentPid, depth));
  }

  private Process load(int pid, int depth) {
    Process process = new Process(pid);
    // Put first: a loop of parents, however it came about, must end here.
    processes.put(pid, process);
    ProcessSnapshot seen = proc.process(pid);
    if (seen != null) {
      List<String> argv = seen.commandLine();
      process.setStart(seen.start());
      process.setIds(seen.virtualPid(), seen.session(), seen.tty());
      process.setName(seen.name(), 0, 0);
      process.setCwd(seen.cwd());
      process.setProgram(
          argv.isEmpty() ? seen.name() : argv.get(0),
          seen.exePath(),
          argv.isEmpty() ? argv : argv.subList(1, argv.size()));
      proc.descriptors(pid, process.fds());
      linkParent(process, seen.parentPid(), depth + 1);
    }
    return process;
  }
}
