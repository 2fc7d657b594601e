package io.gyr.inspector.fd;

import io.gyr.inspector.event.EventLayout;
import io.gyr.inspector.event.RawEvent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes descriptors out of what an event says about a socket. Stateless. */
public final class SocketReader {
  private static final int AF_UNIX = 1;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int LOCAL = 16;
  private static final int REMOTE = 32;
  private static final int UNIX_PATH = 48;

  private SocketReader() {}

  /** A new socket, from the arguments of socket(2). */
  static Descriptor fresh(int family, int type, int protocol) {
    return switch (family) {
      case AF_INET ->
          Descriptor.socket(FdType.IPV4, Connection.unknown(protocol(type & 0xf, protocol)));
      case AF_INET6 ->
          Descriptor.socket(FdType.IPV6, Connection.unknown(protocol(type & 0xf, protocol)));
      case AF_UNIX -> Descriptor.of(FdType.UNIX, "");
      case AF_NETLINK -> Descriptor.of(FdType.NETLINK, "");
      default -> Descriptor.UNKNOWN;
    };
  }

  /** The socket of a connect, towards whom it was meant to go even if it failed. */
  static @Nullable Descriptor connected(RawEvent raw) {
    int socket = raw.field(EventLayout.FIELD_SOCKET, 0);
    int address = raw.field(EventLayout.FIELD_SOCKADDR, 1);
    int family = family(raw, socket, address);
    if (family == AF_UNIX) {
      return Descriptor.of(FdType.UNIX, address < 0 ? "" : unixPath(raw, address, 2));
    }
    if (family != AF_INET && family != AF_INET6) {
      return null;
    }
    boolean known = socket >= 0 && raw.u16(socket, 10) != 0;
    String server = known ? ip(raw, socket, REMOTE, family) : sockaddrIp(raw, address);
    int serverPort = known ? raw.u16(socket, 10) : sockaddrPort(raw, address);
    String client = socket < 0 ? null : ip(raw, socket, LOCAL, family);
    int clientPort = socket < 0 ? 0 : raw.u16(socket, 8);
    return internet(
        family,
        new Connection(protocol(raw, socket), client, clientPort, server, serverPort, false));
  }

  /** The socket of a bind or listen: its own end is the server. */
  static @Nullable Descriptor listening(RawEvent raw) {
    int socket = raw.field(EventLayout.FIELD_SOCKET, 0);
    int address = raw.field(EventLayout.FIELD_SOCKADDR, 1);
    int family = family(raw, socket, address);
    if (family == AF_UNIX) {
      return Descriptor.of(
          FdType.UNIX,
          socket >= 0 && raw.size(socket) > UNIX_PATH
              ? unixPath(raw, socket, UNIX_PATH)
              : address < 0 ? "" : unixPath(raw, address, 2));
    }
    if (family != AF_INET && family != AF_INET6) {
      return null;
    }
    boolean known = socket >= 0 && raw.u16(socket, 8) != 0;
    String server = known ? ip(raw, socket, LOCAL, family) : sockaddrIp(raw, address);
    int port = known ? raw.u16(socket, 8) : sockaddrPort(raw, address);
    return internet(family, new Connection(protocol(raw, socket), null, 0, server, port, true));
  }

  /** The socket that an accept returned. */
  static Descriptor accepted(RawEvent raw) {
    int socket = raw.field(EventLayout.FIELD_SOCKET, 0);
    int family = family(raw, socket, -1);
    if (family == AF_UNIX) {
      return Descriptor.of(FdType.UNIX, unixPath(raw, socket, UNIX_PATH));
    }
    if (family != AF_INET && family != AF_INET6) {
      return Descriptor.UNKNOWN;
    }
    return internet(
        family,
        new Connection(
            protocol(raw, socket),
            ip(raw, socket, REMOTE, family),
            raw.u16(socket, 10),
            ip(raw, socket, LOCAL, family),
            raw.u16(socket, 8),
            true));
  }

  /** Falco's text of a socket address that the caller gave; empty if it could not be read. */
  public static String addressText(RawEvent raw, int argument) {
    int address = raw.field(EventLayout.FIELD_SOCKADDR, argument);
    int family = family(raw, -1, address);
    if (family == AF_UNIX) {
      return unixPath(raw, address, 2);
    }
    String ip = sockaddrIp(raw, address);
    return ip == null ? "" : ip + ":" + sockaddrPort(raw, address);
  }

  private static int family(RawEvent raw, int socket, int address) {
    if (socket >= 0 && raw.size(socket) >= UNIX_PATH) {
      return raw.u16(socket, 0);
    }
    return address >= 0 && raw.size(address) >= 2 ? raw.u16(address, 0) : -1;
  }

  private static Descriptor internet(int family, Connection connection) {
    // IPv4 through a socket of IPv6 shows as what travels on the wire.
    String either = connection.serverIp() != null ? connection.serverIp() : connection.clientIp();
    boolean v6 = family == AF_INET6 && (either == null || either.indexOf(':') >= 0);
    return Descriptor.socket(v6 ? FdType.IPV6 : FdType.IPV4, connection);
  }

  private static String protocol(RawEvent raw, int socket) {
    return socket < 0 ? "tcp" : protocol(raw.u16(socket, 2), raw.u16(socket, 4));
  }

  private static String protocol(int type, int protocol) {
    if (type == SOCK_RAW) {
      return "raw";
    }
    return switch (protocol) {
      case 0 -> type == 2 ? "udp" : "tcp";
      case 1, 58 -> "icmp";
      case 17, 136 -> "udp";
      case 255 -> "raw";
      default -> "tcp";
    };
  }

  private static String ip(RawEvent raw, int socket, int offset, int family) {
    return ip(raw, socket, offset, family == AF_INET);
  }

  private static String ip(RawEvent raw, int field, int offset, boolean v4) {
    if (v4) {
      return IpText.v4(
          raw.u8(field, offset),
          raw.u8(field, offset + 1),
          raw.u8(field, offset + 2),
          raw.u8(field, offset + 3));
    }
    byte[] address = new byte[16];
    raw.copy(field, offset, address, address.length);
    return IpText.isMapped(address) ? IpText.mapped(address) : IpText.v6(address);
  }

  private static @Nullable String sockaddrIp(RawEvent raw, int address) {
    if (address < 0) {
      return null;
    }
    int family = family(raw, -1, address);
    if (family == AF_INET && raw.size(address) >= 8) {
      return ip(raw, address, 4, true);
    }
    return family == AF_INET6 && raw.size(address) >= 24 ? ip(raw, address, 8, false) : null;
  }

  private static int sockaddrPort(RawEvent raw, int address) {
    return address < 0 || raw.size(address) < 4 ? 0 : raw.u8(address, 2) << 8 | raw.u8(address, 3);
  }

  private static String unixPath(RawEvent raw, int field, int offset) {
    int size = raw.size(field) - offset;
    if (size <= 0) {
      return "";
    }
    byte[] path = new byte[size];
    raw.copy(field, offset, path, size);
    // An abstract name begins with NUL, and its length is all that ends it.
    if (path[0] == 0) {
      return size == 1 ? "" : "@" + new String(path, 1, size - 1, StandardCharsets.UTF_8);
    }
    int end = 0;
    while (end < size && path[end] != 0) {
      end++;
    }
    return new String(path, 0, end, StandardCharsets.UTF_8);
  }
}
