package io.gyr.rules.event;

/**
 * The facts of a system call, as {@link io.gyr.rules.Event} gives them. A supplier answers what it
 * knows and leaves the rest absent. An empty text is a value, as it is for Falco: absent is null.
 *
 * <p>Numbers never change; new facts come before {@link #COUNT}.
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

  /** Number. Descriptor that the call used or made; -1 when it failed to make one. */
  public static final int FD_NUMBER = 6;

  /**
   * Text. Falco's fd.type: file, directory, ipv4, ipv6, unix, pipe, event, ...; {@code <NA>} for a
   * known descriptor of unknown type; absent when the descriptor is not known.
   */
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

  /**
   * Text. Id of the container; absent on the host itself. 12 characters or fewer are an id of which
   * the rest is not known.
   */
  public static final int CONTAINER_ID = 36;

  /**
   * Table of text. OpenTelemetry resource attributes: host.name, k8s.pod.name, ..., and what is
   * known of the container: container.name, container.image.name, container.image.tag,
   * container.image.id, container.image.digest, container.runtime, container.ip,
   * container.privileged (true, false), container.host_pid, container.host_network,
   * container.host_ipc, container.healthcheck, container.liveness_probe, container.readiness_probe,
   * container.cni.json, container.labels and k8s.pod.labels (all, {@code key:value, key:value}),
   * container.label.KEY, k8s.pod.label.KEY, k8s.pod.sandbox_id.
   */
  public static final int LABEL = 37;

  /** Number. CPU that the event was recorded on. */
  public static final int EVENT_CPU = 38;

  /**
   * Number. Time of the event before in the stream, nanoseconds UTC since 1970; for the first event
   * its own.
   */
  public static final int EVENT_PREVIOUS_TIME_NS = 39;

  /** Number. Time of the first event of the stream, nanoseconds UTC since 1970. */
  public static final int EVENT_FIRST_TIME_NS = 40;

  /**
   * Text. The payload that was read or written, as far as it was recorded, one character for each
   * byte (ISO 8859-1).
   */
  public static final int EVENT_BUFFER = 41;

  /**
   * Text, by position as ARGUMENT. Where ARGUMENT holds a resolved value (a flag's names, a
   * descriptor's file), the value as it is: {@code 3} beside {@code <f>/etc/passwd}, {@code 4096}
   * beside {@code O_CLOEXEC}; else absent. Falco prints both: {@code fd=3(<f>/etc/passwd)}.
   */
  public static final int ARGUMENT_PLAIN = 42;

  /**
   * Number, by position as ARGUMENT. The bare number of a numeric argument, flags in Falco's
   * encoding (PPM_O_*, ...); absent for texts. Opening calls must have flags and mode where Falco
   * has them.
   */
  public static final int ARGUMENT_NUMBER = 43;

  /** Text. Path as the caller gave it when the file was opened. */
  public static final int FD_NAME_RAW = 44;

  /** Number. 1 when this event changed the name of the descriptor, else 0. */
  public static final int FD_NAME_CHANGED = 45;

  /** Number. Inode of the file. */
  public static final int FD_INODE = 46;

  /**
   * Number. Device of the file as the kernel encodes it for user space: minor in bits 0-7 and
   * 20-31, major in bits 8-19.
   */
  public static final int FD_DEVICE = 47;

  /** Number. 1 when the socket is connected, else 0. */
  public static final int FD_IS_CONNECTED = 48;

  /**
   * Number. 1 when the side that connected has an address of this machine, else 0; where absent,
   * this side is taken from FD_IS_SERVER.
   */
  public static final int FD_CLIENT_IS_LOCAL = 49;

  /**
   * Table of text, also by position. Types of the descriptors that the process has open: by number
   * in decimal, and each type once by position.
   */
  public static final int OPEN_FD_TYPE = 50;

  /**
   * Number. Process id of the parent, even where nothing else is known of it; if absent, the first
   * ANCESTOR_PID.
   */
  public static final int PROCESS_PARENT_ID = 51;

  /**
   * Text. Name and arguments joined by spaces; optional: put together from PROCESS_NAME and
   * PROCESS_ARGUMENT where absent.
   */
  public static final int PROCESS_COMMAND_LINE = 52;

  /** Text. Arguments joined by spaces; optional like PROCESS_COMMAND_LINE. */
  public static final int PROCESS_ARGUMENTS = 53;

  /** Text, by position. Environment, each {@code NAME=value}. */
  public static final int PROCESS_ENVIRONMENT = 54;

  /** Number. Process group id on the host. */
  public static final int PROCESS_PGID = 55;

  /** Number. Process group id in the innermost pid namespace. */
  public static final int PROCESS_VPGID = 56;

  /** Text. Kernel's comm of the session's leader; if absent, looked for among the forebears. */
  public static final int SESSION_LEADER_NAME = 57;

  /** Text. argv[0] of the session's leader. */
  public static final int SESSION_LEADER_EXE = 58;

  /** Text. Executable of the session's leader. */
  public static final int SESSION_LEADER_EXE_PATH = 59;

  /** Text. Kernel's comm of the leader of the process group PROCESS_PGID. */
  public static final int GROUP_LEADER_NAME = 60;

  /** Text. argv[0] of the leader of the process group PROCESS_PGID. */
  public static final int GROUP_LEADER_EXE = 61;

  /** Text. Executable of the leader of the process group PROCESS_PGID. */
  public static final int GROUP_LEADER_EXE_PATH = 62;

  /** Text. Kernel's comm of the leader of the process group PROCESS_VPGID. */
  public static final int VIRTUAL_GROUP_LEADER_NAME = 63;

  /** Text. argv[0] of the leader of the process group PROCESS_VPGID. */
  public static final int VIRTUAL_GROUP_LEADER_EXE = 64;

  /** Text. Executable of the leader of the process group PROCESS_VPGID. */
  public static final int VIRTUAL_GROUP_LEADER_EXE_PATH = 65;

  /**
   * Number. 1 when the user who started the executable could write it, else 0; if absent, read off
   * the flags of execve.
   */
  public static final int EXE_IS_WRITABLE = 66;

  /** Number. 1 when the executable is in the upper layer of an overlay file system, else 0. */
  public static final int EXE_IS_UPPER_LAYER = 67;

  /** Number. 1 when the executable is in a lower layer of an overlay file system, else 0. */
  public static final int EXE_IS_LOWER_LAYER = 68;

  /** Number. 1 when the executable is a memfd, else 0. */
  public static final int EXE_IS_FROM_MEMFD = 69;

  /** Number. Inode of the executable, 0 for none. */
  public static final int EXE_INODE = 70;

  /** Number. ctime of the executable, nanoseconds UTC since 1970, 0 for none. */
  public static final int EXE_CHANGE_TIME_NS = 71;

  /** Number. mtime of the executable, nanoseconds UTC since 1970, 0 for none. */
  public static final int EXE_MODIFICATION_TIME_NS = 72;

  /**
   * Number. From the ctime of the executable to the clone of the process that executed it,
   * nanoseconds, 0 for unknown.
   */
  public static final int EXE_CHANGE_TO_START_NS = 73;

  /**
   * Number. From the start of the pid namespace to the ctime of the executable, nanoseconds, 0 for
   * unknown or when it was changed before.
   */
  public static final int EXE_CHANGE_AFTER_NAMESPACE_NS = 74;

  /** Number. When the pid namespace of the thread began, as recorded, 0 for unknown. */
  public static final int PID_NAMESPACE_START_NS = 75;

  /** Number. Permitted capabilities, bit 0 CAP_CHOWN. */
  public static final int CAPABILITIES_PERMITTED = 76;

  /** Number. Inheritable capabilities, bit 0 CAP_CHOWN. */
  public static final int CAPABILITIES_INHERITABLE = 77;

  /** Number. Effective capabilities, bit 0 CAP_CHOWN. */
  public static final int CAPABILITIES_EFFECTIVE = 78;

  /** Number. Thread id in the innermost pid namespace. */
  public static final int THREAD_VIRTUAL_ID = 79;

  /** Text, by position. Control groups, each {@code subsystem=path}. */
  public static final int THREAD_CGROUP = 80;

  /** Number. Page faults with input since the thread began. */
  public static final int THREAD_MAJOR_FAULTS = 81;

  /** Number. Page faults without input since the thread began. */
  public static final int THREAD_MINOR_FAULTS = 82;

  /** Number. Virtual memory, KiB. */
  public static final int PROCESS_MEMORY_SIZE_KIB = 83;

  /** Number. Resident memory, KiB. */
  public static final int PROCESS_MEMORY_RESIDENT_KIB = 84;

  /** Number. Swapped memory, KiB. */
  public static final int PROCESS_MEMORY_SWAPPED_KIB = 85;

  /** Number. Open descriptors of the process. */
  public static final int PROCESS_FD_COUNT = 86;

  /** Number. How many descriptors the process may have open. */
  public static final int PROCESS_FD_LIMIT = 87;

  /** Number. Living threads of the process, its leader included. */
  public static final int PROCESS_THREAD_COUNT = 88;

  /** Number. Living threads of the process without its leader. */
  public static final int PROCESS_CHILD_THREAD_COUNT = 89;

  /**
   * Text. healthcheck, liveness_probe or readiness_probe when the process runs as one of its
   * container's; absent or empty if not.
   */
  public static final int PROCESS_PROBE = 90;

  /**
   * Number, by position. Process ids of the forebears in the innermost pid namespace, parent first.
   */
  public static final int ANCESTOR_VPID = 91;

  /** Number, by position. When the forebears started, nanoseconds UTC since 1970, 0 for unknown. */
  public static final int ANCESTOR_START_NS = 92;

  /**
   * Text, by position. Environments of the forebears, each with its {@code NAME=value} joined by
   * spaces.
   */
  public static final int ANCESTOR_ENVIRONMENT = 93;

  /** Text. Home directory of the effective user. */
  public static final int USER_HOME = 94;

  /** Text. Shell of the effective user. */
  public static final int USER_SHELL = 95;

  /**
   * Text, by position. Mounts of the container: {@code source:destination:mode:rdwr:propagation}.
   */
  public static final int CONTAINER_MOUNT = 96;

  /** How many facts there are; numbers run from 0 to one less. */
  public static final int COUNT = 97;

  private SyscallFacts() {}
}
