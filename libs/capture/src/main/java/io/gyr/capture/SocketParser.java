package io.gyr.capture;

import io.gyr.scap.Bytes;
import io.gyr.scap.FdType;
import io.gyr.scap.ScapEvent;
import org.jspecify.annotations.Nullable;

/**
 * Events that make sockets and tell their ends.
 *
 * <p>An address parameter is: u8 family; for AF_INET 4 bytes address and u16 port, for AF_INET6 16
 * bytes and u16 port, for AF_UNIX a path. A tuple is: u8 family; for the internet source address,
 * u16 port, destination address, u16 port; for AF_UNIX u64 source, u64 destination, path. Ports are
 * little endian.
 */
final class SocketParser {
  static final int AF_UNIX = 1;
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  private static final int AF_NETLINK = 16;
  private static final int SOCK_STREAM = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_RAW = 3;
  private static final int IPPROTO_IP = 0;
  private static final int IPPROTO_ICMP = 1;
  private static final int IPPROTO_TCP = 6;
  private static final int IPPROTO_UDP = 17;
  private static final int IPPROTO_RAW = 255;
  private static final long EINPROGRESS = -115;
  private static final int PORT = 2;
  private static final int UNIX_PATH = 17;

  private final State state;

  SocketParser(State state) {
    this.state = state;
  }

  void socket(ScapEvent event, CaptureThread thread) {
    if (event.number(0) >= 0) {
      add(thread, event.number(0), event.number(1), event.number(2), event.number(3));
    }
  }

  private void add(CaptureThread thread, long number, long domain, long type, long protocol) {
    Fd fd = new Fd(FdType.UNKNOWN);
    if (domain == AF_UNIX) {
      fd.type = FdType.UNIX_SOCK;
    } else if (domain == AF_INET || domain == AF_INET6) {
      fd.type = domain == AF_INET ? FdType.IPV4_SOCK : FdType.IPV6_SOCK;
      fd.protocol = protocol(type, protocol);
      if (domain == AF_INET6) {
        fd.source.set(new byte[16], 0, 16, 0);
        fd.destination.set(new byte[16], 0, 16, 0);
      }
    } else if (domain == AF_NETLINK) {
      fd.type = FdType.NETLINK;
    }
    state.addFd(thread, number, fd);
  }

  private static int protocol(long type, long protocol) {
    boolean raw = type == SOCK_RAW;
    if (protocol == IPPROTO_TCP) {
      return raw ? Fd.RAW : Fd.TCP;
    }
    if (protocol == IPPROTO_UDP) {
      return raw ? Fd.RAW : Fd.UDP;
    }
    if (protocol == IPPROTO_ICMP) {
      return raw ? Fd.RAW : Fd.ICMP;
    }
    if (protocol == IPPROTO_RAW) {
      return Fd.RAW;
    }
    if (protocol == IPPROTO_IP) {
      long kind = type & 0xff;
      return kind == SOCK_STREAM ? Fd.TCP : kind == SOCK_DGRAM ? Fd.UDP : Fd.UNKNOWN;
    }
    return Fd.UNKNOWN;
  }

  void bind(ScapEvent event) {
    Fd fd = state.fd;
    if (fd == null || event.number(0) < 0 || event.isEmpty(1)) {
      return;
    }
    byte[] bytes = event.bytes();
    int at = event.start(1);
    int width = width(bytes[at]);
    if (width > 0 && event.length(1) >= 1 + width + PORT) {
      int port = Bytes.u16(bytes, at + 1 + width);
      if (port > 0) {
        boolean mapped = width == 16 && isMapped(bytes, at + 1);
        if (mapped) {
          fd.source.set(bytes, at + 13, 4, port);
        } else {
          fd.source.set(bytes, at + 1, width, port);
        }
        fd.type = width == 4 || mapped ? FdType.IPV4_SERVSOCK : FdType.IPV6_SERVSOCK;
        fd.setServer();
        fd.endsChanged();
      }
    }
    fd.name = ArgumentText.address(bytes, at, event.length(1));
  }

  void connect(ScapEvent event, CaptureThread thread) {
    Fd fd = state.fd;
    long result = event.number(0);
    if (fd == null || result < 0 && result != EINPROGRESS) {
      return;
    }
    fd.setConnected();
    ScapEvent enter = FdParser.enter(event, thread);
    ScapEvent address = enter != null && !enter.isEmpty(1) ? enter : null;
    if (event.isEmpty(1)) {
      if (address != null) {
        connectTo(fd, address);
      }
      return;
    }
    byte[] bytes = event.bytes();
    int at = event.start(1);
    int width = width(bytes[at]);
    if (width > 0 && event.length(1) >= 1 + 2 * (width + PORT)) {
      boolean changed = setEnds(fd, bytes, at, width, true);
      trustEnter(fd, event, address, width);
      if (changed && fd.isServer() && fd.isUdp()) {
        fd.swapEnds();
      }
      fd.name = name(fd);
    } else {
      if (fd.type != FdType.UNIX_SOCK) {
        return;
      }
      setUnix(fd, event, 1);
      fd.name = ArgumentText.tuple(bytes, at, event.length(1));
    }
    if (fd.hasNoRole()) {
      fd.setClient();
    }
  }

