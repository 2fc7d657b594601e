package io.gyr.inspector.process;

import io.gyr.inspector.fd.FdTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One process as it is known now. Its name is that of its main thread: the threads of a Java
 * program name themselves as they like, and would otherwise change it with every call. Not
 * thread-safe.
 */
public final class Process {
  private final int pid;
  private int virtualPid;
  private long start;
  private long startUtc;
  private String name = "";
  private String exe = "";
  private String exePath = "";
  private List<String> arguments = List.of();
  private String cwd = "";
  private int tty;
  private int session;
  private @Nullable Process parent;
  private FdTable fds = new FdTable();
  private long nameLow;
  private long nameHigh;
  private long version;
  private @Nullable Object attachment;
  private long attachmentStamp = -1;

  /**
   * A process of which only the id is known.
   *
   * @param pid in the host's pid namespace
   */
  public Process(int pid) {
    this.pid = pid;
    this.virtualPid = pid;
  }

  /** What a fork makes: everything of the parent, under another id. */
  Process fork(int childPid, int childVirtualPid, long childStart) {
    Process child = new Process(childPid);
    child.virtualPid = childVirtualPid;
    child.start = childStart;
    child.name = name;
    child.nameLow = nameLow;
    child.nameHigh = nameHigh;
    child.exe = exe;
    child.exePath = exePath;
    child.arguments = arguments;
    child.cwd = cwd;
    child.tty = tty;
    child.session = session;
    child.parent = this;
    child.fds = fds.copy();
    return child;
  }

  /** Id in the host's pid namespace. */
  public int pid() {
    return pid;
  }

  /** Id in its innermost pid namespace. */
  public int virtualPid() {
    return virtualPid;
  }

  /** When it started: nanoseconds of the clock that its events have; 0 if unknown. */
  public long start() {
    return start;
  }

  /**
   * When it started: nanoseconds UTC; 0 if unknown. Fixed once it was asked for, whatever becomes
   * of the offset, since it tells one process from another of the same number.
   *
   * @param offset what to add to the clock of the events for UTC, now
   */
  public long startUtc(long offset) {
    if (startUtc == 0 && start != 0) {
      startUtc = start + offset;
    }
    return startUtc;
  }

  /** Kernel's comm. */
  public String name() {
    return name;
  }

  /** First argument, argv[0]. */
  public String exe() {
    return exe;
  }

  /** Absolute path of the executable; empty if unknown. */
  public String exePath() {
    return exePath;
  }

  /** Arguments without argv[0]. Unmodifiable. */
  public List<String> arguments() {
    return arguments;
  }

  /** Working directory; empty if unknown. */
  public String cwd() {
    return cwd;
  }

  /** Device number of the controlling terminal, 0 for none. */
  public int tty() {
    return tty;
  }

  /** Session leader. */
  public int session() {
    return session;
  }

  /** Its parent, which may have ended since; null if unknown or none. */
  public @Nullable Process parent() {
    return parent;
  }

  /** Its descriptors. */
  public FdTable fds() {
    return fds;
  }

  /** Name and arguments, joined by spaces. */
  public String commandLine() {
    return arguments.isEmpty() ? name : name + " " + String.join(" ", arguments);
  }

  /**
   * A number that differs whenever anything about the process or its forebears did, so that what
   * was made of them can be kept.
   *
   * @param generations forebears that matter
   */
  public long stamp(int generations) {
    long stamp = version;
    Process forebear = parent;
    for (int i = 0; i < generations && forebear != null; i++) {
      stamp += forebear.version;
      forebear = forebear.parent;
    }
    return stamp;
  }

  /** What {@link #attach} left for this stamp; null if it has changed since or was never left. */
  public @Nullable Object attachment(long stamp) {
    return attachmentStamp == stamp ? attachment : null;
  }

  /** Leaves something made of this process, such as its encoded form. */
  public void attach(Object made, long stamp) {
    attachment = made;
    attachmentStamp = stamp;
  }

  void setIds(int newVirtualPid, int newSession, int newTty) {
    if (virtualPid != newVirtualPid || session != newSession || tty != newTty) {
      virtualPid = newVirtualPid;
      session = newSession;
      tty = newTty;
      version++;
    }
  }

  void setStart(long newStart) {
    if (start != newStart) {
      start = newStart;
      startUtc = 0;
      version++;
    }
  }

  boolean isNamed(long low, long high) {
    return nameLow == low && nameHigh == high;
  }

  void setName(String newName, long low, long high) {
    name = newName;
    nameLow = low;
    nameHigh = high;
    version++;
  }

  void setProgram(String newExe, String newExePath, List<String> newArguments) {
    exe = newExe;
    exePath = newExePath;
    arguments = List.copyOf(newArguments);
    version++;
  }

  /** Sets the working directory. */
  public void setCwd(String directory) {
    if (!cwd.equals(directory)) {
      cwd = directory;
      version++;
    }
  }

  void setParent(@Nullable Process newParent) {
    if (parent != newParent) {
      parent = newParent;
      // The new one may have seen fewer changes than the old one: a sum must not fall back.
      version += 1L << 32;
    }
  }
}
