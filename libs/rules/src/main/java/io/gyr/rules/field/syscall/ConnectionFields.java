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
 * {@code fd.*} of internet sockets: both ends, seen as client and server or as local and remote.
 */
final class ConnectionFields {

  private static final TextGetter CLIENT_IP =
      event -> FieldList.nonEmpty(event.text(SyscallFacts.FD_CLIENT_IP));
  private static final TextGetter SERVER_IP =
      event -> FieldList.nonEmpty(event.text(SyscallFacts.FD_SERVER_IP));
  private static final TextGetter LOCAL_IP =
      event -> (isServer(event) ? SERVER_IP : CLIENT_IP).get(event);
  private static final TextGetter REMOTE_IP =
      event -> (isServer(event) ? CLIENT_IP : SERVER_IP).get(event);
  private static final NumberGetter CLIENT_PORT = event -> port(event, SyscallFacts.FD_CLIENT_PORT);
  private static final NumberGetter SERVER_PORT = event -> port(event, SyscallFacts.FD_SERVER_PORT);

  private ConnectionFields() {}

  static void addTo(FieldList list) {
    list.textFact("fd.l4proto", SyscallFacts.FD_PROTOCOL, "tcp, udp, icmp or raw.")
        .flag(
            "fd.is_server", ConnectionFields::serving, "Whether the process is the listening side.")
        .address("fd.cip", CLIENT_IP, "Address of the client.")
        .address("fd.sip", SERVER_IP, "Address of the server.")
        .address("fd.lip", LOCAL_IP, "Address of this side.")
        .address("fd.rip", REMOTE_IP, "Address of the other side.")
        .list("fd.ip", FieldType.ADDRESS, new BothIps(), "Address of either side.")
        .address("fd.cnet", CLIENT_IP, "Address of the client, for comparing with networks.")
        .address("fd.snet", SERVER_IP, "Address of the server, for comparing with networks.")
        .address("fd.lnet", LOCAL_IP, "Address of this side, for comparing with networks.")
        .address("fd.rnet", REMOTE_IP, "Address of the other side, for comparing with networks.")
        .list("fd.net", FieldType.ADDRESS, new BothIps(), "Address of either side, for networks.")
        .number("fd.cport", FieldType.PORT, CLIENT_PORT, "Port of the client.")
        .number("fd.sport", FieldType.PORT, SERVER_PORT, "Port of the server.")
        .number(
            "fd.lport",
            FieldType.PORT,
            event -> (isServer(event) ? SERVER_PORT : CLIENT_PORT).get(event),
            "Port of this side.")
        .number(
            "fd.rport",
            FieldType.PORT,
            event -> (isServer(event) ? CLIENT_PORT : SERVER_PORT).get(event),
            "Port of the other side.")
        .list("fd.port", FieldType.PORT, new BothPorts(), "Port of either side.");
  }

  private static boolean isServer(Event event) {
    return event.number(SyscallFacts.FD_IS_SERVER) == 1;
  }

  private static long serving(Event event) {
    return event.number(SyscallFacts.FD_IS_SERVER);
  }

  private static long port(Event event, int fact) {
    long port = event.number(fact);
    return port == 0 ? Event.ABSENT : port;
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
      return (index == 0 ? CLIENT_PORT : SERVER_PORT).get(event);
    }
  }
}
