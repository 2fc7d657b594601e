package io.gyr.capture;

import io.gyr.scap.ScapEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A thread, with what libsinsp knows of it. Working directory, environment and descriptors are
 * those of the main thread. Not thread-safe.
 */
final class CaptureThread {
  private static final String DELETED = " (deleted)";

  static final int CLONE_FILES = 1;
  static final int CLONE_NEWPID = 1 << 6;
  static final int CLONE_PARENT = 1 << 8;
  static final int CLONE_THREAD = 1 << 13;
  static final int CLONE_INVERTED = 1 << 16;
  static final int CLOSED = 1 << 18;
  static final int CLONE_NEWUSER = 1 << 20;
  static final int CLONE_VFORK = 1 << 27;
  static final int CHILD_IN_PIDNS = 1 << 29;
  static final int IS_MAIN_THREAD = 1 << 30;
  static final long NO_ID = 0xffffffffL;

  final long tid;
  long pid = -1;
  long ptid = -1;
  long sid = -1;
  long vpgid = -1;
  long pgid = -1;
  long vtid = -1;
  long vpid = -1;
  long reaperTid = -1;
  String comm = "";
  String exe = "";
  String exePath = "";
  String[] arguments = Texts.NONE;
  String[] environment = Texts.NONE;
  String cwd = "";
  String root = "";
  Cgroups cgroups = Cgroups.NONE;
  int flags;
  long fdLimit = -1;
  long uid = NO_ID;
  long gid = NO_ID;
  long loginUid = NO_ID;
  long tty;
  long memorySize;
  long memoryResident;
  long memorySwapped;
  long majorFaults;
  long minorFaults;
  long capInheritable;
  long capPermitted;
  long capEffective;
  boolean exeWritable;
  boolean exeUpperLayer;
  boolean exeLowerLayer;
  boolean exeFromMemory;
  long exeInode;
  long exeChangeTime;
  long exeModificationTime;
  long exeChangeToClone;
  long exeChangeToNamespace;
  long namespaceStart;
  long cloneTime;
  long lastExecTime;
  final FdMap ownFds = new FdMap();
  @Nullable ThreadGroup group;
  final List<CaptureThread> children = new ArrayList<>(0);
  @Nullable CaptureThread parentInTree;

  /** The descriptor of the last event. */
  long lastFd = -1;

  int lastEventCode = -1;
  @Nullable ScapEvent lastEnter;

  private @Nullable String commandLine;
  private @Nullable String joinedArguments;

  CaptureThread(long tid) {
    this.tid = tid;
  }

  boolean isInvalid() {
    return tid < 0 || pid < 0 || ptid < 0;
  }

  boolean isMain() {
    return tid == pid || (flags & IS_MAIN_THREAD) != 0;
  }

  boolean isDead() {
    return (flags & CLOSED) != 0;
  }

  boolean isInPidNamespace() {
    return (flags & CHILD_IN_PIDNS) != 0 || tid != vtid;
  }

  /** Sets the path of the executable, without what the kernel says of one that is gone. */
  void setExePath(String path) {
    exePath = path.endsWith(DELETED) ? path.substring(0, path.length() - DELETED.length()) : path;
  }

  void setComm(String text) {
    comm = text;
  }

  /** Sets the arguments; the command line is made from them and from comm as it is then. */
  void setArguments(String[] texts) {
    arguments = texts;
    commandLine = null;
    joinedArguments = null;
    commForLine = comm;
  }

  private String commForLine = "";

  String commandLine() {
    String line = commandLine;
    if (line == null) {
      String first = commForLine.isEmpty() ? comm : commForLine;
      line = arguments.length == 0 ? first : first + " " + joinedArguments();
      commandLine = line;
    }
    return line;
  }

  String joinedArguments() {
    String joined = joinedArguments;
    if (joined == null) {
      joined = String.join(" ", arguments);
      joinedArguments = joined;
    }
    return joined;
  }

  /** Takes what a child has of its parent, or a thread of its process. */
  void inherit(CaptureThread from) {
    exePath = from.exePath;
    exeWritable = from.exeWritable;
    exeUpperLayer = from.exeUpperLayer;
    exeLowerLayer = from.exeLowerLayer;
    exeFromMemory = from.exeFromMemory;
    root = from.root;
    sid = from.sid;
    vpgid = from.vpgid;
    pgid = from.pgid;
    tty = from.tty;
    loginUid = from.loginUid;
    capPermitted = from.capPermitted;
    capInheritable = from.capInheritable;
    capEffective = from.capEffective;
    exeInode = from.exeInode;
    exeChangeTime = from.exeChangeTime;
    exeModificationTime = from.exeModificationTime;
    exeChangeToClone = from.exeChangeToClone;
  }
}
