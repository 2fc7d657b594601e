package io.gyr.capture;

import io.gyr.scap.FdType;
import org.jspecify.annotations.Nullable;

/** A descriptor. Each process has its own, a fork copies. Not thread-safe. */
final class Fd {
  static final int UNKNOWN = 0;
  static final int NOT_APPLICABLE = 1;
  static final int TCP = 2;
  static final int UDP = 3;
  static final int ICMP = 4;
  static final int RAW = 5;

  private static final int CLIENT = 1;
  private static final int SERVER = 2;
  private static final int CONNECTED = 4;

  FdType type = FdType.UNINITIALIZED;
  String name = "";
  String rawName = "";
  int openFlags;
  long device;
  long inode;
  long pid;
  final Endpoint source = new Endpoint();
  final Endpoint destination = new Endpoint();
  int protocol;
  long unixSource;
  long unixDestination;
  private int flags;

  /** The address text of each end, made when first asked for. */
  private @Nullable String sourceText;

  private @Nullable String destinationText;

  Fd() {}

  Fd(FdType type) {
    this.type = type;
  }

  Fd copy() {
    Fd copy = new Fd(type);
    copy.name = name;
    copy.rawName = rawName;
    copy.openFlags = openFlags;
    copy.device = device;
    copy.inode = inode;
    copy.pid = pid;
    copy.source.set(source);
    copy.destination.set(destination);
    copy.protocol = protocol;
    copy.unixSource = unixSource;
    copy.unixDestination = unixDestination;
    copy.flags = flags;
    return copy;
  }

  void endsChanged() {
    sourceText = null;
    destinationText = null;
  }

  String sourceText() {
    if (sourceText == null) {
      sourceText = source.address();
    }
    return sourceText;
  }

  String destinationText() {
    if (destinationText == null) {
      destinationText = destination.address();
    }
    return destinationText;
  }

  void swapEnds() {
    source.swap(destination);
    endsChanged();
  }

  boolean isInternetSocket() {
    return type == FdType.IPV4_SOCK || type == FdType.IPV6_SOCK;
  }

  boolean isListening() {
    return type == FdType.IPV4_SERVSOCK || type == FdType.IPV6_SERVSOCK;
  }

  boolean isTcp() {
    return protocol == TCP && isInternetSocket();
  }

  boolean isUdp() {
    return protocol == UDP && isInternetSocket();
  }

  boolean hasNoRole() {
    return (flags & (CLIENT | SERVER)) == 0;
  }

  boolean isServer() {
    return (flags & SERVER) != 0;
  }

  boolean isClient() {
    return (flags & CLIENT) != 0;
  }

  void setClient() {
    flags |= CLIENT;
  }

  void setServer() {
    flags |= SERVER;
  }

  boolean isConnected() {
    return (flags & CONNECTED) != 0;
  }

  void setConnected() {
    flags |= CONNECTED;
  }

  void clearFlags() {
    flags = 0;
  }

  /** Falco's fd.type; null where Falco has none. */
  String typeText() {
    return switch (type) {
      case FILE, FILE_V2 -> "file";
      case DIRECTORY -> "directory";
      case IPV4_SOCK, IPV4_SERVSOCK -> "ipv4";
      case IPV6_SOCK, IPV6_SERVSOCK -> "ipv6";
      case FIFO -> "pipe";
      case UNIX_SOCK -> "unix";
      case EVENT -> "event";
      case SIGNALFD -> "signalfd";
      case EVENTPOLL -> "eventpoll";
      case INOTIFY -> "inotify";
      case TIMERFD -> "timerfd";
      case NETLINK -> "netlink";
      case BPF -> "bpf";
      case USERFAULTFD -> "userfaultfd";
      case IOURING -> "io_uring";
      case MEMFD -> "memfd";
      case PIDFD -> "pidfd";
      default -> "<NA>";
    };
  }

  /** Falco's fd.typechar. */
  char typeLetter() {
    return switch (type) {
      case FILE, FILE_V2 -> 'f';
      case DIRECTORY -> 'd';
      case IPV4_SOCK, IPV4_SERVSOCK -> '4';
      case IPV6_SOCK, IPV6_SERVSOCK -> '6';
      case FIFO -> 'p';
      case UNIX_SOCK -> 'u';
      case EVENT -> 'e';
      case SIGNALFD -> 's';
      case EVENTPOLL -> 'l';
      case INOTIFY -> 'i';
      case TIMERFD -> 't';
      case NETLINK -> 'n';
      case BPF -> 'b';
      case USERFAULTFD -> 'u';
      case IOURING -> 'r';
      case MEMFD -> 'm';
      case PIDFD -> 'P';
      case UNSUPPORTED -> '?';
      default -> 'o';
    };
  }
}
