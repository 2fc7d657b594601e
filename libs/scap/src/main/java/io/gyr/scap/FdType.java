package io.gyr.scap;

/** Kinds of descriptors, in the numbering of captures (scap_fd_type). */
public enum FdType {
  UNINITIALIZED,
  UNKNOWN,
  FILE,
  DIRECTORY,
  IPV4_SOCK,
  IPV6_SOCK,
  IPV4_SERVSOCK,
  IPV6_SERVSOCK,
  FIFO,
  UNIX_SOCK,
  EVENT,
  UNSUPPORTED,
  SIGNALFD,
  EVENTPOLL,
  INOTIFY,
  TIMERFD,
  NETLINK,
  FILE_V2,
  BPF,
  USERFAULTFD,
  IOURING,
  MEMFD,
  PIDFD;

  private static final FdType[] ALL = values();

  /** By number; UNSUPPORTED for one that newer writers know. */
  public static FdType of(int number) {
    // The numbering begins with -1 for a descriptor that nobody looked at.
    int i = (byte) number + 1;
    return i >= 0 && i < ALL.length ? ALL[i] : UNSUPPORTED;
  }
}
