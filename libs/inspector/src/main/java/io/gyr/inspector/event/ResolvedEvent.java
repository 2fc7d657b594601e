package io.gyr.inspector.event;

import io.gyr.inspector.fd.Descriptor;
import io.gyr.inspector.process.Process;
import io.gyr.inspector.syscall.Syscall;
import org.jspecify.annotations.Nullable;

/**
 * One finished call with its names. The inspector reuses one object for all events: what is read
 * from it, its process included, holds until the next one is resolved. Not thread-safe.
 *
 * <p>Ids are of the host's namespaces; times are nanoseconds UTC.
 */
public final class ResolvedEvent {
  /** Forebears that a resolved event shows at most. */
  public static final int MAX_ANCESTORS = 8;

  private static final int MAX_ARGUMENTS = 16;

  private Syscall type = Syscall.PROCEXIT;
  private long timeNs;
  private long result;
  private int tid;
  private @Nullable String containerId;
  private Process process = new Process(0);
  private long processStartNs;
  private long fdNumber;
  private @Nullable Descriptor fd;
  private long uid;
  private @Nullable String userName;
  private long gid;
  private @Nullable String groupName;
  private long loginUid;
  private @Nullable String loginName;
  private int argumentCount;
  private final String[] argumentNames = new String[MAX_ARGUMENTS];
  private final String[] argumentValues = new String[MAX_ARGUMENTS];

  /** Begins a new event: clears what not every event sets. */
  public void begin(Syscall newType, long newTimeNs, long newResult, int newTid) {
    type = newType;
    timeNs = newTimeNs;
    result = newResult;
    tid = newTid;
    fd = null;
    containerId = null;
    argumentCount = 0;
  }

  /** Sets whose call it was. */
  public void setProcess(Process newProcess, long startNs, @Nullable String container) {
    process = newProcess;
    processStartNs = startNs;
    containerId = container;
  }

  /** Sets the descriptor that the call used or made. */
  public void setFd(long number, Descriptor descriptor) {
    fdNumber = number;
    fd = descriptor;
  }

  /** Sets the effective user. */
  public void setUser(long newUid, @Nullable String name) {
    uid = newUid;
    userName = name;
  }

  /** Sets the effective group. */
  public void setGroup(long newGid, @Nullable String name) {
    gid = newGid;
    groupName = name;
  }

  /** Sets the user that logged in. */
  public void setLogin(long newLoginUid, @Nullable String name) {
    loginUid = newLoginUid;
    loginName = name;
  }

  /** Adds an argument after those that are there. */
  public void addArgument(String name, String value) {
    argumentNames[argumentCount] = name;
    argumentValues[argumentCount] = value;
    argumentCount++;
  }

  /** The call, or {@link Syscall#PROCEXIT}. */
  public Syscall type() {
    return type;
  }

  /** When it returned. */
  public long timeNs() {
    return timeNs;
  }

  /** What it returned, a negative errno if it failed; of the end of a process, its wait status. */
  public long result() {
    return result;
  }

  /** Thread. */
  public int tid() {
    return tid;
  }

  /** Full id of the container; null on the host. */
  public @Nullable String containerId() {
    return containerId;
  }

  /** Who called; its parents are the forebears. */
  public Process process() {
    return process;
  }

  /** When the process started; 0 if unknown. */
  public long processStartNs() {
    return processStartNs;
  }

  /** Number of {@link #fd}, meaningless without one. */
  public long fdNumber() {
    return fdNumber;
  }

  /** The descriptor that the call used or made; null if there is none. */
  public @Nullable Descriptor fd() {
    return fd;
  }

  /** Effective user. */
  public long uid() {
    return uid;
  }

  /** Its name; null if it has none. */
  public @Nullable String userName() {
    return userName;
  }

  /** Effective group. */
  public long gid() {
    return gid;
  }

  /** Its name; null if it has none. */
  public @Nullable String groupName() {
    return groupName;
  }

  /** Audit login user, -1 if never set. */
  public long loginUid() {
    return loginUid;
  }

  /** Its name; null if unset or unknown. */
  public @Nullable String loginName() {
    return loginName;
  }

  /** How many arguments there are. */
  public int argumentCount() {
    return argumentCount;
  }

  /** Falco's name of an argument. */
  public String argumentName(int index) {
    return argumentNames[index];
  }

  /** Text of an argument. */
  public String argumentValue(int index) {
    return argumentValues[index];
  }

  /** Text of the argument of a name; null if there is none. */
  public @Nullable String argument(String name) {
    for (int i = 0; i < argumentCount; i++) {
      if (argumentNames[i].equals(name)) {
        return argumentValues[i];
      }
    }
    return null;
  }
}