  /**
   * What the caller could change after the check is taken from the enter event, unless the kernel
   * itself told the far end.
   */
  private static void trustEnter(Fd fd, ScapEvent exit, @Nullable ScapEvent enter, int width) {
    if (enter == null || exit.length(3) < 1 + width + PORT || enter.length(1) < 1 + width + PORT) {
      return;
    }
    int given = exit.start(3) + 1;
    boolean asGiven =
        fd.destination.sameAddress(exit.bytes(), given, width)
            && fd.destination.port == Bytes.u16(exit.bytes(), given + width);
    if (asGiven) {
      int at = enter.start(1) + 1;
      fd.destination.set(enter.bytes(), at, width, Bytes.u16(enter.bytes(), at + width));
      fd.endsChanged();
    }
  }

  private static void connectTo(Fd fd, ScapEvent enter) {
    byte[] bytes = enter.bytes();
    int at = enter.start(1);
    int width = width(bytes[at]);
    if (width == 0 || enter.length(1) < 1 + width + PORT) {
      fd.name = ArgumentText.address(bytes, at, enter.length(1));
      return;
    }
    int port = Bytes.u16(bytes, at + 1 + width);
    if (width == 16 && isMapped(bytes, at + 1)) {
      fd.type = FdType.IPV4_SOCK;
      fd.destination.set(bytes, at + 13, 4, port);
    } else {
      fd.type = width == 4 ? FdType.IPV4_SOCK : FdType.IPV6_SOCK;
      fd.destination.set(bytes, at + 1, width, port);
    }
    fd.endsChanged();
  }

  void accept(ScapEvent event, CaptureThread thread) {
    long number = event.number(0);
    if (number < 0) {
      return;
    }
    thread.lastFd = number;
    if (event.isEmpty(1)) {
      return;
    }
    byte[] bytes = event.bytes();
    int at = event.start(1);
    Fd fd = new Fd();
    int width = width(bytes[at]);
    if (width > 0 && event.length(1) >= 1 + 2 * (width + PORT)) {
      setEnds(fd, bytes, at, width, false);
      fd.protocol = Fd.TCP;
    } else if (bytes[at] == AF_UNIX) {
      fd.type = FdType.UNIX_SOCK;
      setUnix(fd, event, 1);
    } else {
      return;
    }
    fd.name = ArgumentText.tuple(bytes, at, event.length(1));
    fd.clearFlags();
    fd.setServer();
    fd.setConnected();
    state.addFd(thread, number, fd);
  }

  void pair(ScapEvent event, CaptureThread thread) {
    if (event.number(0) < 0) {
      return;
    }
    if (event.number(1) == event.number(2)) {
      state.fd = null;
      return;
    }
    Fd fd = new Fd(FdType.UNIX_SOCK);
    fd.unixSource = event.number(3);
    fd.unixDestination = event.number(4);
    Fd other = fd.copy();
    state.addFd(thread, event.number(2), other);
    state.addFd(thread, event.number(1), fd);
    thread.lastFd = event.number(2);
  }

  void read(ScapEvent event, CaptureThread thread) {
    Fd fd = state.fd;
    int code = event.code();
    if (fd == null || event.isEmpty(0) || event.number(0) < 0) {
      return;
    }
    if (fd.isInternetSocket()) {
      fd.setConnected();
    }
    int tuple =
        switch (code) {
          case Codes.RECVFROM_X -> 2;
          case Codes.RECVMSG_X -> 3;
          case Codes.RECVMMSG_X, Codes.RECV_X -> 4;
          default -> -1;
        };
    if (tuple >= 0 && (fd.name.isEmpty() || !fd.isTcp()) && update(fd, event, tuple)) {
      if (fd.isInternetSocket()) {
        if (fd.hasNoRole()) {
          guessRole(fd, thread, true);
        }
        if (fd.isClient()) {
          fd.swapEnds();
        }
        fd.name = name(fd);
      } else {
        fd.name = ArgumentText.tuple(event.bytes(), event.start(tuple), event.length(tuple));
      }
    }
  }

  void write(ScapEvent event, CaptureThread thread) {
    int code = event.code();
    boolean sends = code == Codes.SEND_X || code == Codes.SENDTO_X || code == Codes.SENDMSG_X;
    if (sends && state.fd == null) {
      infer(event, thread);
    }
    Fd fd = state.fd;
    if (fd == null || event.isEmpty(0) || event.number(0) < 0) {
      return;
    }
    if (fd.isInternetSocket()) {
      fd.setConnected();
    }
    if ((sends || code == Codes.SENDMMSG_X)
        && (fd.name.isEmpty() || !fd.isTcp())
        && update(fd, event, 4)) {
      if (fd.isInternetSocket()) {
        if (fd.hasNoRole()) {
          guessRole(fd, thread, false);
        }
        if (fd.isServer()) {
          fd.swapEnds();
        }
        fd.name = name(fd);
      } else {
        fd.name = ArgumentText.tuple(event.bytes(), event.start(4), event.length(4));
      }
    }
  }

