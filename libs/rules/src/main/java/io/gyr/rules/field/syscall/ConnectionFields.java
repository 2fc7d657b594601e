package io.gyr.rules.field.syscall;

import io.gyr.rules.Event;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.field.NumberGetter;
import io.gyr.rules.field.NumberListGetter;
import io.gyr.rules.field.TextGetter;
import io.gyr.rules.field.TextListGetter;
import org.jspecify.annotations.Nullable;

/**
 * {@code fd.*} of internet sockets: both ends, seen as client and server or as local and remote. A
 * socket that waits for connections has a server and nothing else.
 */
final class ConnectionFields {

  private static final TextGetter CLIENT_IP = event -> event.text(SyscallFacts.FD_CLIENT_IP);
  private static final TextGetter SERVER_IP = event -> event.text(SyscallFacts.FD_SERVER_IP);
  private static final TextGetter LOCAL_IP = event -> ip(event, true);
  private static final TextGetter REMOTE_IP = event -> ip(event, false);
  private static final NumberGetter CLIENT_PORT = event -> port(event, true);
  private static final NumberGetter SERVER_PORT = event -> port(event, false);
  private static final NumberGetter LOCAL_PORT = event -> sidePort(event, true);
  private static final NumberGetter REMOTE_PORT = event -> sidePort(event, false);

  private ConnectionFields() {}

  static void addTo(FieldList list) {
    list.text("fd.l4proto", ConnectionFields::protocol, "tcp, udp, icmp, raw, or <NA>.")
        .flag(
            "fd.is_server", ConnectionFields::serving, "Whether the process is the listening side.")
        .list("fd.ip", FieldType.ADDRESS, new BothIps(), "Address of either side.")
        .list("fd.net", FieldType.ADDRESS, new BothIps(), "Address of either side, for networks.")
        .list("fd.port", FieldType.PORT, new BothPorts(), "Port of either side.")
        .list("fd.proto", FieldType.PORT, new BothPorts(), "The same as fd.port.");
    side(list, "c", "the client", CLIENT_IP, CLIENT_PORT);
    side(list, "s", "the server", SERVER_IP, SERVER_PORT);
    side(list, "l", "this side", LOCAL_IP, LOCAL_PORT);
    side(list, "r", "the other side", REMOTE_IP, REMOTE_PORT);
  }

  private static void side(
      FieldList list, String letter, String who, TextGetter ip, NumberGetter port) {
    list.address("fd." + letter + "ip", ip, "Address of " + who + ".")
        .address("fd." + letter + "net", ip, "Address of " + who + ", for comparing with networks.")
        .number("fd." + letter + "port", FieldType.PORT, port, "Port of " + who + ".")
        .built(
            "fd." + letter + "proto",
            event -> {
              long number = port.get(event);
              return number == Event.ABSENT ? null : Long.toString(number);
            },
            "Port of " + who + " as text.");
  }

  private static @Nullable String protocol(Event event) {
    String protocol = event.text(SyscallFacts.FD_PROTOCOL);
    return protocol == null && event.text(SyscallFacts.FD_TYPE) != null ? "<NA>" : protocol;
  }

  private static long serving(Event event) {
    long server = event.number(SyscallFacts.FD_IS_SERVER);
    return server == Event.ABSENT && event.text(SyscallFacts.FD_TYPE) != null ? 0 : server;
  }

  /** Whether the client is on this machine. */
  private static boolean clientIsLocal(Event event) {
    long local = event.number(SyscallFacts.FD_CLIENT_IS_LOCAL);
    return local == Event.ABSENT ? event.number(SyscallFacts.FD_IS_SERVER) != 1 : local == 1;
  }

  private static @Nullable String ip(Event event, boolean local) {
    String client = CLIENT_IP.get(event);
    return client == null || local == clientIsLocal(event) ? client : SERVER_IP.get(event);
  }

  private static long sidePort(Event event, boolean local) {
    return CLIENT_IP.get(event) == null ? Event.ABSENT : port(event, local == clientIsLocal(event));
  }

  /** The port is known where its address is. */
  private static long port(Event event, boolean client) {
    int ip = client ? SyscallFacts.FD_CLIENT_IP : SyscallFacts.FD_SERVER_IP;
    int port = client ? SyscallFacts.FD_CLIENT_PORT : SyscallFacts.FD_SERVER_PORT;
    return event.text(ip) == null ? Event.ABSENT : event.number(port);
  }

  private record BothIps() implements TextListGetter {
    @Override
    public int count(Event event) {
      return 2;
    }

    @Override
    public @Nullable String get(Event event, int index) {
      return (index == 0 ? CLIENT_IP : SERVER_IP).get(event);
    }
  }

  private record BothPorts() implements NumberListGetter {
    @Override
    public int count(Event event) {
      return 2;
    }

    @Override
    public long get(Event event, int index) {
      return port(event, index == 0);
    }
  }
}
