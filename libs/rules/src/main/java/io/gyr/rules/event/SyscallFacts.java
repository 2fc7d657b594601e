package io.gyr.rules.event;

/**
 * The facts of a system call, as {@link io.gyr.rules.Event} gives them. An empty text is as good as
 * an absent one where the text names something (a path, a user): the fields treat both as absent.
 */
public final class SyscallFacts {

  /** Number. Place of the event in its stream (evt.num). */
  public static final int EVENT_NUMBER = 0;

  /** Number. When the call returned, nanoseconds UTC since 1970. */
  public static final int EVENT_TIME_NS = 1;

  /** Number. Return value; a negative one is -errno. */
  public static final int EVENT_RESULT = 2;

  /** Number. Thread id in the host's pid namespace. */
  public static final int THREAD_ID = 3;

  /**
   * Table of text, also by position. Arguments of the call, written as Falco writes them: textOf by
   * name; count and textAt by position.
   */
  public static final int ARGUMENT = 4;

  /** Text, by position. Names of the arguments, in the order of ARGUMENT. */
  public static final int ARGUMENT_NAME = 5;

  /** Number. Descriptor that the call used or made. */
  public static final int FD_NUMBER = 6;

  /** Text. Falco's fd.type: file, directory, ipv4, ipv6, unix, pipe, event, ... */
  public static final int FD_TYPE = 7;

  /** Text. Absolute path, client->server of a connection, or path of a unix socket. */
  public static final int FD_NAME = 8;

  /** Text. Falco's fd.l4proto: tcp, udp, icmp, raw. */
  public static final int FD_PROTOCOL = 9;

  /** Text. Textual address of the side that connected. */
  public static final int FD_CLIENT_IP = 10;

  /** Number. Port of the side that connected; absent or 0 while unknown. */
  public static final int FD_CLIENT_PORT = 11;

  /** Text. Textual address of the side that listens. */
  public static final int FD_SERVER_IP = 12;

  /** Number. Port of the side that listens; absent or 0 while unknown. */
  public static final int FD_SERVER_PORT = 13;

  /** Number. 1 when the watched process is the side that listens, else 0. */
  public static final int FD_IS_SERVER = 14;

  /** Number. Thread group id in the host's pid namespace. */
  public static final int PROCESS_PID = 15;

  /** Number. Thread group id in the innermost pid namespace. */
  public static final int PROCESS_VPID = 16;

  /** Text. Kernel's comm, at most 15 bytes. */
  public static final int PROCESS_NAME = 17;

  /** Text. argv[0]. */
  public static final int PROCESS_EXE = 18;

  /** Text. Absolute path of the executable. */
  public static final int PROCESS_EXE_PATH = 19;

  /** Text, by position. argv without argv[0]. */
  public static final int PROCESS_ARGUMENT = 20;

  /** Text. Working directory, absolute. */
  public static final int PROCESS_CWD = 21;

  /** Number. Device number of the controlling terminal, 0 for none. */
  public static final int PROCESS_TTY = 22;

  /** Number. Process id of the session leader. */
  public static final int PROCESS_SESSION_ID = 23;

  /** Number. When the process started, nanoseconds UTC since 1970; absent or 0 if unknown. */
  public static final int PROCESS_START_NS = 24;

  /** Number, by position. Process ids of the forebears, parent first. */
  public static final int ANCESTOR_PID = 25;

  /** Text, by position. Kernel's comm of the forebears, parent first. */
  public static final int ANCESTOR_NAME = 26;

  /** Text, by position. argv[0] of the forebears, parent first. */
  public static final int ANCESTOR_EXE = 27;

  /** Text, by position. Executables of the forebears, parent first. */
  public static final int ANCESTOR_EXE_PATH = 28;

  /** Text, by position. Name and arguments of the forebears, joined by spaces, parent first. */
  public static final int ANCESTOR_COMMAND_LINE = 29;

  /** Number. Effective user id. */
  public static final int USER_ID = 30;

  /** Text. Name of USER_ID in the process's own user table. */
  public static final int USER_NAME = 31;

  /** Number. Effective group id. */
  public static final int GROUP_ID = 32;

  /** Text. Name of GROUP_ID. */
  public static final int GROUP_NAME = 33;

  /** Number. Audit login uid, -1 if never set. */
  public static final int LOGIN_USER_ID = 34;

  /** Text. Name of LOGIN_USER_ID. */
  public static final int LOGIN_USER_NAME = 35;

  /** Text. Full id of the container; absent on the host itself. */
  public static final int CONTAINER_ID = 36;

  /**
   * Table of text. OpenTelemetry resource attributes: host.name, container.image.name,
   * k8s.pod.name, ...
   */
  public static final int LABEL = 37;

  /** How many facts there are; numbers run from 0 to one less. */
  public static final int COUNT = 38;

  private SyscallFacts() {}
}
