package io.gyr.inspector.fd;

import org.jspecify.annotations.Nullable;

/**
 * Both ends of an internet socket, by role. Immutable.
 *
 * @param protocol Falco's fd.l4proto: tcp, udp, icmp, raw
 * @param clientIp the side that connected, as text; null while unknown
 * @param clientPort 0 while unknown
 * @param serverIp the side that listens, as text; null while unknown
 * @param serverPort 0 while unknown
 * @param isServer true when the watched process is the side that listens
 */
public record Connection(
    String protocol,
    @Nullable String clientIp,
    int clientPort,
    @Nullable String serverIp,
    int serverPort,
    boolean isServer) {

  /** A socket of which no end is known. */
  public static Connection unknown(String protocol) {
    return new Connection(protocol, null, 0, null, 0, false);
  }

  /** Client and server as {@code ip:port->ip:port}; the known end alone; empty if none is. */
  public String text() {
    if (clientIp != null && serverIp != null) {
      return clientIp + ":" + clientPort + "->" + serverIp + ":" + serverPort;
    }
    if (serverIp != null) {
      return serverIp + ":" + serverPort;
    }
    return clientIp == null ? "" : clientIp + ":" + clientPort;
  }
}
