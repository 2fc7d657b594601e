package io.gyr.inspector.proc;

import io.gyr.inspector.fd.Connection;
import io.gyr.inspector.fd.Descriptor;
import io.gyr.inspector.fd.FdType;
import io.gyr.inspector.fd.IpText;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The tables of sockets in {@code /proc/PID/net}. */
final class SocketFile {
  private static final int MAX_BYTES = 1 << 24;
  private static final String LISTENING = "0A";

  private SocketFile() {}

  /**
   * Reads tcp, tcp6, udp or udp6. Which side a connection's own end is on the table does not say:
   * it is taken for the server's if something listens on its port.
   */
  static void internet(Path file, String protocol, Map<Long, Descriptor> into) {
    String text = ProcFile.text(file, MAX_BYTES);
    if (text == null) {
      return;
    }
    String[] lines = text.split("\n");
    Set<Integer> listening = new HashSet<>();
    for (String line : lines) {
      String[] fields = line.strip().split("\\s+");
      if (fields.length > 9 && fields[3].equals(LISTENING)) {
        listening.add(port(fields[1]));
      }
    }
    for (int i = 1; i < lines.length; i++) {
      String[] fields = lines[i].strip().split("\\s+");
      if (fields.length > 9) {
        into.put(Long.parseLong(fields[9]), socket(protocol, fields, listening));
      }
    }
  }

  /** Reads unix. */
  static void unix(Path file, Map<Long, Descriptor> into) {
    String text = ProcFile.text(file, MAX_BYTES);
    if (text == null) {
      return;
    }
    String[] lines = text.split("\n");
    for (int i = 1; i < lines.length; i++) {
      String[] fields = lines[i].strip().split("\\s+", 8);
      if (fields.length >= 7) {
        String path = fields.length == 8 ? fields[7] : "";
        into.put(Long.parseLong(fields[6]), Descriptor.of(FdType.UNIX, path));
      }
    }
  }

  private static Descriptor socket(String protocol, String[] fields, Set<Integer> listening) {
    String localIp = ip(fields[1]);
    int localPort = port(fields[1]);
    String remoteIp = ip(fields[2]);
    int remotePort = port(fields[2]);
    FdType type = localIp.indexOf(':') >= 0 ? FdType.IPV6 : FdType.IPV4;
    if (remotePort == 0) {
      return Descriptor.socket(type, new Connection(protocol, null, 0, localIp, localPort, true));
    }
    boolean server = listening.contains(localPort);
    return Descriptor.socket(
        type,
        server
            ? new Connection(protocol, remoteIp, remotePort, localIp, localPort, true)
            : new Connection(protocol, localIp, localPort, remoteIp, remotePort, false));
  }

  private static int port(String endpoint) {
    return Integer.parseInt(endpoint.substring(endpoint.indexOf(':') + 1), 16);
  }

  /** The kernel prints words of 32 bits, each in the byte order of the machine. */
  private static String ip(String endpoint) {
    int digits = endpoint.indexOf(':');
    byte[] address = new byte[digits / 2];
    for (int word = 0; word < address.length; word += 4) {
      for (int i = 0; i < 4; i++) {
        int at = 2 * (word + 3 - i);
        address[word + i] = (byte) Integer.parseInt(endpoint.substring(at, at + 2), 16);
      }
    }
    if (address.length == 4) {
      return IpText.v4(address[0] & 0xff, address[1] & 0xff, address[2] & 0xff, address[3] & 0xff);
    }
    return IpText.isMapped(address) ? IpText.mapped(address) : IpText.v6(address);
  }
}
