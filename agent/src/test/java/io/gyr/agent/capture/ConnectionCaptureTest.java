package io.gyr.agent.capture;

import static io.gyr.agent.capture.SyscallRecords.argument;
import static io.gyr.agent.capture.SyscallRecords.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.schemas.record.Connection;
import io.gyr.schemas.record.Syscall;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections of real processes, from both sides. */
class ConnectionCaptureTest {
  @TempDir Path directory;

  @Test
  void aClientKnowsBothEnds() throws Exception {
    try (LiveHost host = LiveHost.open();
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = server.getLocalPort();
      List<Syscall> calls = host.run("perl", "-MSocket", "-e", connect(port));
      Syscall connect = only(calls, "connect");
      assertThat(connect.getResult()).isZero();
      assertThat(connect.getFd().getType()).isEqualTo("ipv4");
      Connection ends = connect.getFd().getConnection();
      assertThat(ends.getProtocol()).isEqualTo("tcp");
      assertThat(ends.getClientIp()).isEqualTo("127.0.0.1");
      assertThat(ends.getClientPort()).isPositive();
      assertThat(ends.getServerIp()).isEqualTo("127.0.0.1");
      assertThat(ends.getServerPort()).isEqualTo(port);
      assertThat(ends.getIsServer()).isFalse();
      String tuple = "127.0.0.1:" + ends.getClientPort() + "->127.0.0.1:" + port;
      assertThat(connect.getFd().getName()).isEqualTo(tuple);
      assertThat(argument(connect, "tuple")).isEqualTo(tuple);
      assertThat(argument(connect, "fd")).isEqualTo("<4>" + tuple);
      assertThat(argument(connect, "addr")).isEqualTo("127.0.0.1:" + port);
      // A shell over a socket: the socket took the place of the standard output.
      Syscall dup = only(calls, c -> c.getType().matches("dup[23]?"));
      assertThat(dup.getFd().getNumber()).isEqualTo(1);
      assertThat(dup.getFd().getName()).isEqualTo(tuple);
    }
  }

  @Test
  void aRefusedClientStillTellsWhereItWantedToGo() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = server.getLocalPort();
    }
    try (LiveHost host = LiveHost.open()) {
      Syscall connect = only(host.run("perl", "-MSocket", "-e", connect(port)), "connect");
      assertThat(argument(connect, "res")).isEqualTo("ECONNREFUSED");
      assertThat(connect.getFd().getConnection().getServerPort()).isEqualTo(port);
      assertThat(connect.getFd().getConnection().getServerIp()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void aServerBindsListensAndAccepts() throws Exception {
    String program =
        "socket(my $s, PF_INET6, SOCK_STREAM, 0); bind($s, pack_sockaddr_in6(0, IN6ADDR_LOOPBACK));"
            + "listen($s, 5); my ($port) = unpack_sockaddr_in6(getsockname($s));"
            + "if (my $c = fork) { accept(my $a, $s); waitpid($c, 0) } else {"
            + "socket(my $k, PF_INET6, SOCK_STREAM, 0);"
            + "connect($k, pack_sockaddr_in6($port, IN6ADDR_LOOPBACK)); exit 0 }";
    try (LiveHost host = LiveHost.open()) {
      List<Syscall> calls = host.run("perl", "-MSocket=:all", "-e", program);
      Connection listening = only(calls, "listen").getFd().getConnection();
      assertThat(listening.getIsServer()).isTrue();
      assertThat(listening.getServerIp()).isEqualTo("::1");
      assertThat(listening.getServerPort()).isPositive();
      assertThat(only(calls, "bind").getFd().getName())
          .isEqualTo("::1:" + listening.getServerPort());
      Syscall accept = only(calls, "accept4?");
      assertThat(accept.getFd().getNumber()).isEqualTo(accept.getResult());
      assertThat(accept.getFd().getType()).isEqualTo("ipv6");
      assertThat(accept.getFd().getConnection().getIsServer()).isTrue();
      assertThat(accept.getFd().getName()).isEqualTo(only(calls, "connect").getFd().getName());
    }
  }

  @Test
  void aUnixSocketIsNamedByItsPath() throws Exception {
    String path = directory.resolve("s.sock").toString();
    String program =
        "socket(my $s, PF_UNIX, SOCK_STREAM, 0); bind($s, pack_sockaddr_un($ARGV[0])); listen($s, 1);"
            + "socket(my $k, PF_UNIX, SOCK_STREAM, 0); connect($k, pack_sockaddr_un($ARGV[0]));"
            + "accept(my $a, $s)";
    try (LiveHost host = LiveHost.open()) {
      List<Syscall> calls = host.run("perl", "-MSocket", "-e", program, path);
      for (String type : List.of("bind", "listen", "connect", "accept4?")) {
        Syscall call = only(calls, type);
        assertThat(call.getFd().getType()).as(type).isEqualTo("unix");
        assertThat(call.getFd().getName()).as(type).isEqualTo(path);
        assertThat(call.getFd().getConnection()).as(type).isNull();
      }
    }
  }

  private static String connect(int port) {
    return "socket(my $s, PF_INET, SOCK_STREAM, 0);"
        + "connect($s, pack_sockaddr_in("
        + port
        + ", INADDR_LOOPBACK)) and open(STDOUT, '>&', $s)";
  }
}
