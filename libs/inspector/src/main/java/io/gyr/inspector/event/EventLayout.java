package io.gyr.inspector.event;

/**
 * Where things lie in a raw event. The layout is described in {@code gyr_event.h} of the agent, the
 * one place that both sides follow; these are its numbers.
 */
public final class EventLayout {
  /** Bytes before the first field. */
  public static final int HEADER_SIZE = 160;

  static final int TIME = 0;
  static final int LENGTH = 8;
  static final int KIND = 12;
  static final int NUMBER = 14;
  static final int RESULT = 16;
  static final int TGID = 24;
  static final int TID = 28;
  static final int PPID = 32;
  static final int UID = 36;
  static final int GID = 40;
  static final int EUID = 44;
  static final int EGID = 48;
  static final int LOGIN_UID = 52;
  static final int SESSION = 56;
  static final int PID_NAMESPACE = 60;
  static final int MOUNT_NAMESPACE = 64;
  static final int VPID = 68;
  static final int TTY = 72;
  static final int FLAGS = 76;
  static final int CGROUP = 80;
  static final int START = 88;
  static final int ARGUMENTS = 96;
  static final int COMM = 144;

  /** A system call that returned. */
  public static final int KIND_SYSCALL = 0;

  /** A program that took over its process: a successful execve or execveat. */
  public static final int KIND_EXEC = 1;

  /** A new process, seen by its parent. */
  public static final int KIND_FORK = 2;

  /** The end of a process. */
  public static final int KIND_EXIT = 3;

  /** A call of the 32-bit table. */
  public static final int FLAG_COMPAT = 1;

  /** No process context: for the tables only. */
  public static final int FLAG_SLIM = 2;

  /** A field did not fit. */
  public static final int FLAG_TRUNCATED = 4;

  /** An exec through a descriptor. */
  public static final int FLAG_EXECVEAT = 8;

  /** Text of an argument. */
  public static final int FIELD_STRING = 1;

  /** Socket address that the caller gave. */
  public static final int FIELD_SOCKADDR = 2;

  /** Both ends of a socket as the kernel has them. */
  public static final int FIELD_SOCKET = 3;

  /** Bytes behind an argument. */
  public static final int FIELD_BUFFER = 4;

  /** Arguments of a new program. */
  public static final int FIELD_ARGV = 5;

  /** Device, mode and inode of an opened file. */
  public static final int FIELD_FILE = 6;

  /** Path of an executable, leaf first. */
  public static final int FIELD_EXE = 7;

  /** Path of a working directory, leaf first. */
  public static final int FIELD_CWD = 8;

  /** Path of a control group, leaf first. */
  public static final int FIELD_CGROUP = 9;

  private EventLayout() {}
}