  /** The call that made the socket was not recorded: it is taken for one of UDP. */
  private void infer(ScapEvent event, CaptureThread thread) {
    if (event.number(0) < 0 || event.isEmpty(4)) {
      return;
    }
    int family = event.bytes()[event.start(4)];
    if (family == AF_INET || family == AF_INET6) {
      add(thread, event.number(2), family, SOCK_DGRAM, IPPROTO_UDP);
    }
  }

  private boolean update(Fd fd, ScapEvent event, int tuple) {
    if (event.isEmpty(tuple)) {
      return false;
    }
    byte[] bytes = event.bytes();
    int at = event.start(tuple);
    int width = width(bytes[at]);
    if (width > 0 && event.length(tuple) >= 1 + 2 * (width + PORT)) {
      if (!setEnds(fd, bytes, at, width, false)) {
        return false;
      }
    } else if (bytes[at] == AF_UNIX) {
      fd.type = FdType.UNIX_SOCK;
      setUnix(fd, event, tuple);
      return true;
    }
    if (fd.isInternetSocket() && fd.protocol == Fd.UNKNOWN) {
      fd.protocol = Fd.UDP;
    }
    return true;
  }

  private void guessRole(Fd fd, CaptureThread thread, boolean incoming) {
    FdMap fds = state.threads.fds(thread);
    if (fds == null || !fds.isBoundTo(fd.destination.port)) {
      fd.setClient();
    } else if (!fds.usesClientPort(fd.source.port)) {
      fd.setServer();
    } else if (incoming) {
      fd.setServer();
    } else {
      fd.setClient();
    }
  }

  /** Sets the ends of an internet socket; false when they are what they were, or the other way. */
  private static boolean setEnds(Fd fd, byte[] bytes, int at, int width, boolean overwrite) {
    int source = at + 1;
    int sourcePort = Bytes.u16(bytes, source + width);
    int destination = source + width + PORT;
    int destinationPort = Bytes.u16(bytes, destination + width);
    int shown = width;
    if (width == 16 && isMapped(bytes, source) && isMapped(bytes, destination)) {
      source += 12;
      destination += 12;
      shown = 4;
    }
    FdType type = shown == 4 ? FdType.IPV4_SOCK : FdType.IPV6_SOCK;
    if (fd.isListening()) {
      fd.destination.clear();
      if (shown == 16) {
        fd.destination.set(new byte[16], 0, 16, 0);
      }
    }
    fd.type = type;
    boolean same =
        fd.source.sameAddress(bytes, source, shown)
            && fd.source.port == sourcePort
            && fd.destination.sameAddress(bytes, destination, shown)
            && fd.destination.port == destinationPort;
    boolean reversed =
        fd.destination.sameAddress(bytes, source, shown)
            && fd.destination.port == sourcePort
            && fd.source.sameAddress(bytes, destination, shown)
            && fd.source.port == destinationPort;
    if (same || reversed) {
      return false;
    }
    boolean changed = !fd.source.sameAddress(bytes, source, shown) || fd.source.port != sourcePort;
    fd.source.set(bytes, source, shown, sourcePort);
    int port = fd.destination.port;
    if (port == 0 || overwrite && port != destinationPort) {
      changed |= port != destinationPort;
      port = destinationPort;
    }
    if (fd.destination.isUnspecified()
        || overwrite && !fd.destination.sameAddress(bytes, destination, shown)) {
      changed |= !fd.destination.sameAddress(bytes, destination, shown);
      fd.destination.set(bytes, destination, shown, port);
    } else {
      fd.destination.port = port;
    }
    fd.endsChanged();
    return changed;
  }

  private static void setUnix(Fd fd, ScapEvent event, int tuple) {
    if (event.length(tuple) >= UNIX_PATH) {
      fd.unixSource = Bytes.i64(event.bytes(), event.start(tuple) + 1);
      fd.unixDestination = Bytes.i64(event.bytes(), event.start(tuple) + 9);
    }
  }

  /** Bytes of an address of an internet family, 0 for other families. */
  static int width(int family) {
    return family == AF_INET ? 4 : family == AF_INET6 ? 16 : 0;
  }

  /** ::ffff:a.b.c.d, and as in libsinsp :: too. */
  static boolean isMapped(byte[] bytes, int at) {
    for (int i = 0; i < 10; i++) {
      if (bytes[at + i] != 0) {
        return false;
      }
    }
    if (bytes[at + 10] == -1 && bytes[at + 11] == -1) {
      return true;
    }
    for (int i = 10; i < 16; i++) {
      if (bytes[at + i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Falco's name of an internet socket. */
  static String name(Fd fd) {
    if (fd.isListening()) {
      return fd.source.text();
    }
    return fd.source.text() + "->" + fd.destination.text();
  }
}
